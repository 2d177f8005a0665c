"""torch.library: operators that Python code registers can be called; their Python implementation runs."""

from __future__ import annotations

from typing import Any

from edgewise_tracer.stubs import namespace
from torch import _custom_ops
from torch._noop import nothing

register_autograd = register_vmap = register_autocast = register_torch_dispatch = opcheck = nothing
get_ctx = nothing


class Library:
    """A namespace of operators. What is implemented for it in Python can be called through torch.ops."""

    def __init__(self, ns: str, kind: str, dispatch_key: str = "") -> None:
        self.ns = ns

    def define(self, schema: str, *args: Any, **kwargs: Any) -> str:
        return schema.partition("(")[0]

    def impl(self, op_name: Any, fn: Any, *args: Any, **kwargs: Any) -> None:
        name = op_name if isinstance(op_name, str) else getattr(op_name, "__name__", str(op_name))
        _custom_ops.register(name if "::" in name else f"{self.ns}::{name}", fn)


def define(qualname: str, *args: Any, **kwargs: Any) -> Any:
    return _decorator if not args else None


def impl(qualname: Any, types: Any = None, func: Any = None, **kwargs: Any) -> Any:
    return _registering(qualname, func)


def register_fake(op: Any, func: Any = None, **kwargs: Any) -> Any:
    """A fake implementation computes shapes only, which is what a trace wants when there is no other."""
    return _registering(op, func, is_weak=True)


impl_abstract = register_fake


def register_kernel(op: Any, device_types: Any, func: Any = None, **kwargs: Any) -> Any:
    return _registering(op, func)


def custom_op(name: str, fn: Any = None, **kwargs: Any) -> Any:
    def decorate(function: Any) -> Any:
        _custom_ops.register(name, function)
        return _CustomOp(name, function)

    return decorate if fn is None else decorate(fn)


triton_op = custom_op


def wrap_triton(kernel: Any) -> Any:
    return kernel


def infer_schema(function: Any, **kwargs: Any) -> str:
    return "() -> ()"


class _CustomOp:
    def __init__(self, name: str, function: Any) -> None:
        self._name, self._function = name, function
        self.__name__ = name

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self._function(*args, **kwargs)

    def register_fake(self, function: Any) -> Any:
        return function

    register_autograd = register_vmap = nothing

    def register_kernel(self, device_types: Any, function: Any = None) -> Any:
        return _decorator if function is None else function


def _decorator(function: Any) -> Any:
    return function


def _registering(name: Any, function: Any, is_weak: bool = False) -> Any:
    def decorate(implementation: Any) -> Any:
        if isinstance(name, str):
            _custom_ops.register(name, implementation, is_weak)
        return implementation

    return decorate if function is None else decorate(function)


__getattr__ = namespace(__name__)
