"""x[...]: what an index means. First the parts that only make a view, then the ones that gather elements."""

from __future__ import annotations

from typing import Any

from . import dtype as dtypes
from .bounds import at_most
from .emit import as_tensor, emit, emit_view, ints
from .registry import method
from .shapes import broadcast_shapes, shown, volume
from .size import Size
from .tensor import Tensor, alias, make
from .values import LIMIT, broadcast, row_major


class Plan:
    """The view part as axes of the base, and for each axis of the view the tensor that indexes it, or None."""

    def __init__(self, base: Tensor, is_write: bool) -> None:
        self.base = base
        self.is_write = is_write
        self.offset = base._offset
        self.shape: list[int] = []
        self.strides: list[int] = []
        self.tensors: list[Tensor | None] = []
        # For the graph: (axis of the base, start, end, step) of what is sliced, axes that go, places of new axes.
        self.slices: list[tuple[int, int, int, int]] = []
        self.dropped: list[int] = []
        self.added: list[int] = []
        self.masks: list[Tensor] = []

    def is_plain(self) -> bool:
        return not (self.slices or self.dropped or self.added)


def plan(base: Tensor, key: Any, is_write: bool = False) -> Plan:
    """Raises torch's IndexErrors."""
    items = _items(key)
    wanted = sum(_taken(it) for it in items)
    rank = len(base.shape)
    if wanted > rank:
        raise IndexError(f"too many indices for tensor of dimension {rank}")
    result = Plan(base, is_write)
    steps = base._steps()
    axis = 0
    has_ellipsis = False
    for it in items:
        if it is Ellipsis:
            if not has_ellipsis:
                has_ellipsis = True
                axis = _keep(result, steps, axis, axis + rank - wanted)
        else:
            axis = _apply(result, steps, axis, it)
    _keep(result, steps, axis, rank)
    return result


def _items(key: Any) -> list[Any]:
    if isinstance(key, tuple):
        given = list(key)
    elif isinstance(key, list) and _is_tuple_like(key):
        given = list(key)
    else:
        given = [key]
    return [_item(it) for it in given]


def _is_tuple_like(key: list[Any]) -> bool:
    """Lists with slices, None or other sequences in them were indexes like tuples before numpy changed that."""
    return len(key) < 32 and any(
        isinstance(it, (slice, Tensor, list, tuple)) or it is None or it is Ellipsis for it in key
    )


def _item(it: Any) -> Any:
    if it is None or it is Ellipsis or isinstance(it, (bool, slice, Tensor)) or type(it) is int:
        return it
    if hasattr(it, "shape") and hasattr(it, "dtype") and tuple(it.shape) == ():
        return it.item()
    if isinstance(it, (list, tuple, range)) or hasattr(it, "shape"):
        made = as_tensor(list(it) if isinstance(it, (tuple, range)) else it)
        return made.to(dtypes.int64) if made.numel() == 0 else made
    if hasattr(it, "__index__"):
        return it.__index__()
    raise TypeError(
        "only integers, slices (`:`), ellipsis (`...`), None and long or byte Variables are valid indices "
        "(got "
        f"{type(it).__name__})"
    )


def _is_mask(it: Any) -> bool:
    return isinstance(it, Tensor) and it.dtype in (dtypes.bool, dtypes.uint8)


def _taken(it: Any) -> int:
    """How many axes of the base an item uses up."""
    if it is None or it is Ellipsis or isinstance(it, bool):
        return 0
    return len(it.shape) if _is_mask(it) else 1


def _keep(result: Plan, steps: Any, axis: int, end: int) -> int:
    for place in range(axis, end):
        result.shape.append(result.base.shape[place])
        result.strides.append(steps[place])
        result.tensors.append(None)
    return end


def _apply(result: Plan, steps: Any, axis: int, it: Any) -> int:
    if it is None:
        _add_axis(result, None)
        return axis
    if isinstance(it, bool):
        _add_axis(result, make((1 if it else 0,), dtypes.int64, None, [0] if it else []))
        return axis
    if isinstance(it, slice):
        return _slice(result, steps, axis, it)
    if isinstance(it, Tensor):
        return _tensor(result, steps, axis, it)
    size = result.base.shape[axis]
    if not -size <= it < size:
        raise IndexError(f"index {it} is out of bounds for dimension {len(result.shape)} with size {size}")
    place = it + size if it < 0 else it
    _select(result, steps, axis, place)
    return axis + 1


def _select(result: Plan, steps: Any, axis: int, place: int) -> None:
    result.offset += place * steps[axis]
    if result.base.shape[axis] != 1:
        result.slices.append((axis, place, place + 1, 1))
    result.dropped.append(axis)


def _add_axis(result: Plan, tensor: Tensor | None) -> None:
    result.added.append(len(result.shape))
    result.shape.append(1)
    result.strides.append(0)
    result.tensors.append(tensor)


def _bound(value: Any) -> Any:
    return value if value is None or type(value) is int else value.__index__()


def _slice(result: Plan, steps: Any, axis: int, it: slice) -> int:
    size = result.base.shape[axis]
    step = 1 if it.step is None else _bound(it.step)
    if step <= 0:
        raise ValueError("step must be greater than zero")
    start, end, _ = slice(_bound(it.start), _bound(it.stop)).indices(size)
    count = max(0, -((start - end) // step))
    if count != size or step != 1:
        result.slices.append((axis, start, max(end, start), step))
    result.offset += start * steps[axis]
    result.shape.append(count)
    result.strides.append(steps[axis] * step)
    result.tensors.append(None)
    return axis + 1


def _tensor(result: Plan, steps: Any, axis: int, it: Tensor) -> int:
    if _is_mask(it):
        if not it.shape:
            places = _mask_places(it, result.is_write)
            _add_axis(result, places[0])
            return axis
        for offset, size in enumerate(it.shape):
            if size != result.base.shape[axis + offset]:
                raise IndexError(
                    f"The shape of the mask {shown(it.shape)} at index {offset} does not match the shape "
                    "of the indexed "
                    f"tensor {shown(_seen_shape(result, axis))} at index {len(result.shape) + offset}"
                )
        result.masks.append(it)
        for offset, places in enumerate(_mask_places(it, result.is_write)):
            _keep(result, steps, axis + offset, axis + offset + 1)
            result.tensors[-1] = places
        return axis + len(it.shape)
    if it.dtype._category != dtypes.INTEGER:
        raise IndexError("tensors used as indices must be long, int, byte or bool tensors")
    if not it.shape and it._values is not None:
        return _apply(result, steps, axis, it._values[0])
    _keep(result, steps, axis, axis + 1)
    result.tensors[-1] = it
    return axis + 1


def _seen_shape(result: Plan, axis: int) -> list[int]:
    return [*result.shape, *result.base.shape[axis:]]


def _mask_places(mask: Tensor, is_write: bool) -> list[Tensor]:
    """The coordinates of what a mask selects: one 1-d tensor for each of its axes."""
    known = mask._values
    rank = max(len(mask.shape), 1)
    if known is None:
        # What is written where a mask says changes no shape: nothing to note.
        most = mask.shape.numel()
        count = most if is_write else at_most(most, "elements that a mask selects")
        return [make((count,), dtypes.int64) for _ in range(rank)]
    chosen = [place for place, value in enumerate(known) if value]
    if not mask.shape:
        return [make((len(chosen),), dtypes.int64, None, [0] * len(chosen))]
    found = []
    for size, step in zip(mask.shape, row_major(mask.shape)):
        found.append(make((len(chosen),), dtypes.int64, None, [place // step % size for place in chosen]))
    return found


@method("__getitem__")
def get(self: Tensor, key: Any) -> Tensor:
    if type(key) is int and self.shape:
        key = (key,)
    elif not self.shape and (type(key) is int or isinstance(key, slice)):
        if isinstance(key, slice):
            raise IndexError("slice() cannot be applied to a 0-dim tensor.")
        raise IndexError(
            "invalid index of a 0-dim tensor. Use `tensor.item()` in Python or `tensor.item<T>()` in C++ "
            "to convert a 0-dim tensor to a number"
        )
    made = plan(self, key)
    viewed = emit_plan(made)
    if all(it is None for it in made.tensors):
        return viewed
    return _gathered(viewed, made)


def emit_plan(made: Plan) -> Tensor:
    """The view part as nodes: Slice, Squeeze and Unsqueeze, as many of them as it takes."""
    result = made.base
    if made.is_plain():
        return alias(result)
    spec = (made.shape, made.strides, made.offset)
    if made.slices:
        axes, starts, ends, steps = ([it[place] for it in made.slices] for place in range(4))
        inputs = [ints(starts), ints(ends), ints(axes), ints(steps)]
        result = emit_view(
            "Slice", result, spec if not made.dropped and not made.added else _sliced(made), inputs
        )
    if made.dropped:
        inner = _without_added(made) if made.added else spec
        result = emit_view("Squeeze", result, inner, [ints(made.dropped)])
    if made.added:
        result = emit_view("Unsqueeze", result, spec, [ints(made.added)])
    return result


def _sliced(made: Plan) -> tuple[list[int], list[int], int]:
    shape, strides = list(made.base.shape), list(made.base._steps())
    for axis, start, end, step in made.slices:
        shape[axis] = max(0, -((start - end) // step))
        strides[axis] *= step
    return shape, strides, made.offset


def _without_added(made: Plan) -> tuple[list[int], list[int], int]:
    kept = [place for place in range(len(made.shape)) if place not in made.added]
    return [made.shape[place] for place in kept], [made.strides[place] for place in kept], made.offset


def index_shape(made: Plan) -> tuple[Size, int, list[int]]:
    """(shape of the result, where the gathered axes stand in it, shape of the indexes together)."""
    tensors = [it for it in made.tensors if it is not None]
    try:
        common = broadcast_shapes(*(it.shape for it in tensors))
    except RuntimeError:
        listed = ", ".join(shown(it.shape) for it in tensors)
        raise IndexError(
            f"shape mismatch: indexing tensors could not be broadcast together with shapes {listed}"
        ) from None
    places = [place for place, it in enumerate(made.tensors) if it is not None]
    is_adjacent = places[-1] - places[0] + 1 == len(places)
    at = places[0] if is_adjacent else 0
    rest = [size for size, it in zip(made.shape, made.tensors) if it is None]
    return Size([*rest[:at], *common, *rest[at:]]), at, list(common)


def _gathered(viewed: Tensor, made: Plan) -> Tensor:
    tensors = [it for it in made.tensors if it is not None]
    shape, _, _ = index_shape(made)
    check_range(made)
    places = element_places(made) if viewed._values is not None else None
    known = viewed._values
    values = None if places is None or known is None else [known[place] for place in places]
    if len(tensors) == 1 and not made.masks:
        axis = next(place for place, it in enumerate(made.tensors) if it is not None)
        return emit("Gather", [viewed, tensors[0]], [(shape, viewed.dtype)], {"axis": axis}, "", [values])
    inputs = [viewed, *(made.masks or tensors)]
    axes = [place for place, it in enumerate(made.tensors) if it is not None]
    return emit("index", inputs, [(shape, viewed.dtype)], {"axes": axes}, "aten", [values])


def check_range(made: Plan) -> None:
    for place, it in enumerate(made.tensors):
        known = it._values if it is not None else None
        size = made.shape[place]
        for value in known or ():
            if not -size <= value < size:
                raise IndexError(f"index {value} is out of bounds for dimension {place} with size {size}")


def element_places(made: Plan) -> list[int] | None:
    """Where in the (row-major) view the elements of the result are; None when an index is not known."""
    shape, at, common = index_shape(made)
    if volume(shape) > LIMIT:
        return None
    steps = row_major(made.shape)
    gathered = [0] * volume(common)
    for place, it in enumerate(made.tensors):
        if it is None:
            continue
        known = it._values
        if known is None:
            return None
        size = made.shape[place]
        for position, value in enumerate(broadcast(known, it.shape, common)):
            gathered[position] += (value % size if size else 0) * steps[place]
    rest = [(made.shape[place], steps[place]) for place, it in enumerate(made.tensors) if it is None]
    before, after = rest[:at], rest[at:]
    return _combined(before, gathered, after)


def _combined(before: list[tuple[int, int]], gathered: list[int], after: list[tuple[int, int]]) -> list[int]:
    places = [0]
    for size, step in before:
        places = [place + index * step for place in places for index in range(size)]
    places = [place + it for place in places for it in gathered]
    for size, step in after:
        places = [place + index * step for place in places for index in range(size)]
    return places
