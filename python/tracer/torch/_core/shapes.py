"""Arithmetic on shapes, with the texts that torch has for what does not fit."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

from .size import Size


def wrap(dim: Any, rank: int) -> int:
    """A dimension counted from the front. A scalar has one dimension to name, 0 or -1."""
    if type(dim) is not int:
        dim = index(dim, "dim")
    span = rank or 1
    if not -span <= dim < span:
        raise IndexError(
            f"Dimension out of range (expected to be in range of [{-span}, {span - 1}], but got {dim})"
        )
    return dim + span if dim < 0 else dim


def index(value: Any, name: str = "size") -> int:
    """A Python int of what may be given as one: an int, a 0-d tensor, a numpy integer."""
    if type(value) is int:
        return value
    if isinstance(value, float) or not hasattr(value, "__index__"):
        raise TypeError(f"argument '{name}' must be int, not {type(value).__name__}")
    return value.__index__()


def wrap_all(dims: Any, rank: int) -> list[int]:
    """Several different dimensions; one int counts as a list of it, None as all of them."""
    if dims is None:
        return list(range(rank))
    if not isinstance(dims, (tuple, list)):
        return [wrap(dims, rank)]
    found = [wrap(it, rank) for it in dims]
    for position, dim in enumerate(found):
        if dim in found[:position]:
            raise RuntimeError(f"dim {dim} appears multiple times in the list of dims")
    return found


def sizes(given: Sequence[Any], caller: str = "view", name: str = "size") -> list[int]:
    """The sizes of `view(2, 3)`, `view((2, 3))`, `view(torch.Size([2, 3]))`, as plain ints."""
    if len(given) == 1 and not isinstance(given[0], int):
        only = given[0]
        if isinstance(only, (tuple, list)):
            given = only
        elif getattr(only, "shape", None) is not None and len(only.shape) == 1:
            given = only.tolist()
    found = []
    for position, it in enumerate(given):
        if type(it) is int:
            found.append(it)
        elif isinstance(it, float) or not hasattr(it, "__index__"):
            raise TypeError(
                f"{caller}(): argument '{name}' (position 1) must be tuple of ints, but found element of "
                "type "
                f"{type(it).__name__} at pos {position}"
            )
        else:
            found.append(it.__index__())
    return found


def broadcast_shapes(*shapes: Sequence[int]) -> Size:
    """The common shape of operands, by the rule for sizes of 1; the text is that of torch's operators."""
    if len(shapes) == 1 or len(shapes) == 2 and shapes[0] == shapes[1]:
        return Size(shapes[0])
    rank = max((len(it) for it in shapes), default=0)
    result = [1] * rank
    for shape in shapes:
        shift = rank - len(shape)
        # From the back, as torch looks: that decides which of several misfits is named.
        for axis in range(len(shape) - 1, -1, -1):
            size = shape[axis]
            at = axis + shift
            if size == result[at] or size == 1:
                continue
            if result[at] != 1:
                raise RuntimeError(
                    f"The size of tensor a ({result[at]}) must match the size of tensor b ({size}) at "
                    "non-singleton "
                    f"dimension {at}"
                )
            result[at] = size
    return Size(result)


def expandable(shape: Sequence[int], target: Sequence[int]) -> bool:
    shift = len(target) - len(shape)
    return shift >= 0 and all(have in (1, want) for have, want in zip(shape, target[shift:]))


def inferred(given: Sequence[int], count: int) -> Size:
    """The sizes with the one that is -1 worked out for `count` elements."""
    unknown = -1
    product = 1
    for axis, size in enumerate(given):
        if size >= 0:
            product *= size
        elif size == -1:
            if unknown >= 0:
                raise RuntimeError("only one dimension can be inferred")
            unknown = axis
        else:
            raise RuntimeError(f"invalid shape dimension {size}")
    if unknown < 0:
        if product != count:
            raise RuntimeError(f"shape '{list(given)}' is invalid for input of size {count}")
        return Size(given)
    if product == 0 and count == 0:
        raise RuntimeError(
            f"cannot reshape tensor of 0 elements into shape {list(given)} because the unspecified "
            "dimension size -1 "
            "can be any value and is ambiguous"
        )
    if product == 0 or count % product:
        raise RuntimeError(f"shape '{list(given)}' is invalid for input of size {count}")
    return Size([*given[:unknown], count // product, *given[unknown + 1 :]])


def reduced(shape: Sequence[int], dims: Iterable[int], keepdim: bool) -> Size:
    """The shape after a reduction over these (wrapped) dimensions."""
    gone = set(dims)
    if keepdim:
        return Size(1 if axis in gone else size for axis, size in enumerate(shape))
    return Size(size for axis, size in enumerate(shape) if axis not in gone)


def volume(shape: Iterable[int]) -> int:
    return math.prod(shape)


def shown(shape: Iterable[int]) -> str:
    return "[" + ", ".join(str(it) for it in shape) + "]"
