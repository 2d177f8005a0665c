"""Elementwise functions, and the operators of arrays that are made of them."""

from __future__ import annotations

import builtins
import cmath
import math
import operator
from collections.abc import Callable
from typing import Any

from . import _dtypes
from ._array import array, broadcast, broadcast_shapes, make, ndarray
from ._dtypes import dtype, generic


def is_array_like(value: Any) -> bool:
    return isinstance(value, (ndarray, list, tuple)) or (hasattr(value, "requires_grad") and hasattr(value, "shape"))


def _result(values: list[Any] | None, shape: tuple[int, ...], kind: Any) -> Any:
    """0-d results are scalars, as numpy gives them."""
    made = make(shape, values, kind)
    return _dtypes.scalar(made.exact()[0], made.dtype) if shape == () and values is not None else made


def kind_of(one: Any, other: Any) -> dtype:
    """The common dtype of two operands; plain Python numbers adapt to arrays and to numpy's scalars."""
    strong = [value for value in (one, other) if isinstance(value, (ndarray, generic))]
    if len(strong) == 2:
        return _dtypes.promote(strong[0].dtype, strong[1].dtype)
    if not strong:
        return _dtypes.promote(_dtypes.of_value(one), _dtypes.of_value(other))
    return _dtypes.promote_weak(strong[0].dtype, other if strong[0] is one else one)


_PLAIN = (builtins.int, builtins.float)


def binary(function: Callable[[Any, Any], Any], result: str = "same", name: str = "") -> Any:
    """`result`: same (the common dtype), true (floating), bool."""

    def apply(x1: Any, x2: Any, out: Any = None, where: Any = True, dtype: Any = None, **kwargs: Any) -> Any:
        if type(x1) in _PLAIN and type(x2) in _PLAIN and out is None and dtype is None:
            # Tables of positions are often made one number at a time.
            value = _safe(function, x1, x2)
            if type(value) is builtins.float and (result == "true" or builtins.float in (type(x1), type(x2))):
                return _dtypes.quick_float64(value)
        one = array(x1) if is_array_like(x1) and not isinstance(x1, ndarray) else x1
        other = array(x2) if is_array_like(x2) and not isinstance(x2, ndarray) else x2
        kind = kind_of(one, other)
        if result == "bool":
            kind = _dtypes.dtype("bool")
        elif result == "true" and kind.kind in "bui":
            kind = _dtypes.dtype("float64")
        if dtype is not None:
            kind = _dtypes.dtype(dtype)
        left = one if isinstance(one, ndarray) else array(one)
        right = other if isinstance(other, ndarray) else array(other)
        shape = broadcast_shapes(left.shape, right.shape)
        first, second = broadcast(left, shape).known, broadcast(right, shape).known
        values = None if first is None or second is None else [_safe(function, a, b) for a, b in zip(first, second)]
        made = _result(values, shape, kind)
        if out is not None:
            out[...] = made
            return out
        return made

    apply.__name__ = name or function.__name__
    apply.reduce = lambda a, axis=0, **kw: _reduced(apply, a, axis)  # type: ignore[attr-defined]
    apply.outer = lambda a, b: apply(array(a).reshape(-1, 1), array(b).reshape(1, -1))  # type: ignore[attr-defined]
    return apply


def _reduced(function: Any, a: Any, axis: int) -> Any:
    parts = list(array(a)) if axis == 0 else list(array(a).swapaxes(0, axis))
    total = parts[0]
    for part in parts[1:]:
        total = function(total, part)
    return total


def _safe(function: Callable[[Any, Any], Any], a: Any, b: Any) -> Any:
    try:
        return function(a, b)
    except ZeroDivisionError:
        if isinstance(a, builtins.int) and isinstance(b, builtins.int) and function is not operator.truediv:
            return 0
        return (
            math.nan if a == 0 or a != a else math.copysign(math.inf, a) if function is operator.truediv else math.nan
        )
    except OverflowError:
        return math.inf


def unary(function: Callable[[Any], Any], result: str = "float", name: str = "") -> Any:
    """`result`: float (integers become float64), same, bool."""

    def apply(x: Any, out: Any = None, dtype: Any = None, **kwargs: Any) -> Any:
        given = x if isinstance(x, ndarray) else array(x)
        kind = given.dtype if not isinstance(x, generic) else x.dtype
        if result == "bool":
            kind = _dtypes.dtype("bool")
        elif result == "float" and kind.kind in "bui":
            kind = _dtypes.dtype("float64")
        kind = _dtypes.dtype(dtype) if dtype is not None else kind
        values = given.known
        values = None if values is None else [_defined(function, value) for value in values]
        made = _result(values, given.shape, kind)
        if out is not None:
            out[...] = made
            return out
        return made

    apply.__name__ = name or function.__name__
    return apply


def _defined(function: Callable[[Any], Any], value: Any) -> Any:
    try:
        return function(value)
    except ValueError:
        return -math.inf if value == 0 else math.nan
    except OverflowError:
        return math.inf


def _whole(function: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def apply(value: Any) -> Any:
        return builtins.float(function(value)) if math.isfinite(value) else value

    return apply


def _sign(value: Any) -> Any:
    return (value > 0) - (value < 0) if value == value else value


def _exponential(value: Any) -> Any:
    return cmath.exp(value) if isinstance(value, builtins.complex) else math.exp(value)


def _larger(a: Any, b: Any) -> Any:
    return a if a != a or a >= b else b


def _smaller(a: Any, b: Any) -> Any:
    return a if a != a or a <= b else b


add, subtract, multiply = binary(operator.add), binary(operator.sub), binary(operator.mul)
divide = true_divide = binary(operator.truediv, "true")
floor_divide, mod, power = binary(operator.floordiv), binary(operator.mod), binary(operator.pow)
remainder, float_power = mod, binary(lambda a, b: builtins.float(a) ** b, "true", "float_power")
fmod = binary(math.fmod)
maximum, minimum = binary(_larger, name="maximum"), binary(_smaller, name="minimum")
fmax, fmin = maximum, minimum
equal, not_equal = binary(operator.eq, "bool"), binary(operator.ne, "bool")
less, less_equal = binary(operator.lt, "bool"), binary(operator.le, "bool")
greater, greater_equal = binary(operator.gt, "bool"), binary(operator.ge, "bool")
logical_and = binary(lambda a, b: builtins.bool(a) and builtins.bool(b), "bool", "logical_and")
logical_or = binary(lambda a, b: builtins.bool(a) or builtins.bool(b), "bool", "logical_or")
logical_xor = binary(lambda a, b: builtins.bool(a) != builtins.bool(b), "bool", "logical_xor")
bitwise_and, bitwise_or, bitwise_xor = binary(operator.and_), binary(operator.or_), binary(operator.xor)
left_shift, right_shift = binary(operator.lshift), binary(operator.rshift)
arctan2, hypot = binary(math.atan2, "true"), binary(math.hypot, "true")
gcd, lcm = binary(math.gcd), binary(math.lcm)
sqrt, exp, log, log2, log10 = (
    unary(math.sqrt),
    unary(_exponential),
    unary(math.log),
    unary(math.log2),
    unary(math.log10),
)
log1p, expm1, exp2, cbrt = (
    unary(math.log1p),
    unary(math.expm1),
    unary(lambda x: 2.0**x),
    unary(lambda x: math.copysign(abs(x) ** (1 / 3), x)),
)
sin, cos, tan, sinh, cosh, tanh = (unary(getattr(math, n)) for n in ("sin", "cos", "tan", "sinh", "cosh", "tanh"))
arcsin, arccos, arctan, arctanh = unary(math.asin), unary(math.acos), unary(math.atan), unary(math.atanh)
deg2rad = radians = unary(math.radians)
rad2deg = degrees = unary(math.degrees)
ceil, floor, trunc = unary(_whole(math.ceil)), unary(_whole(math.floor)), unary(_whole(math.trunc))
fix = trunc
rint = unary(_whole(builtins.round))
absolute = abs = fabs = unary(builtins.abs, "same")
negative, positive = unary(operator.neg, "same"), unary(operator.pos, "same")
square, sign, reciprocal = unary(lambda x: x * x, "same"), unary(_sign, "same"), unary(lambda x: 1 / x, "same")
conj = conjugate = unary(lambda x: x.conjugate(), "same")
isnan, isfinite, isinf = unary(lambda x: x != x, "bool"), unary(math.isfinite, "bool"), unary(math.isinf, "bool")
logical_not = unary(lambda x: not x, "bool")
invert = bitwise_not = unary(lambda x: not x if isinstance(x, builtins.bool) else ~x, "same")


def _install() -> None:
    table = {
        "add": add,
        "sub": subtract,
        "mul": multiply,
        "truediv": divide,
        "floordiv": floor_divide,
        "mod": mod,
        "pow": power,
        "and": bitwise_and,
        "or": bitwise_or,
        "xor": bitwise_xor,
        "lshift": left_shift,
        "rshift": right_shift,
    }
    for name, function in table.items():
        setattr(ndarray, f"__{name}__", _method(function))
        setattr(ndarray, f"__r{name}__", _method(function, is_reversed=True))
        setattr(ndarray, f"__i{name}__", _in_place(function))
    for name, function in {
        "eq": equal,
        "ne": not_equal,
        "lt": less,
        "le": less_equal,
        "gt": greater,
        "ge": greater_equal,
    }.items():
        setattr(ndarray, f"__{name}__", _method(function))
    ndarray.__neg__ = lambda self: negative(self)  # type: ignore[attr-defined]
    ndarray.__pos__ = lambda self: self  # type: ignore[attr-defined]
    ndarray.__abs__ = lambda self: absolute(self)  # type: ignore[attr-defined]
    ndarray.__invert__ = lambda self: invert(self)  # type: ignore[attr-defined]
    ndarray.conj = ndarray.conjugate = lambda self: conj(self)  # type: ignore[attr-defined]


def _is_operand(other: Any) -> bool:
    if hasattr(other, "requires_grad"):
        return False
    return isinstance(
        other, (ndarray, generic, builtins.bool, builtins.int, builtins.float, builtins.complex, list, tuple)
    )


def _method(function: Any, is_reversed: bool = False) -> Any:
    def apply(self: ndarray, other: Any) -> Any:
        if not _is_operand(other):
            return NotImplemented
        return function(other, self) if is_reversed else function(self, other)

    return apply


def _in_place(function: Any) -> Any:
    def apply(self: ndarray, other: Any) -> Any:
        if not _is_operand(other):
            return NotImplemented
        made = function(self, other)
        if self._store is None:
            return self
        self[...] = made
        return self

    return apply


_install()
