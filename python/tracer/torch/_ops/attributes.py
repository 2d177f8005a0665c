"""What tensors tell of themselves: sizes, strides, flags, gradients; and how they look in text."""

from __future__ import annotations

import copy
from typing import Any

from .._core import dtype as dtypes
from .._core import enums
from .._core.registry import function, method
from .._core.shapes import wrap
from .._core.size import Size
from .._core.storage import Ref, Storage
from .._core.tensor import Tensor


@method
def size(self: Tensor, dim: Any = None) -> Any:
    return (
        self.shape
        if dim is None
        else self.shape[wrap(dim, len(self.shape))]
        if self.shape
        else _no_dimension(dim)
    )


def _no_dimension(dim: int) -> int:
    raise IndexError(f"Dimension specified as {dim} but tensor has no dimensions")


@method("dim", "ndimension")
def dim(self: Tensor) -> int:
    return len(self.shape)


@function("numel")
@method("numel", "nelement")
def numel(input: Tensor) -> int:
    return input.shape.numel()


method("ndim")(property(lambda self: len(self.shape)))
method("itemsize")(property(lambda self: self.dtype.itemsize))
method("nbytes")(property(lambda self: self.shape.numel() * self.dtype.itemsize))
method("is_cuda")(property(lambda self: self.device.type == "cuda"))
method("is_mps")(property(lambda self: self.device.type == "mps"))
method("is_meta")(property(lambda self: self.device.type == "meta"))
method("layout")(property(lambda self: enums.strided))
method("is_leaf")(property(lambda self: not self._is_result))
method("grad_fn")(property(lambda self: _GradFn() if self._is_result and self.requires_grad else None))
method("names")(property(lambda self: (None,) * len(self.shape)))
method("_version")(property(lambda self: self._storage.version))
method("_backward_hooks")(property(lambda self: None))


class _GradFn:
    """Stands for a node of the backward graph, of which there is none."""

    next_functions: tuple[Any, ...] = ()

    def name(self) -> str:
        return "Backward"


@method
def element_size(self: Tensor) -> int:
    return self.dtype.itemsize


@method
def stride(self: Tensor, dim: Any = None) -> Any:
    steps = self._steps()
    return steps if dim is None else steps[wrap(dim, len(steps))]


@method
def storage_offset(self: Tensor) -> int:
    return self._offset


@method
def data_ptr(self: Tensor) -> int:
    """An address that is the same for tensors that share memory; there is nothing at it."""
    return id(self._storage) + self._offset * self.dtype.itemsize


class _Memory:
    """What storage() and untyped_storage() give: who shares memory with whom, and how much it is."""

    def __init__(self, tensor: Tensor) -> None:
        self._tensor = tensor

    def data_ptr(self) -> int:
        return id(self._tensor._storage)

    _cdata = property(lambda self: id(self._tensor._storage))

    def size(self) -> int:
        return self._tensor._storage.size

    def nbytes(self) -> int:
        return self._tensor._storage.size * self._tensor.dtype.itemsize

    def __len__(self) -> int:
        return self._tensor._storage.size


@method("storage", "untyped_storage", "_typed_storage")
def storage(self: Tensor) -> Any:
    return _Memory(self)


@method
def get_device(self: Tensor) -> int:
    return -1 if self.device.type == "cpu" else self.device.index or 0


function("get_device")(get_device)


@method
def is_floating_point(self: Tensor) -> bool:
    return self.dtype.is_floating_point


@method
def is_complex(self: Tensor) -> bool:
    return self.dtype.is_complex


@method
def is_signed(self: Tensor) -> bool:
    return self.dtype.is_signed


function("is_floating_point")(is_floating_point)
function("is_complex")(is_complex)
function("is_signed")(is_signed)


@function("is_nonzero")
@method("is_nonzero")
def is_nonzero(input: Tensor) -> bool:
    return bool(input)


@function
@method
def is_conj(input: Tensor) -> bool:
    return False


@function
@method
def is_neg(input: Tensor) -> bool:
    return False


@function
@method
def is_inference(input: Tensor) -> bool:
    return False


@function
@method("is_same_size")
def is_same_size(input: Tensor, other: Tensor) -> bool:
    return input.shape == other.shape


@method("is_pinned", "is_shared", "is_coalesced", "has_names")
def _no(self: Tensor, *args: Any) -> bool:
    return False


@method("is_set_to")
def is_set_to(self: Tensor, tensor: Tensor) -> bool:
    return self._storage is tensor._storage and self.shape == tensor.shape


@method
def requires_grad_(self: Tensor, requires_grad: bool = True) -> Tensor:
    if requires_grad and self.dtype._category < dtypes.FLOAT:
        raise RuntimeError("only Tensors of floating point dtype can require gradients")
    self.requires_grad = requires_grad
    return self


@method
def backward(
    self: Tensor,
    gradient: Any = None,
    retain_graph: Any = None,
    create_graph: bool = False,
    inputs: Any = None,
) -> None:
    """Gradients change nothing that is counted."""


@method("retain_grad")
def retain_grad(self: Tensor) -> None:
    """There is no gradient to keep."""


class _Handle:
    id = 0

    def remove(self) -> None:
        """Nothing was registered."""


@method("register_hook", "register_post_accumulate_grad_hook")
def register_hook(self: Tensor, hook: Any) -> _Handle:
    return _Handle()


@method("as_subclass")
def as_subclass(self: Tensor, cls: type) -> Any:
    from .._core.legacy import as_class

    return as_class(self, cls)


def _make_subclass(cls: type, data: Tensor, require_grad: bool = False, **options: Any) -> Any:
    from .._core.legacy import as_class
    from .._core.tensor import alias

    result = as_class(alias(data), cls)
    result._is_result = False
    result.requires_grad = require_grad
    return result


def _make_wrapper_subclass(
    cls: type,
    size: Any,
    *,
    dtype: Any = None,
    device: Any = None,
    requires_grad: bool = False,
    **options: Any,
) -> Any:
    from .._core.legacy import as_class
    from .._core.state import state
    from .._core.tensor import make

    result = as_class(make(size, dtype or state.default_dtype, device), cls)
    result.requires_grad = requires_grad
    return result


method("_make_subclass")(staticmethod(_make_subclass))
method("_make_wrapper_subclass")(staticmethod(_make_wrapper_subclass))


@method("__deepcopy__")
def _deepcopy(self: Tensor, memo: dict[int, Any]) -> Tensor:
    """A tensor of the same class with its own memory and value, and copies of what was put on it."""
    if id(self) in memo:
        return memo[id(self)]
    values = self._values
    result = object.__new__(type(self))
    memo[id(self)] = result
    kept = ("shape", "dtype", "device", "requires_grad", "_is_loose", "_is_result")
    own = ("_storage", "_own_ref", "_seen", "_strides", "_offset", "_base", *kept)
    result.__dict__.update({name: self.__dict__[name] for name in kept if name in self.__dict__})
    result._own_ref = Ref(self.shape, self.dtype, values)
    result._storage = Storage(self.shape.numel(), None if values is None else list(values), result._own_ref)
    for name, value in self.__dict__.items():
        if name not in own:
            result.__dict__[name] = copy.deepcopy(value, memo)
    return result


def rebuild(cls: type, shape: tuple[int, ...], kind: Any, values: Any, extra: dict[str, Any]) -> Tensor:
    from .._core.legacy import as_class
    from .._core.tensor import make

    result = as_class(make(Size(shape), kind, None, values), cls)
    result.__dict__.update(extra)
    return result


@method("__reduce_ex__")
def _reduce(self: Tensor, protocol: Any) -> Any:
    extra = {name: it for name, it in self.__dict__.items() if name in ("device", "requires_grad")}
    return rebuild, (type(self), tuple(self.shape), self.dtype, self._values, extra)


@method("__copy__")
def _copy(self: Tensor) -> Tensor:
    from .._core.legacy import as_class

    return as_class(self, type(self))


@method("__repr__")
def _repr(self: Tensor, *, tensor_contents: Any = None) -> str:
    name = "Parameter containing:\n" if type(self).__name__ == "Parameter" else ""
    known = self._values
    if known is not None and len(known) <= 1000:
        body = str(_nested(known, self.shape))
        kind = "" if self.dtype in (dtypes.float32, dtypes.int64, dtypes.bool) else f", dtype={self.dtype}"
    else:
        body, kind = "...", f", size={tuple(self.shape)}, dtype={self.dtype}"
    grad = ", requires_grad=True" if self.requires_grad else ""
    return f"{name}tensor({body}{kind}{grad})"


def _nested(values: list[Any], shape: Any) -> Any:
    if not shape:
        return values[0]
    step = Size(shape[1:]).numel()
    return [_nested(values[index * step : (index + 1) * step], shape[1:]) for index in range(shape[0])]


nested = _nested


@method("__format__")
def _format(self: Tensor, spec: str) -> str:
    return format(self.item(), spec) if spec and not self.shape else _repr(self)


@method("__dir__")
def _dir(self: Tensor) -> list[str]:
    return sorted({*dir(type(self)), *self.__dict__})


@method("rename", "rename_", "align_to")
def rename(self: Tensor, *names: Any, **mapping: Any) -> Tensor:
    return self


@method("dim_order")
def dim_order(self: Tensor) -> tuple[int, ...]:
    steps = self._steps()
    return tuple(sorted(range(len(steps)), key=lambda axis: -steps[axis]))
