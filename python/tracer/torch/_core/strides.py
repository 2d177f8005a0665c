"""Where elements lie: which views need no copy, and which layout an elementwise operator's result takes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .values import row_major


def is_row_major(shape: Sequence[int], strides: Sequence[int]) -> bool:
    expected = 1
    if 0 in shape:
        return True
    for size, stride in zip(reversed(shape), reversed(strides)):
        if size != 1:
            if stride != expected:
                return False
            expected *= size
    return True


def is_dense(shape: Sequence[int], strides: Sequence[int]) -> bool:
    """True when the elements fill a block of memory without holes or overlaps, in whatever order."""
    expected = 1
    for stride, size in sorted((stride, size) for size, stride in zip(shape, strides) if size != 1):
        if size == 0:
            return True
        if stride != expected:
            return False
        expected *= size
    return True


def viewed(shape: Sequence[int], strides: Sequence[int], target: Sequence[int]) -> tuple[int, ...] | None:
    """Strides of the same memory under another shape; None when it cannot be had without a copy."""
    if 0 in shape:
        return row_major(target)
    if not shape:
        return (1,) * len(target)
    result = [0] * len(target)
    at = len(target) - 1
    base = strides[-1]
    have = wanted = 1
    for axis in range(len(shape) - 1, -1, -1):
        have *= shape[axis]
        # A block ends where the next dimension does not simply continue this one.
        if axis == 0 or shape[axis - 1] != 1 and strides[axis - 1] != have * base:
            while at >= 0 and (wanted < have or target[at] == 1):
                result[at] = wanted * base
                wanted *= target[at]
                at -= 1
            if wanted != have:
                return None
            if axis > 0:
                base = strides[axis - 1]
                have = wanted = 1
    return tuple(result) if at == -1 else None


def dense_like(shape: Sequence[int], layouts: Sequence[Sequence[int]]) -> tuple[int, ...]:
    """Strides of a new tensor whose dimensions lie in memory in the order of the operands' (broadcast) strides."""
    order = list(range(len(shape)))[::-1]
    for position in range(1, len(order)):
        at = position
        for earlier in range(position - 1, -1, -1):
            verdict = _swap(order[earlier], order[at], shape, layouts)
            if verdict > 0:
                order[earlier], order[at] = order[at], order[earlier]
                at = earlier
            elif verdict < 0:
                break
    result = [0] * len(shape)
    step = 1
    for axis in order:
        result[axis] = step
        step *= max(shape[axis], 1)
    return tuple(result)


def _swap(inner: int, outer: int, shape: Sequence[int], layouts: Sequence[Sequence[int]]) -> int:
    """1 when `outer` lies closer in memory than `inner`, -1 when not, 0 when no operand can tell."""
    for strides in layouts:
        a, b = strides[inner], strides[outer]
        if a == 0 or b == 0:
            continue
        if a != b:
            return -1 if a < b else 1
        if shape[inner] > shape[outer]:
            return 1
    return 0


def broadcast_strides(tensor: Any, target: Sequence[int]) -> list[int]:
    """The tensor's strides as an operand of that shape: 0 where it is repeated."""
    own = tensor._strides or row_major(tensor.shape)
    shift = len(target) - len(own)
    return [0] * shift + [0 if size == 1 and want != 1 else stride for size, stride, want in
                          zip(tensor.shape, own, target[shift:])]  # fmt: skip
