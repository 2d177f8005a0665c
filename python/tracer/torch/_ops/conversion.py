"""Copies and casts: to, float, half, cuda, clone, contiguous, detach."""

from __future__ import annotations

from typing import Any

from .._core import device as devices
from .._core import dtype as dtypes
from .._core import enums
from .._core.emit import emit
from .._core.registry import function, method
from .._core.tensor import Tensor, alias
from .._core.values import row_major


def cast(self: Tensor, kind: dtypes.dtype) -> Tensor:
    if kind is self.dtype:
        return self
    known = self._values
    if known is not None and self.dtype.is_complex and not kind.is_complex:
        known = [it.real for it in known]
    return emit("Cast", [self], [(self.shape, kind)], {"to": kind._name}, "", [known], (self,))


def on(self: Tensor, device: Any) -> Tensor:
    where = devices.from_any(device)
    if where is None or where == self.device:
        return self
    result = alias(self)
    result.device = where
    return result


@method
def to(self: Tensor, *args: Any, **kwargs: Any) -> Tensor:
    kind, where = kwargs.get("dtype"), kwargs.get("device")
    format_ = kwargs.get("memory_format")
    copy = kwargs.get("copy", False)
    plain = []
    for it in args:
        if isinstance(it, dtypes.dtype):
            kind = it
        elif isinstance(it, Tensor):
            kind, where = it.dtype, it.device
        elif (
            isinstance(it, (str, devices.device))
            or type(it) is int
            and not plain
            and kind is None
            and where is None
        ):
            where = it
        elif isinstance(it, bool):
            plain.append(it)
        elif isinstance(it, enums.memory_format):
            format_ = it
        elif it is not None:
            raise TypeError(f"to() received an invalid combination of arguments - got ({type(it).__name__})")
    # to(device, dtype, non_blocking, copy): the second flag asks for a copy.
    copy = copy or len(plain) > 1 and plain[1]
    found = dtypes.from_any(kind)
    result = on(cast(self, found) if found is not None else self, where)
    if format_ is not None and format_ is not enums.preserve_format:
        result = contiguous(result, memory_format=format_)
    return clone(result) if copy and result is self else result


@method("type")
def type_(self: Tensor, dtype: Any = None, non_blocking: bool = False, **rest: Any) -> Any:
    from .._core.legacy import NAMES

    if dtype is None:
        place = "torch." if self.device.type == "cpu" else f"torch.{self.device.type}."
        return place + NAMES.get(self.dtype, "Tensor")
    if isinstance(dtype, str):
        wanted = {name: kind for kind, name in NAMES.items()}.get(dtype.rpartition(".")[2])
        if wanted is None:
            raise ValueError(f"invalid type: '{dtype}'")
        return cast(self, wanted)
    if isinstance(dtype, type) and issubclass(dtype, Tensor):
        # `x.type(type(y))` of old code: torch.Tensor stands for the default dtype.
        from .._core.state import state

        return cast(self, getattr(dtype, "_kind", None) or state.default_dtype)
    return cast(self, getattr(dtype, "_kind", None) or dtypes.from_any(dtype))


@method
def type_as(self: Tensor, other: Tensor) -> Tensor:
    return on(cast(self, other.dtype), other.device)


def _cast_method(name: str, kind: dtypes.dtype) -> None:
    def call(self: Tensor, memory_format: Any = None) -> Tensor:
        return cast(self, kind)

    call.__name__ = name
    method(name)(call)


for _name, _kind in (
    ("float", dtypes.float32), ("double", dtypes.float64), ("half", dtypes.float16), ("bfloat16", dtypes.bfloat16),
    ("int", dtypes.int32), ("long", dtypes.int64), ("short", dtypes.int16), ("char", dtypes.int8),
    ("byte", dtypes.uint8), ("bool", dtypes.bool), ("cfloat", dtypes.complex64), ("cdouble", dtypes.complex128),
    ("chalf", dtypes.complex32),
):  # fmt: skip
    _cast_method(_name, _kind)


@method
def cpu(self: Tensor, memory_format: Any = None) -> Tensor:
    return on(self, devices.cpu)


@method
def cuda(self: Tensor, device: Any = None, non_blocking: bool = False, memory_format: Any = None) -> Tensor:
    return on(
        self, devices.device("cuda", device if isinstance(device, int) else None) if not device else device
    )


@method
def xpu(self: Tensor, device: Any = None, non_blocking: bool = False, memory_format: Any = None) -> Tensor:
    return on(self, "xpu")


@method(
    "pin_memory", "share_memory_", "coalesce", "resolve_conj", "resolve_neg", "refine_names", "dense_dim_"
)
def _itself(self: Tensor, *args: Any, **kwargs: Any) -> Tensor:
    return self


function("resolve_conj")(_itself)
function("resolve_neg")(_itself)


@method
def to_dense(self: Tensor, dtype: Any = None, *, masked_grad: Any = None) -> Tensor:
    return cast(self, dtype) if dtype is not None else self


@function
@method
def clone(input: Tensor, *, memory_format: Any = None) -> Tensor:
    result = emit("clone", [input], [(input.shape, input.dtype)], None, "aten", [input._values], (input,))
    if memory_format is not None and memory_format is not enums.preserve_format:
        return contiguous(result, memory_format=memory_format)
    return result


_LAST = {4: (0, 2, 3, 1), 5: (0, 2, 3, 4, 1)}


def last_strides(shape: Any) -> tuple[int, ...]:
    """Strides with the channels last in memory."""
    order = _LAST[len(shape)]
    dense = row_major([shape[axis] for axis in order])
    return tuple(dense[order.index(axis)] for axis in range(len(shape)))


@method
def contiguous(self: Tensor, memory_format: Any = enums.contiguous_format) -> Tensor:
    """Itself when its elements lie in that order already, otherwise a copy that lies so."""
    if memory_format in (enums.channels_last, enums.channels_last_3d):
        wanted = 4 if memory_format is enums.channels_last else 5
        if len(self.shape) != wanted:
            raise RuntimeError(f"required rank {wanted} tensor to use {memory_format._name} format")
        if self._is_loose or is_contiguous(self, memory_format=memory_format):
            return self
        # The order in memory is no part of the graph: the copy is a clone whose layout we know.
        made = emit(
            "clone",
            [self],
            [(self.shape, self.dtype)],
            {"memory_format": memory_format._name},
            "aten",
            [self._values],
        )
        return _relaid(made, last_strides(self.shape))
    if self._is_ordered():
        return self
    made = emit(
        "clone",
        [self],
        [(self.shape, self.dtype)],
        {"memory_format": "contiguous_format"},
        "aten",
        [self._values],
    )
    made._is_loose = False
    return made


def _relaid(made: Tensor, strides: tuple[int, ...]) -> Tensor:
    from .._core.tensor import laid_out

    made._is_loose = False
    if strides != row_major(made.shape):
        made._storage.values = laid_out(made._values, made.shape, strides)
        made._strides = strides
    return made


@method
def is_contiguous(self: Tensor, memory_format: Any = enums.contiguous_format) -> bool:
    if memory_format in (enums.channels_last, enums.channels_last_3d):
        return len(self.shape) in _LAST and self._steps() == last_strides(self.shape)
    return self._is_ordered()


@function
@method
def detach(input: Tensor) -> Tensor:
    result = alias(input)
    result.requires_grad = False
    result._is_result = False
    return result


@method("detach_")
def detach_(self: Tensor) -> Tensor:
    self.requires_grad = False
    self._is_result = False
    return self


function("detach_")(detach_)


@method("data")
@property
def data(self: Tensor) -> Tensor:
    return detach(self)


@data.setter
def _set_data(self: Tensor, value: Any) -> None:
    if not isinstance(value, Tensor):
        raise TypeError(f"Variable data has to be a tensor, but got {type(value).__name__}")
    self._take(value)


method("data")(_set_data)


@method("set_")
def set_(self: Tensor, source: Any = None, *rest: Any) -> Tensor:
    return self._take(source) if isinstance(source, Tensor) else self
