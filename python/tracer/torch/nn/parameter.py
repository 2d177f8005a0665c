"""Parameters and buffers: tensors that a module keeps, and those whose shape is not known yet."""

from __future__ import annotations

from typing import Any

import torch

from .._core import device as devices
from .._core.state import state
from .._core.tensor import Tensor, make


def _as(cls: Any, data: Any, requires_grad: bool) -> Any:
    """A tensor of the given class over the memory of `data`."""
    made = data.detach() if type(data) is not Tensor or data.requires_grad else _shared(data)
    made.__class__ = cls
    made._base = None
    made.requires_grad = requires_grad
    return made


def _shared(data: Any) -> Any:
    made = object.__new__(Tensor)
    made.__dict__.update(data.__dict__)
    return made


class Parameter(Tensor):
    """A trained tensor. What is computed from it is a plain Tensor."""

    _is_param = True

    def __new__(cls, data: Any = None, requires_grad: bool = True) -> Any:
        if data is None:
            data = torch.empty(0)
        if not isinstance(data, Tensor):
            raise AttributeError(f"'{type(data).__name__}' object has no attribute 'detach'")
        if requires_grad and not (data.dtype.is_floating_point or data.dtype.is_complex):
            raise RuntimeError("Only Tensors of floating point and complex dtype can require gradients")
        return _as(cls, data, bool(requires_grad))

    def __deepcopy__(self, memo: Any) -> Any:
        if id(self) in memo:
            return memo[id(self)]
        copied = _as(type(self), self.data.clone(), self.requires_grad)
        _copy_attributes(self, copied, memo)
        memo[id(self)] = copied
        return copied

    def __repr__(self) -> str:
        return "Parameter containing:\n" + super().__repr__()

    def __reduce_ex__(self, protocol: Any) -> Any:
        return _rebuild, (type(self), tuple(self.shape), self.dtype, self.requires_grad)


# What a tensor itself keeps; anything else was put on the parameter by the program.
_OWN = frozenset(
    "shape dtype device requires_grad grad _own_ref _storage _strides _offset _is_loose _is_result _seen _base".split()
)


def _copy_attributes(source: Any, copied: Any, memo: Any) -> None:
    import copy

    for name, value in source.__dict__.items():
        if name not in _OWN and name not in copied.__dict__:
            copied.__dict__[name] = copy.deepcopy(value, memo)


def _rebuild(cls: Any, shape: Any, dtype: Any, requires_grad: bool) -> Any:
    return _as(cls, make(shape, dtype), requires_grad)


def new_parameter(shape: Any, device: Any = None, dtype: Any = None) -> Any:
    """Parameter(torch.empty(shape)) of a layer. A size that is none gets the text that torch.empty has for it."""
    for size in shape:
        if type(size) is not int or size < 0:
            return Parameter(torch.empty(shape, device=device, dtype=dtype))
    where = state.default_device if device is None else devices.from_any(device)
    made = make(shape, state.default_dtype if dtype is None else dtype, where)
    made.__class__ = Parameter
    made.requires_grad = True
    return made


class _BufferMeta(type):
    def __instancecheck__(self, instance: Any) -> bool:
        return isinstance(instance, Tensor) and "_is_buffer" in instance.__dict__


class Buffer(Tensor, metaclass=_BufferMeta):
    """A tensor that becomes a buffer of the module it is assigned to; its type is a plain Tensor's."""

    def __new__(cls, data: Any = None, *, persistent: bool = True) -> Any:
        made = _as(Tensor, torch.empty(0) if data is None else data, False)
        made.__dict__.update(_is_buffer=True, persistent=persistent)
        return made

    def __init__(self, data: Any = None, *, persistent: bool = True) -> None:
        """__new__ has made it."""




class UninitializedTensorMixin:
    """A tensor whose shape comes with the first input."""

    cls_to_become: Any = Parameter

    def materialize(self, shape: Any, device: Any = None, dtype: Any = None) -> None:
        given = tuple(int(it) for it in shape)
        kind = self.__dict__["_lazy_dtype"] if dtype is None else dtype
        made = make(given, kind, self.__dict__["_lazy_device"] if device is None else devices.from_any(device))
        self.__class__ = self.cls_to_become
        self._take(made)

    def numel(self) -> int:
        raise ValueError(
            "Attempted to use an uninitialized parameter in <method 'numel' of 'torch._C.TensorBase' objects>. This "
            "error happens when you are using a `LazyModule` or explicitly manipulating "
            f"`torch.nn.parameter.{type(self).__name__}` objects. When using LazyModules Call `forward` with a dummy "
            "batch to initialize the parameters before calling torch functions"
        )

    def share_memory_(self) -> Any:
        raise RuntimeError("Can't share memory on an uninitialized parameter or buffer. Call `forward` first.")

    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"

    @property
    def shape(self) -> Any:
        raise RuntimeError(
            "Can't access the shape of an uninitialized parameter or buffer. This error usually happens in "
            "`load_state_dict` when trying to load an uninitialized parameter into an initialized one. Call `forward` "
            "to initialize the parameters before accessing their attributes."
        )

    @shape.setter
    def shape(self, value: Any) -> None:
        self.__dict__["shape"] = value


def _lazy(cls: Any, requires_grad: bool, device: Any, dtype: Any) -> Any:
    kind = state.default_dtype if dtype is None else dtype
    where = state.default_device if device is None else devices.from_any(device)
    made = make((0,), kind, where)
    made.__dict__["_lazy_dtype"], made.__dict__["_lazy_device"] = kind, where
    made.__class__ = cls
    made.requires_grad = requires_grad
    return made


class UninitializedParameter(UninitializedTensorMixin, Parameter):
    cls_to_become = Parameter

    def __new__(cls, requires_grad: bool = True, device: Any = None, dtype: Any = None) -> Any:
        return _lazy(cls, requires_grad, device, dtype)

    def __init__(self, requires_grad: bool = True, device: Any = None, dtype: Any = None) -> None:
        """__new__ has made it."""

    def __deepcopy__(self, memo: Any) -> Any:
        if id(self) not in memo:
            kind, where = self.__dict__["_lazy_dtype"], self.__dict__["_lazy_device"]
            memo[id(self)] = type(self)(self.requires_grad, where, kind)
        return memo[id(self)]


class UninitializedBuffer(UninitializedTensorMixin, Tensor):
    cls_to_become = Tensor

    def __new__(
        cls, requires_grad: bool = False, device: Any = None, dtype: Any = None, persistent: bool = True
    ) -> Any:
        made = _lazy(cls, requires_grad, device, dtype)
        made.__dict__["persistent"] = persistent
        return made

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """__new__ has made it."""


def is_lazy(param: Any) -> bool:
    return isinstance(param, UninitializedTensorMixin)


for _class in (Parameter, Buffer, UninitializedParameter, UninitializedBuffer):
    _class.__module__ = "torch.nn.parameter"
