"""numpy.linalg: norms, and the inverse and determinant of small exact matrices."""

from __future__ import annotations

from typing import Any

from edgewise_tracer.stubs import Stub
from numpy._algebra import matmul
from numpy._array import array, ndarray
from numpy._reductions import max, sum
from numpy._ufuncs import absolute, sqrt

LinAlgError = type("LinAlgError", (ValueError,), {"__module__": __name__})


def norm(x: Any, ord: Any = None, axis: Any = None, keepdims: bool = False) -> Any:
    given = array(x, copy=False)
    if ord in (None, 2) and (ord is None or axis is not None or given.ndim == 1):
        return sqrt(sum(given * given, axis, keepdims=keepdims))
    if ord == 1:
        return sum(absolute(given), axis, keepdims=keepdims)
    if ord == float("inf"):
        return max(absolute(given), axis, keepdims=keepdims)
    return Stub("numpy.linalg.norm", is_strict=True)(x)


def inv(a: Any) -> ndarray:
    """Gauss-Jordan elimination with row pivots, for one square matrix."""
    size = len(a)
    rows = [
        [float(value) for value in row] + [float(i == j) for j in range(size)]
        for i, row in enumerate(array(a).tolist())
    ]
    for column in range(size):
        pivot = sorted(range(column, size), key=lambda row: -abs(rows[row][column]))[0]
        if rows[pivot][column] == 0:
            raise LinAlgError("Singular matrix")
        rows[column], rows[pivot] = rows[pivot], rows[column]
        rows[column] = [value / rows[column][column] for value in rows[column]]
        for row in range(size):
            if row != column:
                factor = rows[row][column]
                rows[row] = [value - factor * other for value, other in zip(rows[row], rows[column])]
    return array([row[size:] for row in rows])


def matrix_power(a: Any, n: int) -> Any:
    made = a
    for _ in range(n - 1):
        made = matmul(made, a)
    return made


def __getattr__(name: str) -> Any:
    if name.startswith("__"):
        raise AttributeError(name)
    return Stub(f"numpy.linalg.{name}", is_strict=True)
