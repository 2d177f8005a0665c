"""Stands in for modules, classes and functions that are not there: permissive while a model is built, loud in numbers.

A stub can be called, subclassed, used as a decorator or as a context manager. It never turns into a shape, a size or a
number, and never takes part in the arithmetic of tensors: there it raises UnsupportedOp with its own name.
"""

from __future__ import annotations

import dis
import sys
from types import FrameType, FunctionType, MethodType, ModuleType
from typing import Any

from . import guards

# Models and layers of a package that is not there: to call one is an error at once, not when the model runs.
_STRICT = ("torchvision.models.", "torchvision.ops.")
_PROBING = ("CALL", "PRECALL")


def unsupported(message: str) -> Exception:
    """An UnsupportedOp error; a plain NotImplementedError as long as the stand-in torch is not loaded."""
    from .errors import UnsupportedOp

    return UnsupportedOp(message)


def note(name: str, detail: str = "") -> None:
    """Notes a stub once, with the line that asked for it. What a library asks for is of less interest than the user's."""
    from . import frames, notes

    frame = guards.importing_frame()
    is_users = frame is None or frames.origin(frame.f_code) == frames.USER
    message = f"{name} is not there; a stand-in that computes nothing took its place"
    notes.note(
        "stubbed-import",
        f"{message} ({detail})" if detail else message,
        level="warning" if is_users else "info",
    )


def is_probing(frame: FrameType) -> bool:
    """True when the attribute is asked for by hasattr() or getattr(), which want an honest answer."""
    code = frame.f_code.co_code
    index = frame.f_lasti
    return 0 <= index < len(code) and dis.opname[code[index]].startswith(_PROBING)


def is_import_from(frame: FrameType) -> bool:
    code = frame.f_code.co_code
    index = frame.f_lasti
    return 0 <= index < len(code) and dis.opname[code[index]] == "IMPORT_FROM"


def _holds_tensor(values: Any) -> bool:
    torch = sys.modules.get("torch")
    tensor = getattr(torch, "Tensor", None) if torch is not None else None
    if tensor is None:
        return False
    parameter = getattr(getattr(torch, "nn", None), "Parameter", ())
    for value in values:
        if isinstance(value, tensor) and not (parameter and isinstance(value, parameter)):
            return True
        if isinstance(value, (list, tuple)) and _holds_tensor(value):
            return True
    return False


def is_decorated(args: tuple[Any, ...], kwargs: dict[str, Any]) -> bool:
    return (
        len(args) == 1
        and not kwargs
        and isinstance(args[0], (FunctionType, MethodType, type, staticmethod, classmethod))
    )


def _is_class_name(name: str) -> bool:
    last = name.rpartition(".")[2].lstrip("_")
    return last[:1].isupper() and not last.isupper()


class Stub:
    """Something unknown. `_edgewise_name` is where it was taken from, `_edgewise_result` true for what a call gave."""

    def __init__(self, name: str, is_result: bool = False, is_strict: bool = False) -> None:
        is_strict = is_strict or name.startswith(_STRICT)
        self.__dict__.update(_edgewise_name=name, _edgewise_result=is_result, _edgewise_strict=is_strict)
        self.__dict__["__name__"] = self.__dict__["__qualname__"] = name.rpartition(".")[2]
        self.__dict__["__module__"] = name.rpartition(".")[0] or name

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name.endswith("__"):
            if name == "__version__":
                return "0.0.0"
            raise AttributeError(name)
        if is_probing(sys._getframe(1)):
            raise AttributeError(f"'{self._edgewise_name}' is a stand-in without '{name}'")
        return Stub(f"{self._edgewise_name}.{name}", self._edgewise_result, self._edgewise_strict)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        if is_decorated(args, kwargs):
            return args[0]
        if self._edgewise_strict or _holds_tensor(args) or _holds_tensor(kwargs.values()):
            raise self._edgewise_error("called")
        name = self._edgewise_name
        last = name.rpartition(".")[2]
        if last.startswith(("is_", "has_")) and not args:
            return False
        if _is_class_name(name) and not self._edgewise_result and "torch.nn" in sys.modules:
            return _permissive_class()(name, *args, **kwargs)
        return Stub(name, is_result=True)

    def _edgewise_error(self, verb: str) -> Exception:
        return unsupported(f"Edgewise does not have {self._edgewise_name}, which is {verb} here")

    def __mro_entries__(self, bases: tuple[Any, ...]) -> tuple[type, ...]:
        """What a class that derives from this gets as its base: an exception, a mixin or a permissive nn.Module."""
        if (
            bases
            and bases[0] is not self
            and any(isinstance(base, Stub) for base in bases[: bases.index(self)])
        ):
            return ()
        if self.__name__.endswith(("Error", "Exception")):
            return (Exception,)
        if self.__name__.endswith("Warning"):
            return (Warning,)
        if (
            any(isinstance(base, type) and base is not object for base in bases)
            or "torch.nn" not in sys.modules
        ):
            return (StubMixin,)
        return (_permissive_class(),)

    def __instancecheck__(self, instance: Any) -> bool:
        return False

    def __subclasscheck__(self, subclass: type) -> bool:
        return False

    def __enter__(self) -> Any:
        return self

    def __exit__(self, *error: Any) -> bool:
        return False

    def __getitem__(self, key: Any) -> Stub:
        return Stub(f"{self._edgewise_name}[]", self._edgewise_result, self._edgewise_strict)

    def __setitem__(self, key: Any, value: Any) -> None:
        return None

    def __contains__(self, item: Any) -> bool:
        return False

    def __bool__(self) -> bool:
        if self._edgewise_result:
            from . import notes

            notes.note(
                "unknown-value",
                f"the truth of {self._edgewise_name} is not known; taken as false",
                level="error",
            )
            return False
        return True

    def __repr__(self) -> str:
        return f"<stand-in for {self._edgewise_name}>"

    def __fspath__(self) -> str:
        return self._edgewise_name

    def __deepcopy__(self, memo: Any) -> Stub:
        return self

    def __copy__(self) -> Stub:
        return self


class StubMixin:
    """The base of a class that derives from a stub and from a real class: accepts every keyword of class creation."""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__()


def _number_error(name: str):
    def refuse(self: Stub, *args: Any) -> Any:
        raise self._edgewise_error("used as a number")

    refuse.__name__ = name
    return refuse


def _operator(name: str):
    def combine(self: Stub, *others: Any) -> Any:
        if _holds_tensor(others):
            raise self._edgewise_error("used with a tensor")
        return Stub(self._edgewise_name, is_result=True)

    combine.__name__ = name
    return combine


_NUMBER = (
    "__int__",
    "__float__",
    "__index__",
    "__len__",
    "__iter__",
    "__round__",
    "__lt__",
    "__le__",
    "__gt__",
    "__ge__",
)
_ARITHMETIC = (
    "add",
    "sub",
    "mul",
    "truediv",
    "floordiv",
    "mod",
    "pow",
    "matmul",
    "or",
    "and",
    "xor",
    "lshift",
    "rshift",
)
for _name in _NUMBER:
    setattr(Stub, _name, _number_error(_name))
for _name in _ARITHMETIC:
    setattr(Stub, f"__{_name}__", _operator(f"__{_name}__"))
    setattr(Stub, f"__r{_name}__", _operator(f"__r{_name}__"))
for _name in ("__neg__", "__pos__", "__invert__", "__abs__"):
    setattr(Stub, _name, _operator(_name))


def _permissive_class() -> type:
    from .permissive import PermissiveModule

    return PermissiveModule


def special_stub(name: str, is_strict: bool = False) -> Any:
    """A stub, or a real class where Python wants one: exceptions and warnings."""
    last = name.rpartition(".")[2]
    if last.endswith(("Error", "Exception")) and last[:1].isupper():
        return type(last, (Exception,), {"__module__": name.rpartition(".")[0]})
    if last.endswith("Warning") and last[:1].isupper():
        return type(last, (Warning,), {"__module__": name.rpartition(".")[0]})
    return Stub(name, is_strict=is_strict)


class StubModule(ModuleType):
    """A module that is not there. Every name taken from it is a stub; a probe for a name is answered with no."""

    def __init__(self, name: str, is_strict: bool = False) -> None:
        super().__init__(name, "Stands in for a module that is not there.")
        self.__dict__.update(
            __path__=[], __all__=[], __file__=None, __version__="0.0.0", _edgewise_strict=is_strict
        )

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        if is_probing(sys._getframe(1)):
            raise AttributeError(f"module '{self.__name__}' is a stand-in without '{name}'")
        value = special_stub(f"{self.__name__}.{name}", self._edgewise_strict)
        self.__dict__[name] = value
        return value

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return Stub(self.__name__)(*args, **kwargs)

    def __repr__(self) -> str:
        return f"<stand-in for module '{self.__name__}'>"


def namespace(module_name: str):
    """The `__getattr__` of one of our own modules: unknown names become noted stubs, probes are answered honestly."""

    def __getattr__(name: str, depth: int = 1) -> Any:
        # A module that asks here from a `__getattr__` of its own says 2: what matters is who asked that.
        frame = sys._getframe(depth)
        # `from` on a package of ours first asks the import machinery; what is no submodule comes back here.
        is_machinery = frame.f_code.co_filename.startswith("<frozen importlib")
        if (name.startswith("__") and name.endswith("__")) or is_machinery or is_probing(frame):
            raise AttributeError(f"module '{module_name}' has no attribute '{name}'")
        if is_import_from(frame) and guards.is_guarded(frame):
            raise AttributeError(f"module '{module_name}' has no attribute '{name}'")
        note(f"{module_name}.{name}")
        value = special_stub(f"{module_name}.{name}")
        sys.modules[module_name].__dict__[name] = value
        return value

    return __getattr__


def strict_namespace(module_name: str):
    """The `__getattr__` of a module of which only names are there: to call one is an error."""

    def __getattr__(name: str) -> Any:
        if (name.startswith("__") and name.endswith("__")) or is_probing(sys._getframe(1)):
            raise AttributeError(f"module '{module_name}' has no attribute '{name}'")
        return Stub(f"{module_name}.{name}", is_strict=True)

    return __getattr__
