"""The functions of einops. Each is a reshape, a permutation, a reduction or an expansion, and a reshape again."""

from __future__ import annotations

import math
from typing import Any

import torch
from einops.patterns import (
    ELLIPSIS,
    EinopsError,
    axis_sizes,
    has_ellipsis,
    names_of,
    number,
    rank,
    side,
    sides,
    with_ellipsis,
)


def rearrange(tensor: Any, pattern: str, **axes_lengths: Any) -> Any:
    return _apply(_stacked(tensor), pattern, None, axes_lengths)


def reduce(tensor: Any, pattern: str, reduction: Any, **axes_lengths: Any) -> Any:
    return _apply(_stacked(tensor), pattern, reduction, axes_lengths)


def repeat(tensor: Any, pattern: str, **axes_lengths: Any) -> Any:
    return _apply(_stacked(tensor), pattern, "repeat", axes_lengths)


def _stacked(tensor: Any) -> Any:
    return torch.stack(list(tensor)) if isinstance(tensor, (list, tuple)) else tensor


def _apply(tensor: Any, pattern: str, reduction: Any, given: dict[str, Any]) -> Any:
    left, right = sides(pattern)
    shape = tuple(tensor.shape)
    extra = len(shape) - rank(left) if has_ellipsis(left) else 0
    left, right = with_ellipsis(left, extra), with_ellipsis(right, extra)
    sizes = axis_sizes(
        left, shape, {name: int(size) for name, size in given.items() if name in names_of(left)}, pattern
    )
    from_names, to_names = names_of(left), names_of(right)
    lost = [name for name in from_names if name not in to_names]
    added = [name for name in to_names if name not in from_names]
    _check(reduction, lost, added, pattern)
    for name in added:
        sizes[name] = number(name) if "#" in name else int(given[name]) if name in given else _unknown(name, pattern)
    tensor = _reshaped(tensor, [sizes[name] for name in from_names])
    if lost and reduction != "repeat":
        kept = [name for name in from_names if name not in lost]
        tensor = _reduced(tensor, reduction, tuple(from_names.index(name) for name in lost))
        from_names = kept
    order = [from_names.index(name) for name in to_names if name in from_names]
    tensor = tensor.permute(order) if order != sorted(order) else tensor
    if added:
        for index, name in enumerate(to_names):
            tensor = tensor.unsqueeze(index) if name in added else tensor
        tensor = tensor.expand([sizes[name] for name in to_names])
    return _reshaped(tensor, [math.prod(sizes[name] for name in group) for group in right])


def _check(reduction: Any, lost: list[str], added: list[str], pattern: str) -> None:
    if reduction is None and (lost or added):
        raise EinopsError(
            f' Identifiers only on one side of expression (should be on both): {set(lost + added)} in "{pattern}"'
        )
    if reduction == "repeat" and lost:
        raise EinopsError(f" Unexpected identifiers on the left side of repeat: {set(lost)}")
    if reduction not in (None, "repeat") and added:
        raise EinopsError(f" Unexpected identifiers on the right side of reduce {reduction}: {set(added)}")


def _unknown(name: str, pattern: str) -> int:
    raise EinopsError(f' Specify sizes for new axes in repeat: {name} in "{pattern}"')


def _reshaped(tensor: Any, shape: list[int]) -> Any:
    return tensor if list(tensor.shape) == shape else tensor.reshape(shape)


def _reduced(tensor: Any, reduction: Any, axes: tuple[int, ...]) -> Any:
    if callable(reduction):
        return reduction(tensor, axes)
    if reduction == "mean":
        return tensor.mean(axes)
    if reduction == "sum":
        return tensor.sum(axes)
    if reduction == "max":
        return tensor.amax(axes)
    if reduction == "min":
        return tensor.amin(axes)
    for axis in sorted(axes, reverse=True):
        tensor = getattr(tensor, reduction)(axis)
    return tensor


def einsum(*tensors_and_pattern: Any) -> Any:
    """Names of any length instead of letters; the work is torch's einsum."""
    *tensors, pattern = tensors_and_pattern
    left, _, right = pattern.partition("->")
    letters: dict[str, str] = {}

    def lettered(text: str) -> str:
        parts = []
        for group in side(text):
            name = group[0] if group else "1"
            parts.append("..." if name == ELLIPSIS else letters.setdefault(name, chr(ord("a") + len(letters))))
        return "".join(parts)

    equation = ",".join(lettered(part) for part in left.split(",")) + "->" + lettered(right)
    return torch.einsum(equation, *tensors)


def parse_shape(x: Any, pattern: str) -> dict[str, int]:
    groups = with_ellipsis(side(pattern), len(x.shape) - rank(side(pattern)))
    if len(groups) != len(x.shape):
        raise EinopsError(f"Can't parse shape with different number of dimensions: {pattern} {tuple(x.shape)}")
    return {
        group[0]: size for group, size in zip(groups, x.shape) if group and group[0] != "_" and ELLIPSIS not in group[0]
    }


def pack(tensors: Any, pattern: str) -> tuple[Any, list[Any]]:
    names = pattern.split()
    before, after = names.index("*"), len(names) - names.index("*") - 1
    shapes, flat = [], []
    for tensor in tensors:
        end = len(tensor.shape) - after
        shapes.append(torch.Size(tensor.shape[before:end]))
        flat.append(tensor.reshape([*tensor.shape[:before], math.prod(shapes[-1]), *tensor.shape[end:]]))
    return torch.cat(flat, dim=before), shapes


def unpack(tensor: Any, packed_shapes: Any, pattern: str) -> list[Any]:
    axis = pattern.split().index("*")
    lengths = [math.prod(shape) if -1 not in tuple(shape) else -1 for shape in packed_shapes]
    rest = tensor.shape[axis] - sum(length for length in lengths if length >= 0)
    lengths = [rest if length < 0 else length for length in lengths]
    parts = torch.split(tensor, lengths, dim=axis)
    return [
        part.reshape([*part.shape[:axis], *shape, *part.shape[axis + 1 :]]) for part, shape in zip(parts, packed_shapes)
    ]


def asnumpy(tensor: Any) -> Any:
    return tensor.detach().cpu().numpy()
