"""Views under another shape: view, reshape, flatten, squeeze, expand and their kin."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .._core import dtype as dtypes
from .._core import strides as layouts
from .._core.emit import emit, emit_view, ints
from .._core.registry import function, in_place_view, method
from .._core.shapes import inferred, shown, sizes, wrap, wrap_all
from .._core.size import Size
from .._core.tensor import Tensor


def reshaped(input: Tensor, shape: Sequence[int]) -> Tensor:
    """The same elements under a shape of as many; a copy only where the memory demands one."""
    if input._strides is None:
        return emit_view("Reshape", input, (shape, None, input._offset), [ints(list(shape))])
    steps = layouts.viewed(input.shape, input._strides, shape)
    if steps is not None:
        return emit_view("Reshape", input, (shape, steps, input._offset), [ints(list(shape))])
    values = input._values
    result = emit("Reshape", [input, ints(list(shape))], [(shape, input.dtype)], None, "", [values])
    result._is_loose = False
    return result


@method
def view(self: Tensor, *size: Any, dtype: Any = None) -> Tensor:
    if dtype is not None or len(size) == 1 and isinstance(size[0], dtypes.dtype):
        return _view_as_dtype(self, dtype or size[0])
    shape = inferred(sizes(size, "view"), self.numel())
    if (
        self._strides is not None
        and not self._is_loose
        and layouts.viewed(self.shape, self._strides, shape) is None
    ):
        raise RuntimeError(
            "view size is not compatible with input tensor's size and stride (at least one dimension spans "
            "across two "
            "contiguous subspaces). Use .reshape(...) instead."
        )
    return reshaped(self, shape)


def _view_as_dtype(self: Tensor, kind: dtypes.dtype) -> Tensor:
    """The same bytes as elements of another size."""
    old, new = self.dtype.itemsize, kind.itemsize
    shape = list(self.shape)
    if old != new:
        if not shape:
            raise RuntimeError(
                f"self.dim() cannot be 0 to view {self.dtype._scalar_name} as {kind._scalar_name} "
                "(different element sizes)"
            )
        if shape[-1] * old % new:
            raise RuntimeError(
                f"self.size(-1) must be divisible by {new // old} to view {self.dtype._scalar_name} as "
                f"{kind._scalar_name} (different element sizes), but got {shape[-1]}"
            )
        shape[-1] = shape[-1] * old // new
    if kind is self.dtype:
        return reshaped(self, Size(shape))
    return emit("view_dtype", [self], [(shape, kind)], {"dtype": kind._name}, "aten")


@function
def reshape(input: Tensor, shape: Any) -> Tensor:
    return reshaped(input, inferred(sizes((shape,), "reshape"), input.numel()))


@method("reshape")
def _reshape_method(self: Tensor, *shape: Any, **named: Any) -> Tensor:
    given = shape or (named["shape"],)
    return reshaped(self, inferred(sizes(given, "reshape"), self.numel()))


@method
def view_as(self: Tensor, other: Tensor) -> Tensor:
    return view(self, other.shape)


@method
def reshape_as(self: Tensor, other: Tensor) -> Tensor:
    return reshape(self, other.shape)


@function
@method
def flatten(input: Tensor, start_dim: int = 0, end_dim: int = -1) -> Tensor:
    rank = len(input.shape)
    first, last = wrap(start_dim, rank), wrap(end_dim, rank)
    if rank == 0:
        return reshaped(input, Size([1]))
    if first > last:
        raise RuntimeError("flatten() has invalid args: start_dim cannot come after end_dim")
    if first == last:
        return input
    count = 1
    for size in input.shape[first : last + 1]:
        count *= size
    return reshaped(input, Size([*input.shape[:first], count, *input.shape[last + 1 :]]))


@function
@method
def ravel(input: Tensor) -> Tensor:
    return reshaped(input, Size([input.numel()]))


@function
@method
def unflatten(input: Tensor, dim: int, sizes: Any) -> Tensor:
    at = wrap(dim, len(input.shape))
    given = [int(it) for it in sizes]
    if not given:
        raise RuntimeError("unflatten: sizes must be non-empty")
    try:
        inner = inferred(given, input.shape[at])
    except RuntimeError as error:
        if "only one" in str(error) or "ambiguous" in str(error):
            raise
        raise RuntimeError(
            f"unflatten: Provided sizes {given} don't multiply up to the size of dim {at} "
            f"({input.shape[at]}) in the "
            "input tensor"
        ) from None
    return reshaped(input, Size([*input.shape[:at], *inner, *input.shape[at + 1 :]]))


@function
@method
@in_place_view
def squeeze(input: Tensor, dim: Any = None) -> Tensor:
    rank = len(input.shape)
    chosen = wrap_all(dim, rank)
    gone = [axis for axis in chosen if rank and input.shape[axis] == 1]
    steps = input._steps()
    kept = [axis for axis in range(rank) if axis not in gone]
    spec = ([input.shape[axis] for axis in kept], [steps[axis] for axis in kept], input._offset)
    return emit_view("Squeeze", input, spec, [ints(gone)])


@function
@method
@in_place_view
def unsqueeze(input: Tensor, dim: int) -> Tensor:
    rank = len(input.shape)
    at = wrap(dim, rank + 1)
    steps = list(input._steps())
    step = input.shape[at] * steps[at] if at < rank else 1
    spec = ([*input.shape[:at], 1, *input.shape[at:]], [*steps[:at], step, *steps[at:]], input._offset)
    return emit_view("Unsqueeze", input, spec, [ints([at])])


@method
def expand(self: Tensor, *size: Any, implicit: bool = False) -> Tensor:
    return expanded(self, sizes(size, "expand"))


def expanded(self: Tensor, target: Sequence[int]) -> Tensor:
    rank = len(self.shape)
    if len(target) < rank:
        raise RuntimeError(
            f"expand({self._type_name()}{{{shown(self.shape)}}}, size={shown(target)}): the number of "
            "sizes provided "
            f"({len(target)}) must be greater or equal to the number of dimensions in the tensor ({rank})"
        )
    shift = len(target) - rank
    own = self._steps()
    shape: list[int] = []
    steps: list[int] = []
    # From the back, as torch looks: that decides which of several misfits is named.
    for axis in range(len(target) - 1, -1, -1):
        want = target[axis]
        have = self.shape[axis - shift] if axis >= shift else 1
        if want == -1:
            if axis < shift:
                raise RuntimeError(
                    f"The expanded size of the tensor ({want}) isn't allowed in a leading, non-existing "
                    f"dimension {axis}"
                )
            want = have
        elif have != want and have != 1:
            raise RuntimeError(
                f"The expanded size of the tensor ({want}) must match the existing size ({have}) at "
                "non-singleton "
                f"dimension {axis}.  Target sizes: {shown(target)}.  Tensor sizes: {shown(self.shape)}"
            )
        if want < -1:
            raise RuntimeError(
                f"The expanded size of the tensor ({want}) isn't allowed in a leading, non-existing "
                f"dimension {axis}"
            )
        shape.insert(0, want)
        steps.insert(0, own[axis - shift] if axis >= shift and have == want else 0)
    return emit_view("Expand", self, (shape, steps, self._offset), [ints(shape)])


@method("_type_name")
def _type_name(self: Tensor) -> str:
    from .._core.legacy import NAMES

    return f"torch.{NAMES.get(self.dtype, 'Tensor')}"


@method
def expand_as(self: Tensor, other: Tensor) -> Tensor:
    return expanded(self, other.shape)


@function
def broadcast_to(input: Tensor, size: Any) -> Tensor:
    return expanded(input, sizes((size,), "broadcast_to"))


method("broadcast_to")(broadcast_to)


@function
def broadcast_tensors(*tensors: Any) -> tuple[Tensor, ...]:
    from .._core.shapes import broadcast_shapes

    given = tensors[0] if len(tensors) == 1 and isinstance(tensors[0], (list, tuple)) else tensors
    shape = broadcast_shapes(*(it.shape for it in given))
    return tuple(expanded(it, shape) for it in given)


def _at_least(rank: int, front: Any) -> None:
    def call(*tensors: Any) -> Any:
        given = tensors[0] if len(tensors) == 1 else tensors
        if isinstance(given, (list, tuple)):
            return tuple(call(it) for it in given)
        return given if given.dim() >= rank else reshaped(given, Size(front(list(given.shape))))

    call.__name__ = f"atleast_{rank}d"
    function(call.__name__)(call)


_at_least(1, lambda shape: [1])
_at_least(2, lambda shape: [1] * (2 - len(shape)) + shape)
_at_least(3, lambda shape: [1, 1, 1] if not shape else [1, *shape, 1] if len(shape) == 1 else [*shape, 1])


@method("_resized")
def _resized(self: Tensor, shape: Sequence[int]) -> Tensor:
    result = emit("empty", [], [(shape, self.dtype)], {"size": list(shape)}, "aten")
    return result if result.numel() != self.numel() else reshaped(self.contiguous(), Size(shape))


@method
def resize_(self: Tensor, *size: Any, memory_format: Any = None) -> Tensor:
    return self._take(_resized(self, sizes(size, "resize_")))


@method
def resize_as_(self: Tensor, other: Tensor, memory_format: Any = None) -> Tensor:
    return resize_(self, other.shape)


@function
@method
def as_strided(input: Tensor, size: Any, stride: Any, storage_offset: Any = None) -> Tensor:
    shape, steps = sizes((size,), "as_strided"), sizes((stride,), "as_strided")
    if len(shape) != len(steps):
        raise RuntimeError("mismatch in length of strides and shape")
    offset = input._offset if storage_offset is None else storage_offset
    reach = offset + 1 + sum((have - 1) * step for have, step in zip(shape, steps))
    if 0 not in shape and reach > input._storage.size:
        bytes_needed, held = reach * input.dtype.itemsize, input._storage.size * input.dtype.itemsize
        raise RuntimeError(
            f"setStorage: sizes {shown(shape)}, strides {shown(steps)}, storage offset {offset}, and "
            "itemsize "
            f"{input.dtype.itemsize} requiring a storage size of {bytes_needed} are out of bounds for "
            f"storage of size {held}"
        )
    attributes = {"size": shape, "stride": steps, "storage_offset": offset}
    return emit_view("as_strided", input, (shape, steps, offset), (), attributes, "aten")


@method
def unfold(self: Tensor, dimension: int, size: int, step: int) -> Tensor:
    at = wrap(dimension, len(self.shape))
    length = self.shape[at] if self.shape else 1
    if size < 0:
        raise RuntimeError(f"size is {size} but must be >= 0")
    if size > length:
        raise RuntimeError(f"maximum size for tensor at dimension {at} is {length} but size is {size}")
    if step <= 0:
        raise RuntimeError(f"step is {step} but must be > 0")
    steps = list(self._steps()) or [1]
    shape = list(self.shape)
    count = (length - size) // step + 1
    pace = steps[at] if self.shape else 1
    if self.shape:
        shape[at] = count
        steps[at] = pace * step
    else:
        steps = []
    attributes = {"dimension": at, "size": size, "step": step}
    return emit_view("unfold", self, ([*shape, size], [*steps, pace], self._offset), (), attributes, "aten")


method("unfold")(unfold)
