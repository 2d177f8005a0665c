"""numpy.einsum of an equation, exact where the values are known and the work is small."""

from __future__ import annotations

import itertools
import math
from typing import Any

from edgewise_tracer.stubs import unsupported

from . import _dtypes
from ._array import array, make

_MOST_PRODUCTS = 1 << 20


def einsum(subscripts: Any, *operands: Any, **kwargs: Any) -> Any:
    if not isinstance(subscripts, str) or "..." in subscripts:
        raise unsupported("Edgewise's numpy knows einsum only with an equation without an ellipsis")
    inputs, arrow, output = subscripts.replace(" ", "").partition("->")
    names = inputs.split(",")
    arrays = [array(it) for it in operands]
    if len(names) != len(arrays):
        raise ValueError("fewer operands provided to einstein sum function than specified in the subscripts string")
    if not arrow:
        letters = inputs.replace(",", "")
        output = "".join(sorted(it for it in set(letters) if letters.count(it) == 1))
    sizes = _sizes(names, arrays)
    shape = tuple(sizes[it] for it in output)
    kind = arrays[0].dtype
    for it in arrays[1:]:
        kind = _dtypes.promote(kind, it.dtype)
    values = _values(names, output, arrays, sizes)
    made = make(shape, values, kind)
    return _dtypes.scalar(values[0], kind) if shape == () and values is not None else made


def _sizes(names: list[str], arrays: list[Any]) -> dict[str, int]:
    sizes: dict[str, int] = {}
    for letters, it in zip(names, arrays):
        if len(letters) != it.ndim:
            raise ValueError("einstein sum subscripts string does not fit the dimensions of an operand")
        for letter, size in zip(letters, it.shape):
            if sizes.setdefault(letter, size) != size:
                raise ValueError(f"operands could not be broadcast together: {letter} is {sizes[letter]} and {size}")
    return sizes


def _values(names: list[str], output: str, arrays: list[Any], sizes: dict[str, int]) -> list[Any] | None:
    flat = [it.known for it in arrays]
    summed = sorted(set(sizes) - set(output))
    if any(it is None for it in flat) or math.prod(sizes.values()) > _MOST_PRODUCTS:
        return None
    order = [*output, *summed]
    strides = [_strides(order, letters, it.shape) for letters, it in zip(names, arrays)]
    inner = math.prod(sizes[it] for it in summed)
    products = []
    for place in itertools.product(*(range(sizes[it]) for it in order)):
        product = 1
        for values, steps in zip(flat, strides):
            product *= values[sum(map(int.__mul__, place, steps))]
        products.append(product)
    if not summed:
        return products
    return [sum(products[start : start + inner]) for start in range(0, len(products), inner)] if inner else None


def _strides(order: list[str], letters: str, shape: tuple[int, ...]) -> list[int]:
    """How far each index moves in the flat values of an operand; a letter that occurs twice moves along both."""
    found = dict.fromkeys(order, 0)
    step = 1
    for letter, size in zip(reversed(letters), reversed(shape)):
        found[letter] += step
        step *= size
    return [found[it] for it in order]
