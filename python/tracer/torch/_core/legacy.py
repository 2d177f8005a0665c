"""Constructors of old: torch.Tensor(2, 3), torch.FloatTensor([1, 2]), subclasses, and isinstance by dtype."""

from __future__ import annotations

from typing import Any

from . import dtype as dtypes
from .dtype import dtype as Dtype
from .emit import emit
from .nested import tensor
from .registry import FUNCTIONS
from .shapes import sizes
from .state import state
from .tensor import Tensor, alias, make


def construct(cls: type, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """torch.Tensor(...): sizes, numbers in lists, or another tensor."""
    result = filled(args, kwargs, state.default_dtype)
    return result if cls is Tensor else as_class(result, cls)


def filled(args: tuple[Any, ...], kwargs: dict[str, Any], kind: Dtype) -> Tensor:
    if "size" in kwargs:
        args = (kwargs["size"],)
    elif "data" in kwargs:
        args = (kwargs["data"],)
    device = kwargs.get("device")
    if not args:
        return make((0,), kind, device, [])
    first = args[0]
    if len(args) == 1 and isinstance(first, Tensor):
        return alias(first) if first.dtype is kind else first.to(kind)
    is_sizes = type(first).__name__ == "Size" or isinstance(first, int) or hasattr(first, "__index__")
    if is_sizes and not (len(args) == 1 and hasattr(first, "shape")):
        shape = sizes(args, "new")
        return emit("empty", [], [(shape, kind)], None, "aten")
    return tensor(first, dtype=kind, device=device)


def as_class(base: Tensor, cls: type) -> Any:
    """The same tensor as an object of a subclass."""
    result = object.__new__(cls)
    result.__dict__.update(base.__dict__)
    return result


class _LegacyType(type):
    """torch.FloatTensor: makes tensors of its dtype, and isinstance() goes by the dtype."""

    _kind: Dtype
    _place: str

    def __instancecheck__(cls, instance: Any) -> bool:
        return (
            isinstance(instance, Tensor)
            and instance.dtype is cls._kind
            and (instance.device.type == cls._place)
        )

    def __call__(cls, *args: Any, **kwargs: Any) -> Tensor:
        return filled(args, kwargs, cls._kind)

    @property
    def dtype(cls) -> Dtype:
        return cls._kind


_LEGACY = {
    "FloatTensor": dtypes.float32, "DoubleTensor": dtypes.float64, "HalfTensor": dtypes.float16,
    "BFloat16Tensor": dtypes.bfloat16, "LongTensor": dtypes.int64, "IntTensor": dtypes.int32,
    "ShortTensor": dtypes.int16, "CharTensor": dtypes.int8, "ByteTensor": dtypes.uint8, "BoolTensor": dtypes.bool,
}  # fmt: skip


def _made(name: str, kind: Dtype, place: str) -> type:
    module = "torch" if place == "cpu" else f"torch.{place}"
    return _LegacyType(name, (), {"_kind": kind, "_place": place, "__module__": module})


LEGACY: dict[str, type] = {name: _made(name, kind, "cpu") for name, kind in _LEGACY.items()}
CUDA_LEGACY: dict[str, type] = {name: _made(name, kind, "cuda") for name, kind in _LEGACY.items()}
FUNCTIONS.update(LEGACY)
NAMES = {kind: name for name, kind in _LEGACY.items()}
