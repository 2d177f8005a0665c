"""Reads patterns such as `b (h p) w c -> b h w (p c)` and finds the sizes of their axes."""

from __future__ import annotations

import functools
import math
import re

ELLIPSIS = "…"
_INNER = "(…)"  # the ellipsis inside brackets, where it is one axis of several


class EinopsError(RuntimeError):
    """A pattern that is wrong, or that does not fit a tensor."""


Side = tuple[tuple[str, ...], ...]


@functools.lru_cache(256)
def side(text: str) -> Side:
    """The groups of one side: each group is one axis of the tensor, made of named axes. `1` is the empty group."""
    groups: list[tuple[str, ...]] = []
    inner: list[str] | None = None
    for token in re.findall(r"\.\.\.|[()]|[^\s()]+?(?=\.\.\.|[\s()]|$)", text):
        if token == "(":
            if inner is not None:
                raise EinopsError("brackets are not allowed inside brackets")
            inner = []
        elif token == ")":
            if inner is None:
                raise EinopsError("brackets are not balanced")
            groups.append(tuple(inner))
            inner = None
        else:
            name = token
            if token == "...":
                name = ELLIPSIS if inner is None else _INNER
            elif token.isdigit():
                # Numbers are axes without a name: each is one of its own.
                name = f"{token}#{len(groups)}.{len(inner or ())}"
            parts = [] if token == "1" else [name]
            if inner is None:
                groups.append(tuple(parts))
            else:
                inner += parts
    if inner is not None:
        raise EinopsError("brackets are not balanced")
    return tuple(groups)


def sides(pattern: str) -> tuple[Side, Side]:
    if pattern.count("->") != 1:
        raise EinopsError(f"a pattern needs one arrow: {pattern}")
    left, right = pattern.split("->")
    return side(left), side(right)


def with_ellipsis(groups: Side, count: int) -> Side:
    """The groups with the ellipsis replaced by as many axes as it stands for."""
    names = tuple(f"{ELLIPSIS}{index}" for index in range(count))
    result: list[tuple[str, ...]] = []
    for group in groups:
        if group == (ELLIPSIS,):
            result += [(name,) for name in names]
        else:
            result.append(tuple(inner for name in group for inner in (names if name == _INNER else (name,))))
    return tuple(result)


def axis_sizes(groups: Side, shape: tuple[int, ...], given: dict[str, int], pattern: str) -> dict[str, int]:
    """The size of every named axis on the left side."""
    if len(groups) != len(shape):
        raise EinopsError(
            f' Error while processing pattern "{pattern}".\n Input tensor shape: {tuple(shape)}. '
            f"Wrong shape: expected {len(groups)} dims. Received {len(shape)}-dim tensor."
        )
    sizes = {name: int(size) for name, size in given.items()}
    for group, length in zip(groups, shape):
        for name in group:
            if "#" in name:
                sizes[name] = number(name)
        unknown = [name for name in group if name not in sizes]
        known = math.prod(sizes[name] for name in group if name in sizes)
        if len(unknown) > 1:
            raise EinopsError(f' Could not infer sizes for {set(unknown)} in "{pattern}"')
        if unknown:
            if known == 0 or length % known:
                raise EinopsError(
                    f' Error while processing pattern "{pattern}".\n Input tensor shape: {tuple(shape)}. '
                    f"Shape mismatch, can't divide axis of length {length} in chunks of {known}"
                )
            sizes[unknown[0]] = length // known
        elif known != length:
            raise EinopsError(
                f' Error while processing pattern "{pattern}".\n Input tensor shape: {tuple(shape)}. '
                f"Shape mismatch, {length} != {known}"
            )
    return sizes


def number(name: str) -> int:
    """The size of an axis that is given by a number."""
    return int(name.partition("#")[0])


def has_ellipsis(groups: Side) -> bool:
    return any(name in (ELLIPSIS, _INNER) for group in groups for name in group)


def rank(groups: Side) -> int:
    """How many axes the groups are without those that the ellipsis stands for."""
    return sum(group != (ELLIPSIS,) and group != (_INNER,) for group in groups)


def names_of(groups: Side) -> list[str]:
    return [name for group in groups for name in group]
