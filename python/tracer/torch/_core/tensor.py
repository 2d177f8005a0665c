"""torch.Tensor: shape, dtype, device and the identity of a value. Operators are put on it by torch/__init__."""

from __future__ import annotations

import math
import sys
from collections.abc import Sequence
from typing import Any

from edgewise_tracer import recorder

from . import device as devices
from .dtype import dtype as Dtype
from .size import Size
from .state import state
from .storage import Ref, Storage
from .strides import is_row_major
from .values import LIMIT, fit, row_major, walk


class Tensor:
    """`_values` are the known numbers in row-major order, or None; never placeholders.

    `_strides` is None where they are those of a new tensor of that shape; `_is_loose` says that the layout real torch
    would choose is not known exactly.
    """

    # What is the same for most tensors is kept once, on the class.
    device: Any = devices.cpu
    requires_grad: bool = False
    grad: Any = None
    _strides: tuple[int, ...] | None = None
    _offset: int = 0
    _is_loose: bool = False
    _is_result: bool = False
    _seen: int = 0
    _base: Any = None
    is_sparse = is_quantized = is_nested = is_mkldnn = is_vulkan = is_sparse_csr = is_xla = is_ipu = (
        is_xpu
    ) = False
    is_cpu = True
    retains_grad = False
    output_nr = 0
    __array_priority__ = 1000

    shape: Size
    dtype: Dtype
    _own_ref: Ref
    _storage: Storage

    def __new__(cls, *args: Any, **kwargs: Any) -> Tensor:
        from .legacy import construct

        return construct(cls, args, kwargs)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Subclasses may hand anything on: __new__ has made the tensor."""

    @classmethod
    def __torch_function__(cls, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        return func(*args, **(kwargs or {}))

    __torch_dispatch__ = None

    @property
    def _ref(self) -> Ref:
        """The value in the graph. A view of memory that was written to since is read from the whole again."""
        storage = self._storage
        if storage.version != self._seen:
            _refresh(self, storage)
        return self._own_ref

    @property
    def _values(self) -> list[Any] | None:
        storage = self._storage
        values = storage.values
        if values is None:
            return None
        if self._strides is None or self._is_ordered():
            count = math.prod(self.shape)
            return values if count == len(values) else values[self._offset : self._offset + count]
        return list(map(values.__getitem__, self._places()))

    def _places(self) -> list[int]:
        return walk(self.shape, self._strides or row_major(self.shape), self._offset)

    def _is_ordered(self) -> bool:
        """Contiguous: the elements lie in memory in row-major order."""
        return self._strides is None or is_row_major(self.shape, self._strides)

    def _steps(self) -> tuple[int, ...]:
        return self._strides or row_major(self.shape)

    def _become(self, result: Tensor) -> Tensor:
        """What an in-place operator does: the memory of this tensor now holds the result."""
        from .writing import write

        return write(self, result)

    def _take(self, result: Tensor) -> Tensor:
        """What `out=` and `.data =` do: this tensor is now the other one, whatever shape it had."""
        self.shape = result.shape
        self.dtype = result.dtype
        self.device = result.device
        self._storage = result._storage
        self._strides = result._strides
        self._offset = result._offset
        self._is_loose = result._is_loose
        self._seen = result._seen
        self._own_ref = result._own_ref
        return self

    def __getattr__(self, name: str) -> Any:
        from .unknown import missing_attribute

        raise missing_attribute(self, name, sys._getframe(1))


Tensor.__module__ = "torch"


def make(
    shape: Sequence[int],
    dtype: Dtype,
    device: Any = None,
    values: list[Any] | None = None,
    strides: tuple[int, ...] | None = None,
) -> Tensor:
    """A new tensor with memory of its own. `values` are in row-major order; they are rounded to the dtype here."""
    tensor: Tensor = object.__new__(Tensor)
    size = shape if type(shape) is Size else Size(shape)
    tensor.shape = size
    tensor.dtype = dtype
    if device is not None and device is not devices.cpu:
        tensor.device = device
    count = math.prod(size)
    if count == 0:
        values = []
    elif values is not None:
        values = fit(values, dtype) if count <= LIMIT and len(values) == count else None
    ref = tensor._own_ref = Ref(size, dtype, values)
    if strides is not None and strides != row_major(size):
        tensor._strides = strides
        values = laid_out(values, size, strides)
    tensor._storage = Storage(count, values, ref)
    return tensor


def laid_out(values: list[Any] | None, shape: Size, strides: tuple[int, ...]) -> list[Any] | None:
    if values is None:
        return None
    laid = [values[0]] * len(values) if values else []
    for place, value in zip(walk(shape, strides), values):
        laid[place] = value
    return laid


def view(base: Tensor, shape: Sequence[int], strides: Sequence[int] | None, offset: int = 0) -> Tensor:
    """The same memory under another shape. It has no value in the graph before emit_view() gives it one."""
    tensor: Tensor = object.__new__(Tensor)
    size = tensor.shape = shape if type(shape) is Size else Size(shape)
    tensor.dtype = base.dtype
    if base.device is not devices.cpu:
        tensor.device = base.device
    tensor._storage = base._storage
    tensor._seen = base._storage.version
    if strides is not None:
        steps = tuple(strides)
        if steps != row_major(size):
            tensor._strides = steps
    if offset:
        tensor._offset = offset
    if base._is_loose:
        tensor._is_loose = True
    tensor._base = base if base._base is None else base._base
    if base.requires_grad and state.is_grad_enabled:
        tensor.requires_grad = True
        tensor._is_result = True
    return tensor


def alias(base: Tensor) -> Tensor:
    """Another tensor object of the very same value and memory: detach(), .data, dropout that drops nothing."""
    result = view(base, base.shape, base._strides, base._offset)
    result._own_ref = base._ref
    return result


def _refresh(tensor: Tensor, storage: Storage) -> None:
    tensor._seen = storage.version
    root = storage.root
    if tensor.shape == root.shape and tensor._is_ordered() and tensor._offset == 0:
        tensor._own_ref = root
        return
    values = tensor._values
    ref = tensor._own_ref = Ref(tensor.shape, tensor.dtype, values)
    if recorder.is_recording:
        attributes = {
            "size": list(tensor.shape),
            "stride": list(tensor._steps()),
            "storage_offset": tensor._offset,
        }
        recorder.emit_node("as_strided", "aten", [root], [ref], attributes)
