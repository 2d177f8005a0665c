"""Products of arrays, and functions of whole arrays."""

from __future__ import annotations

from typing import Any

from edgewise_tracer.stubs import unsupported

from . import _reductions, _ufuncs
from ._array import array, ndarray
from ._creation import diag
from ._functions import clip, expand_dims, nonzero, repeat, round, take


def dot(a: Any, b: Any, out: Any = None) -> Any:
    one, other = array(a, copy=False), array(b, copy=False)
    return one * other if not one.ndim or not other.ndim else matmul(one, other)


def matmul(x1: Any, x2: Any, **_: Any) -> Any:
    one, other = array(x1, copy=False), array(x2, copy=False)
    left = one.reshape(1, -1) if one.ndim == 1 else one
    right = other.reshape(-1, 1) if other.ndim == 1 else other
    if left.shape[-1] != right.shape[-2]:
        raise ValueError(
            f"matmul: Input operand 1 has a mismatch in its core dimension 0 (size {right.shape[-2]} is different from {left.shape[-1]})"
        )
    products = expand_dims(left, -1) * expand_dims(right, -3)
    made = _reductions.sum(products, axis=-2)
    if one.ndim == 1:
        made = made[..., 0, :]
    if other.ndim == 1:
        made = made[..., 0]
    return made


def outer(a: Any, b: Any, out: Any = None) -> ndarray:
    return array(a).reshape(-1, 1) * array(b).reshape(1, -1)


def kron(a: Any, b: Any) -> ndarray:
    one, other = array(a, ndmin=2), array(b, ndmin=2)
    (m, n), (p, q) = one.shape, other.shape
    return (one.reshape(m, 1, n, 1) * other.reshape(1, p, 1, q)).reshape(m * p, n * q)


def trace(a: Any, offset: int = 0) -> Any:
    return _reductions.sum(diag(a, offset))


def average(a: Any, axis: Any = None, weights: Any = None) -> Any:
    if weights is None:
        return _reductions.mean(a, axis)
    scale = array(weights)
    return _reductions.sum(array(a) * scale, axis) / _reductions.sum(scale, axis)


def nan_to_num(x: Any, copy: bool = True, nan: float = 0.0, posinf: Any = None, neginf: Any = None) -> Any:
    return _ufuncs.unary(lambda value: nan if value != value else value, "same")(x)


def vectorize(pyfunc: Any, **_: Any) -> Any:
    def apply(a: Any) -> Any:
        given = array(a)
        return array([pyfunc(value) for value in given.exact()]).reshape(given.shape)

    return apply


def frombuffer(*args: Any, **kwargs: Any) -> Any:
    raise unsupported("Edgewise's numpy does not read bytes")


load = loadtxt = genfromtxt = fromfile = memmap = frombuffer
fromiter = lambda iterable, dtype=None, count=-1: array(list(iterable), dtype)  # noqa: E731

ndarray.dot = dot  # type: ignore[attr-defined]
ndarray.__matmul__ = lambda self, other: NotImplemented if hasattr(other, "requires_grad") else matmul(self, other)  # type: ignore[attr-defined]
ndarray.__rmatmul__ = lambda self, other: matmul(other, self)  # type: ignore[attr-defined]
ndarray.repeat, ndarray.clip, ndarray.round = repeat, clip, round  # type: ignore[attr-defined]
ndarray.nonzero, ndarray.take, ndarray.diagonal = nonzero, take, diag  # type: ignore[attr-defined]
