"""nn.Module: what torch's does when attributes are set, states are read and modules are called, without the weights.

Calls tell the recorder when they begin and end, so that every operator knows the module it belongs to.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import Any

from edgewise_tracer import recorder

from ..._core.tensor import Tensor
from torch.utils.hooks import RemovableHandle

from ..parameter import Buffer, Parameter
from . import _casting, _hooks, _members, _state

_MEMBER_DICTS = ("_parameters", "_buffers", "_modules")


def _forward_unimplemented(self: Any, *input: Any) -> None:
    raise NotImplementedError(f'Module [{type(self).__name__}] is missing the required "forward" function')


def _typename(value: Any) -> str:
    if isinstance(value, Tensor):
        import torch

        return torch.typename(value)
    kind = type(value)
    module = "" if kind.__module__ in ("builtins", "__builtin__", "") else kind.__module__ + "."
    return module + kind.__qualname__


def _add_indent(text: str, spaces: int) -> str:
    first, *rest = text.split("\n")
    return "\n".join([first, *(" " * spaces + line for line in rest)])


_addindent = _add_indent


class Module:
    dump_patches: bool = False
    _version: int = 1
    training: bool
    call_super_init: bool = False
    _compiled_call_impl: Any = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        if self.call_super_init is False:
            if kwargs:
                name = type(self).__name__
                raise TypeError(f"{name}.__init__() got an unexpected keyword argument '{next(iter(kwargs))}'")
            if args:
                given = len(args) + 1
                raise TypeError(f"{type(self).__name__}.__init__() takes 1 positional argument but {given} were given")
        state = self.__dict__
        state["training"] = True
        state["_parameters"] = {}
        state["_buffers"] = {}
        state["_non_persistent_buffers_set"] = set()
        for name in _hooks.DICTS:
            state[name] = OrderedDict()
        state["_is_full_backward_hook"] = None
        state["_modules"] = {}
        recorder.created(self)
        if self.call_super_init:
            super().__init__(*args, **kwargs)

    forward = _forward_unimplemented

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        for name in _hooks.DICTS:
            self.__dict__.setdefault(name, OrderedDict())
        self.__dict__.setdefault("_non_persistent_buffers_set", set())
        self.__dict__.setdefault("_is_full_backward_hook", None)

    def __getstate__(self) -> dict[str, Any]:
        state = self.__dict__.copy()
        state.pop("_compiled_call_impl", None)
        return state

    def __getattr__(self, name: str) -> Any:
        state = self.__dict__
        for members in _MEMBER_DICTS:
            found = state.get(members)
            if found is not None and name in found:
                return found[name]
        raise AttributeError(f"'{type(self).__name__}' object has no attribute '{name}'")

    def __setattr__(self, name: str, value: Any) -> None:
        state = self.__dict__
        parameters = state.get("_parameters")
        if isinstance(value, Parameter):
            if parameters is None:
                raise AttributeError("cannot assign parameters before Module.__init__() call")
            _forget(self, name, "_parameters")
            self.register_parameter(name, value)
        elif parameters is not None and name in parameters:
            if value is not None:
                raise TypeError(
                    f"cannot assign '{_typename(value)}' as parameter '{name}' (torch.nn.Parameter or None expected)"
                )
            self.register_parameter(name, value)
        else:
            _set_other(self, name, value)

    def __delattr__(self, name: str) -> None:
        for members in _MEMBER_DICTS:
            if name in self.__dict__[members]:
                del self.__dict__[members][name]
                self._non_persistent_buffers_set.discard(name)
                return
        super().__delattr__(name)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        if not recorder.is_recording:
            return self._call_impl(*args, **kwargs)
        token = recorder.enter(self, args, kwargs)
        result = None
        try:
            result = self._call_impl(*args, **kwargs)
        finally:
            recorder.leave(token, result)
        return result

    def _call_impl(self, *args: Any, **kwargs: Any) -> Any:
        state = self.__dict__
        try:
            if not (state["_forward_hooks"] or state["_forward_pre_hooks"] or _hooks.has_global()):
                return self.forward(*args, **kwargs)
        except KeyError:
            # A class that never called Module.__init__: torch's own lookup gives the error its usual text.
            return self._backward_hooks
        return _hooks.call(self, args, kwargs)

    _wrapped_call_impl = __call__

    def _get_name(self) -> str:
        return self.__class__.__name__

    def extra_repr(self) -> str:
        return ""

    def __repr__(self) -> str:
        extra = self.extra_repr()
        extra_lines = extra.split("\n") if extra else []
        children = [f"({key}): {_add_indent(repr(child), 2)}" for key, child in self._modules.items()]
        lines = extra_lines + children
        if not lines:
            return f"{self._get_name()}()"
        if len(extra_lines) == 1 and not children:
            return f"{self._get_name()}({extra_lines[0]})"
        return f"{self._get_name()}(\n  " + "\n  ".join(lines) + "\n)"

    def __dir__(self) -> list[str]:
        names = dir(self.__class__) + list(self.__dict__)
        for members in _MEMBER_DICTS:
            names.extend(self.__dict__.get(members, ()))
        return sorted(key for key in set(names) if not key[0].isdigit())

    def get_extra_state(self) -> Any:
        raise RuntimeError(_EXTRA_STATE)

    def set_extra_state(self, state: Any) -> None:
        raise RuntimeError(_EXTRA_STATE)

    def compile(self, *args: Any, **kwargs: Any) -> None:
        """torch.compile changes nothing about what a model costs, so the module stays as it is."""

    def share_memory(self) -> Any:
        return self

    def _replicate_for_data_parallel(self) -> Any:
        replica = self.__new__(type(self))
        replica.__dict__ = self.__dict__.copy()
        return replica

    register_buffer = _members.register_buffer
    register_parameter = _members.register_parameter
    add_module = _members.add_module
    register_module = _members.register_module
    get_submodule = _members.get_submodule
    set_submodule = _members.set_submodule
    get_parameter = _members.get_parameter
    get_buffer = _members.get_buffer
    _named_members = _members.named_members
    parameters = _members.parameters
    named_parameters = _members.named_parameters
    buffers = _members.buffers
    named_buffers = _members.named_buffers
    children = _members.children
    named_children = _members.named_children
    modules = _members.modules
    named_modules = _members.named_modules

    _apply = _casting.apply_to_tensors
    apply = _casting.apply
    cuda = _casting.cuda
    ipu = _casting.accelerator("ipu")
    xpu = _casting.accelerator("xpu")
    mtia = _casting.accelerator("mtia")
    cpu = _casting.cpu
    type = _casting.type_
    float = _casting.cast("float32")
    double = _casting.cast("float64")
    half = _casting.cast("float16")
    bfloat16 = _casting.cast("bfloat16")
    to_empty = _casting.to_empty
    to = _casting.to
    train = _casting.train
    eval = _casting.eval_
    requires_grad_ = _casting.requires_grad_
    zero_grad = _casting.zero_grad

    register_full_backward_pre_hook = _hooks.adder("_backward_pre_hooks")
    register_backward_hook = _hooks.adder("_backward_hooks")
    register_full_backward_hook = _hooks.adder("_backward_hooks")
    register_forward_pre_hook = _hooks.register_forward_pre_hook
    register_forward_hook = _hooks.register_forward_hook
    _register_state_dict_hook = _hooks.register_state_dict_hook
    register_state_dict_post_hook = _hooks.register_state_dict_post_hook
    register_state_dict_pre_hook = _hooks.adder("_state_dict_pre_hooks")
    _register_load_state_dict_pre_hook = _hooks.register_load_state_dict_pre_hook
    register_load_state_dict_pre_hook = _hooks.register_bound_load_state_dict_pre_hook
    register_load_state_dict_post_hook = _hooks.adder("_load_state_dict_post_hooks")

    _save_to_state_dict = _state.save_to_state_dict
    state_dict = _state.state_dict
    _load_from_state_dict = _state.load_from_state_dict
    load_state_dict = _state.load_state_dict


_EXTRA_STATE = (
    "Reached a code path in Module.get_extra_state() that should never be called. Please file an issue at "
    "https://github.com/pytorch/pytorch/issues/new?template=bug-report.yml to report this bug."
)


def _forget(module: Module, name: str, kept: str) -> None:
    """Takes a name out of every place but the one it is about to be kept in."""
    state = module.__dict__
    if name in state:
        del state[name]
    for members in _MEMBER_DICTS:
        if members != kept and name in state[members]:
            del state[members][name]
    if kept != "_buffers":
        state["_non_persistent_buffers_set"].discard(name)


def _set_other(module: Module, name: str, value: Any) -> None:
    state = module.__dict__
    modules = state.get("_modules")
    if isinstance(value, Module):
        if modules is None:
            raise AttributeError("cannot assign module before Module.__init__() call")
        _forget(module, name, "_modules")
        modules[name] = _hooks.registered("module", module, name, value)
    elif modules is not None and name in modules:
        if value is not None:
            raise TypeError(
                f"cannot assign '{_typename(value)}' as child module '{name}' (torch.nn.Module or None expected)"
            )
        modules[name] = _hooks.registered("module", module, name, value)
    elif isinstance(value, Buffer) or (state.get("_buffers") is not None and name in state["_buffers"]):
        _set_buffer(module, name, value)
    else:
        object.__setattr__(module, name, value)


def _set_buffer(module: Module, name: str, value: Any) -> None:
    buffers = module.__dict__.get("_buffers")
    if value is not None and not isinstance(value, Tensor):
        raise TypeError(
            f"cannot assign '{_typename(value)}' as buffer '{name}' (torch.nn.Buffer, torch.Tensor or None expected)"
        )
    if isinstance(value, Buffer):
        if buffers is None:
            raise AttributeError("cannot assign buffer before Module.__init__() call")
        _forget(module, name, "_buffers")
        module.register_buffer(name, value, value.persistent)
    else:
        buffers[name] = _hooks.registered("buffer", module, name, value)


register_module_forward_pre_hook = _hooks.register_global("forward_pre")
register_module_forward_hook = _hooks.register_global("forward")
register_module_backward_hook = _hooks.register_global("backward")
register_module_full_backward_hook = _hooks.register_global("backward")
register_module_full_backward_pre_hook = _hooks.register_global("backward")
register_module_buffer_registration_hook = _hooks.register_global("buffer")
register_module_module_registration_hook = _hooks.register_global("module")
register_module_parameter_registration_hook = _hooks.register_global("parameter")

_EXTRA_STATE_KEY_SUFFIX = "_extra_state"
_IncompatibleKeys = _state.IncompatibleKeys
