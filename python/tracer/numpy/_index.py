"""Which elements an index takes: places in row-major order and the shape of the result, by numpy's rules."""

from __future__ import annotations

from typing import Any


def positions(key: Any, shape: tuple[int, ...]) -> tuple[list[int], tuple[int, ...], bool]:
    """(places, shape of the result, whether numpy would give a view)."""
    keys = _full(key, shape)
    arrays = [index for index, part in enumerate(keys) if _is_array(part)]
    steps = [1] * len(shape)
    for axis in range(len(shape) - 2, -1, -1):
        steps[axis] = steps[axis + 1] * shape[axis + 1]
    if not arrays:
        return _basic(keys, shape, steps)
    return _advanced(keys, shape, steps, arrays)


def _is_array(part: Any) -> bool:
    return isinstance(part, list) or (hasattr(part, "shape") and part.shape != ()) or isinstance(part, range)


def _full(key: Any, shape: tuple[int, ...]) -> list[Any]:
    keys = list(key) if isinstance(key, tuple) else [key]
    keys = [_listed(part) for part in keys]
    keys = [inner for part in keys for inner in (_bool_places(part, shape) if _is_mask(part) else [part])]
    used = sum(part is not None and part is not Ellipsis for part in keys)
    if used > len(shape):
        raise IndexError(f"too many indices for array: array is {len(shape)}-dimensional, but {used} were indexed")
    if not any(part is Ellipsis for part in keys):
        keys.append(Ellipsis)
    at = next(index for index, part in enumerate(keys) if part is Ellipsis)
    return keys[:at] + [slice(None)] * (len(shape) - used) + keys[at + 1 :]


def _listed(part: Any) -> Any:
    if hasattr(part, "tolist") and getattr(part, "shape", ()) != ():
        return part.tolist()
    return list(part) if isinstance(part, (tuple, range)) else part


def _is_mask(part: Any) -> bool:
    while isinstance(part, list) and part:
        part = part[0]
    return isinstance(part, bool)


def _bool_places(mask: Any, shape: tuple[int, ...]) -> list[list[int]]:
    """A mask is the integer index of its true elements, one list for each of its axes."""
    found: list[tuple[int, ...]] = []

    def walk(part: Any, at: tuple[int, ...]) -> None:
        if isinstance(part, list):
            for index, inner in enumerate(part):
                walk(inner, (*at, index))
        elif part:
            found.append(at)

    walk(mask, ())
    depth, inner = 0, mask
    while isinstance(inner, list):
        depth, inner = depth + 1, inner[0] if inner else None
    return [[place[axis] for place in found] for axis in range(depth)]


def _integer(part: Any, size: int, axis: int) -> int:
    index = part.__index__()
    if not -size <= index < size:
        raise IndexError(f"index {index} is out of bounds for axis {axis} with size {size}")
    return index % size if size else 0


def _basic(keys: list[Any], shape: tuple[int, ...], steps: list[int]) -> tuple[list[int], tuple[int, ...], bool]:
    places, result, axis = [0], [], 0
    for part in keys:
        if part is None:
            result.append(1)
            continue
        if isinstance(part, slice):
            chosen: Any = range(*part.indices(shape[axis]))
            result.append(len(chosen))
        else:
            chosen = [_integer(part, shape[axis], axis)]
        places = [place + index * steps[axis] for place in places for index in chosen]
        axis += 1
    return places, tuple(result), True


def _flat(value: Any) -> tuple[list[int], tuple[int, ...]]:
    if not isinstance(value, list):
        return [value.__index__()], ()
    if not value:
        return [], (0,)
    parts = [_flat(part) for part in value]
    return [index for flat, _ in parts for index in flat], (len(parts), *parts[0][1])


def _advanced(
    keys: list[Any], shape: tuple[int, ...], steps: list[int], arrays: list[int]
) -> tuple[list[int], tuple[int, ...], bool]:
    from ._array import broadcast, broadcast_shapes, make

    # Integers beside arrays take part in the broadcast, as in numpy.
    chosen = [index for index, part in enumerate(keys) if part is not None and not isinstance(part, slice)]
    axes = {index: sum(part is not None for part in keys[:index]) for index in range(len(keys))}
    flats = {index: _flat(keys[index]) for index in chosen}
    common = broadcast_shapes(*(form for _, form in flats.values()))
    offsets = None
    for index in chosen:
        values, form = flats[index]
        axis = axes[index]
        values = [_integer(value, shape[axis], axis) * steps[axis] for value in values]
        spread = broadcast(make(form, values, "int64"), common).exact()
        offsets = spread if offsets is None else [one + other for one, other in zip(offsets, spread)]
    is_together = chosen == list(range(chosen[0], chosen[-1] + 1))
    places, result, is_done = [0], [], False
    if not is_together:
        places, result, is_done = list(offsets or []), list(common), True
    for index, part in enumerate(keys):
        if part is None:
            result.append(1)
        elif isinstance(part, slice):
            taken = range(*part.indices(shape[axes[index]]))
            places = [place + value * steps[axes[index]] for place in places for value in taken]
            result.append(len(taken))
        elif not is_done:
            places = [place + value for place in places for value in offsets or []]
            result += common
            is_done = True
    return places, tuple(result), False
