"""Comparisons, logic and bits of elements."""

from __future__ import annotations

import math
import operator as python
from typing import Any

from .._core import dtype as dtypes
from .._core.emit import emit, into
from .._core.pointwise import binary, refused, several, tensor_argument, unary
from .._core.promotion import result_type
from .._core.registry import function, inplace, method
from .._core.shapes import broadcast_shapes
from .._core.tensor import Tensor
from .arithmetic import _operand, operator


def _comparison(names: str, op: str, domain: str, evaluate: Any, dunder: str) -> None:
    def call(input: Any, other: Any, *, out: Any = None) -> Any:
        return into(out, binary(op, input, other, evaluate, dtypes.bool, domain))

    call.__name__ = names.split()[0]
    for name in names.split():
        function(name)(call)
        method(name)(call)
        inplace(name)(call)

    def compare(self: Tensor, other: Any) -> Any:
        operand = _operand(other)
        if operand is NotImplemented:
            return operand
        return binary(op, self, operand, evaluate, dtypes.bool, domain)

    compare.__name__ = dunder
    method(dunder)(compare)


_comparison("eq", "Equal", "", python.eq, "__eq__")
_comparison("ne not_equal", "not_equal", "aten", python.ne, "__ne__")
_comparison("lt less", "Less", "", python.lt, "__lt__")
_comparison("le less_equal", "LessOrEqual", "", python.le, "__le__")
_comparison("gt greater", "Greater", "", python.gt, "__gt__")
_comparison("ge greater_equal", "GreaterOrEqual", "", python.ge, "__ge__")


@method("__hash__")
def _hash(self: Tensor) -> int:
    return id(self)


def _logical(name: str, op: str, evaluate: Any) -> None:
    def call(input: Any, other: Any, *, out: Any = None) -> Any:
        tensor_argument(other, name, "other", 2)
        return into(out, binary(op, input, other, evaluate, dtypes.bool))

    call.__name__ = name
    function(name)(call)
    method(name)(call)
    inplace(name)(call)


_logical("logical_and", "And", lambda a, b: bool(a) and bool(b))
_logical("logical_or", "Or", lambda a, b: bool(a) or bool(b))
_logical("logical_xor", "Xor", lambda a, b: bool(a) != bool(b))


@function
@method
@inplace
def logical_not(input: Tensor, *, out: Any = None) -> Tensor:
    return into(out, unary("Not", input, python.not_, dtypes.bool))


_KERNELS = {"bitwise_left_shift": "lshift", "bitwise_right_shift": "rshift"}


def _bits(name: str, ops: tuple[str, str], evaluate: Any, dunder: str) -> None:
    """A bitwise operator; of bools, the logical one."""

    def call(input: Any, other: Any, *, out: Any = None) -> Any:
        kind = result_type(input, other)
        if kind._category >= dtypes.FLOAT or kind is dtypes.bool and name.endswith("shift"):
            raise refused(f"{_KERNELS.get(name, name)}_cpu", kind, input, other)
        return into(out, binary(ops[1] if kind is dtypes.bool else ops[0], input, other, evaluate))

    call.__name__ = name
    function(name)(call)
    method(name)(call)
    inplace(name)(call)
    operator(dunder, call)


_bits("bitwise_and", ("BitwiseAnd", "And"), python.and_, "and")
_bits("bitwise_or", ("BitwiseOr", "Or"), python.or_, "or")
_bits("bitwise_xor", ("BitwiseXor", "Xor"), python.xor, "xor")
_bits("bitwise_left_shift", ("BitShift", "BitShift"), python.lshift, "lshift")
_bits("bitwise_right_shift", ("BitShift", "BitShift"), python.rshift, "rshift")


@function
@method("bitwise_not", "__invert__")
@inplace
def bitwise_not(input: Tensor, *, out: Any = None) -> Tensor:
    if input.dtype._category >= dtypes.FLOAT:
        raise TypeError("~ (operator.invert) is only implemented on integer and Boolean-type tensors")
    if input.dtype is dtypes.bool:
        return into(out, unary("Not", input, python.not_))
    return into(out, unary("BitwiseNot", input, python.invert))


@function
@method
def isclose(
    input: Tensor, other: Tensor, rtol: float = 1e-05, atol: float = 1e-08, equal_nan: bool = False
) -> Tensor:
    tensor_argument(other, "isclose", "other", 2)
    if input.dtype is not other.dtype:
        raise RuntimeError(f"{input.dtype._scalar_name} did not match {other.dtype._scalar_name}")

    def close(a: Any, b: Any) -> bool:
        return a == b or equal_nan and a != a and b != b or abs(a - b) <= atol + rtol * abs(b) < math.inf

    return binary("isclose", input, other, close, dtypes.bool, "aten")


@function
@method
def allclose(
    input: Tensor, other: Tensor, rtol: float = 1e-05, atol: float = 1e-08, equal_nan: bool = False
) -> bool:
    return bool(isclose(input, other, rtol, atol, equal_nan).all())


@function
@method
def equal(input: Tensor, other: Tensor) -> bool:
    if input.shape != other.shape:
        return False
    return bool((input == other).all())


@function
@method
def where(condition: Tensor, input: Any = None, other: Any = None, *, out: Any = None) -> Any:
    if input is None and other is None:
        from .masking import nonzero

        return nonzero(condition, as_tuple=True)
    kind = result_type(input, other)
    if condition.dtype not in (dtypes.bool, dtypes.uint8):
        raise RuntimeError(
            "where expected condition to be a boolean tensor, but got a tensor with dtype "
            f"{condition.dtype._scalar_name}"
        )
    return into(out, several("Where", [condition, input, other], lambda c, a, b: a if c else b, kind, ""))


@method("where")
def _where_method(self: Tensor, condition: Tensor, other: Any) -> Tensor:
    return where(condition, self, other)


@function
@method
def isin(elements: Any, test_elements: Any, *, assume_unique: bool = False, invert: bool = False) -> Tensor:
    from .._core.emit import as_tensor

    elements, tests = as_tensor(elements), as_tensor(test_elements)
    known, wanted = elements._values, tests._values
    values = None if known is None or wanted is None else [(it in wanted) != invert for it in known]
    return emit(
        "isin", [elements, tests], [(elements.shape, dtypes.bool)], {"invert": int(invert)}, "aten", [values]
    )


@function("broadcast_shapes")
def _broadcast_shapes(*shapes: Any) -> Any:
    given = [(it,) if isinstance(it, int) else tuple(it) for it in shapes]
    try:
        return broadcast_shapes(*given)
    except RuntimeError:
        raise RuntimeError("Shape mismatch: objects cannot be broadcast to a single shape") from None
