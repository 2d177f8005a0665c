"""Functions of plain numbers that do what torch does where Python raises: logarithm of 0, division by 0, NaN."""

from __future__ import annotations

import cmath
import math
from collections.abc import Callable
from typing import Any

_NAN, _INFINITY = math.nan, math.inf


def total(
    function: Callable[[float], float], complex_function: Callable[[complex], complex] | None = None
) -> Any:
    """The function, with NaN outside its domain and infinity where it overflows."""

    def call(value: Any) -> Any:
        if isinstance(value, complex):
            if complex_function is None:
                raise TypeError("no complex numbers")
            return complex_function(value)
        try:
            return function(value)
        except ValueError:
            return _NAN
        except OverflowError:
            return _INFINITY

    return call


def log_of(
    base_function: Callable[[float], float], complex_function: Callable[[complex], complex] | None = None
) -> Any:
    def log(value: float) -> float:
        return -_INFINITY if value == 0 else base_function(value)

    return total(log, complex_function)


def sign(value: Any) -> Any:
    return value if value != value else (value > 0) - (value < 0)


def round_even(value: Any) -> Any:
    """Halves go to the even neighbour, as Python's round does; infinities stay."""
    return float(round(value)) if math.isfinite(value) else value


def floor(value: Any) -> Any:
    return float(math.floor(value)) if math.isfinite(value) else value


def ceil(value: Any) -> Any:
    return float(math.ceil(value)) if math.isfinite(value) else value


def trunc(value: Any) -> Any:
    return float(math.trunc(value)) if math.isfinite(value) else value


def true_divide(a: Any, b: Any) -> Any:
    try:
        return a / b
    except ZeroDivisionError:
        if isinstance(a, complex) or isinstance(b, complex) or a == 0 or a != a:
            return _NAN
        return math.copysign(_INFINITY, a) * math.copysign(1.0, b)


def floor_divide(a: Any, b: Any) -> Any:
    try:
        return a // b
    except ZeroDivisionError:
        return true_divide(a, b)


def trunc_divide(a: Any, b: Any) -> Any:
    if isinstance(a, int) and isinstance(b, int):
        quotient = abs(a) // abs(b)
        return quotient if (a < 0) == (b < 0) else -quotient
    return trunc(true_divide(a, b))


def remainder(a: Any, b: Any) -> Any:
    try:
        return a % b
    except ZeroDivisionError:
        return _NAN


def fmod(a: Any, b: Any) -> Any:
    if isinstance(a, int) and isinstance(b, int):
        return int(math.copysign(abs(a) % abs(b), a))
    try:
        return math.fmod(a, b)
    except ValueError:
        return _NAN


def power(a: Any, b: Any) -> Any:
    try:
        found = a**b
    except ZeroDivisionError:
        return _INFINITY
    except OverflowError:
        return _INFINITY
    # A negative base and a fraction: Python gives a complex number, torch NaN.
    return (
        _NAN
        if isinstance(found, complex) and not isinstance(a, complex) and not isinstance(b, complex)
        else found
    )


def maximum(a: Any, b: Any) -> Any:
    return a if a != a or a > b else b


def minimum(a: Any, b: Any) -> Any:
    return a if a != a or a < b else b


def sigmoid(value: float) -> float:
    return 1 / (1 + math.exp(-value)) if value > -700 else 0.0


exp = total(math.exp, cmath.exp)
expm1 = total(math.expm1)
log = log_of(math.log, cmath.log)
log2 = log_of(math.log2)
log10 = log_of(math.log10, cmath.log10)
log1p = total(lambda value: -_INFINITY if value == -1 else math.log1p(value))
sqrt = total(math.sqrt, cmath.sqrt)
rsqrt = total(lambda value: true_divide(1.0, math.sqrt(value)))
