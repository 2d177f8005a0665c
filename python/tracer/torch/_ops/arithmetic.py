"""Arithmetic of two operands: add, mul, div, pow and their kin, with the operators of Python."""

from __future__ import annotations

import math
import operator as python
from typing import Any

from .._core import dtype as dtypes
from .._core.emit import emit, into, scalar
from .._core.pointwise import binary, not_implemented, refused, several, tensor_argument
from .._core.promotion import float_type, result_type
from .._core.registry import function, inplace, method
from .._core.tensor import Tensor
from . import _numbers as numbers


def _scaled(other: Any, alpha: Any, kind: dtypes.dtype) -> Any:
    """torch.add's alpha: a factor of the second operand, one more operator as exporters have it."""
    if alpha == 1:
        return other
    return binary("Mul", other, alpha, python.mul, kind) if isinstance(other, Tensor) else other * alpha


@function
@method
@inplace
def add(input: Any, other: Any, *, alpha: Any = 1, out: Any = None) -> Any:
    kind = result_type(input, other)
    if kind is dtypes.bool:
        return into(out, binary("Or", input, other, lambda a, b: a or b))
    return into(out, binary("Add", input, _scaled(other, alpha, kind), python.add, kind))


@function("sub", "subtract")
@method("sub", "subtract")
@inplace("sub", "subtract")
def sub(input: Any, other: Any, *, alpha: Any = 1, out: Any = None) -> Any:
    if _is_bool(input) and _is_bool(other):
        raise RuntimeError(
            "Subtraction, the `-` operator, with two bool tensors is not supported. Use the `^` or "
            "`logical_xor()` "
            "operator instead."
        )
    if _is_bool(input) or _is_bool(other):
        raise RuntimeError(
            "Subtraction, the `-` operator, with a bool tensor is not supported. If you are trying to "
            "invert a mask, "
            "use the `~` or `logical_not()` operator instead."
        )
    kind = result_type(input, other)
    return into(out, binary("Sub", input, _scaled(other, alpha, kind), python.sub, kind))


def _is_bool(value: Any) -> bool:
    return isinstance(value, bool) or isinstance(value, Tensor) and value.dtype is dtypes.bool


@function
@method("rsub")
def rsub(input: Any, other: Any, *, alpha: Any = 1) -> Any:
    return sub(other, input, alpha=alpha)


@function("mul", "multiply")
@method("mul", "multiply")
@inplace("mul", "multiply")
def mul(input: Any, other: Any, *, out: Any = None) -> Any:
    kind = result_type(input, other)
    if kind is dtypes.bool:
        return into(out, binary("And", input, other, lambda a, b: a and b))
    return into(out, binary("Mul", input, other, python.mul))


@function("div", "divide")
@method("div", "divide")
@inplace("div", "divide")
def div(input: Any, other: Any, *, rounding_mode: Any = None, out: Any = None) -> Any:
    if rounding_mode is None:
        return into(
            out, binary("Div", input, other, numbers.true_divide, float_type(result_type(input, other)))
        )
    if rounding_mode == "floor":
        return into(out, floor_divide(input, other))
    if rounding_mode != "trunc":
        raise RuntimeError(
            "div expected rounding_mode to be one of None, 'trunc', or 'floor' but found '"
            + str(rounding_mode)
            + "'"
        )
    _refuse_zero(input, other, "div_trunc_cpu")
    return into(out, binary("div_trunc", input, other, numbers.trunc_divide, None, "aten"))


@function
@method
@inplace
def true_divide(input: Any, other: Any, *, out: Any = None) -> Any:
    return div(input, other, out=out)


@function
@method
@inplace
def floor_divide(input: Any, other: Any, *, out: Any = None) -> Any:
    _refuse_zero(input, other, "div_floor_cpu")
    return into(out, binary("floor_divide", input, other, numbers.floor_divide, None, "aten"))


def _refuse_zero(input: Any, other: Any, kernel: str) -> None:
    """Integers have no infinity; torch stops at a divisor of zero that it meets. Bools are not divided at all."""
    kind = result_type(input, other)
    if kind is dtypes.bool:
        raise refused(kernel, kind, input, other)
    if kind._category > dtypes.INTEGER:
        return
    known = other._values if isinstance(other, Tensor) else [other]
    if known is not None and 0 in known:
        raise RuntimeError("ZeroDivisionError")


@function
@method
@inplace
def remainder(input: Any, other: Any, *, out: Any = None) -> Any:
    _refuse_zero(input, other, "remainder_cpu")
    return into(out, binary("Mod", input, other, numbers.remainder))


@function
@method
@inplace
def fmod(input: Any, other: Any, *, out: Any = None) -> Any:
    _refuse_zero(input, other, "fmod_cpu")
    return into(out, binary("Mod", input, other, numbers.fmod, None, "", {"fmod": 1}))


@function("pow")
@method("pow")
@inplace("pow")
def pow_(input: Any, exponent: Any, *, out: Any = None) -> Any:
    kind = result_type(input, exponent)
    if kind._category <= dtypes.INTEGER:
        if isinstance(exponent, int) and not isinstance(exponent, bool) and exponent < 0:
            raise RuntimeError("Integers to negative integer powers are not allowed.")
        if kind is dtypes.bool and isinstance(exponent, Tensor):
            raise refused("pow", kind, input, exponent)
    return into(out, binary("Pow", input, exponent, numbers.power))


@function
@method
@inplace
def float_power(input: Any, exponent: Any, *, out: Any = None) -> Any:
    kind = dtypes.complex128 if result_type(input, exponent).is_complex else dtypes.float64
    return into(out, binary("Pow", input, exponent, numbers.power, kind))


def _larger(name: str, op: str, evaluate: Any) -> None:
    def call(input: Any, other: Any, *, out: Any = None) -> Any:
        tensor_argument(other, name, "other", 2)
        return into(out, binary(op, input, other, evaluate))

    call.__name__ = name
    function(name)(call)
    method(name)(call)


for _name in ("maximum", "fmax"):
    _larger(_name, "Max", numbers.maximum)
for _name in ("minimum", "fmin"):
    _larger(_name, "Min", numbers.minimum)


@function("atan2", "arctan2")
@method("atan2", "arctan2")
@inplace("atan2", "arctan2")
def atan2(input: Any, other: Any, *, out: Any = None) -> Any:
    tensor_argument(other, "atan2", "other", 2)
    return into(out, binary("atan2", input, other, math.atan2, float_type(result_type(input, other)), "aten"))


# Which take numbers as well as tensors.
_WITH_NUMBERS = ("xlogy", "special_xlog1py", "special_zeta", "copysign")


def _float_pair(names: str, op: str, evaluate: Any = None) -> None:
    """An aten function of two operands whose result is never an integer."""

    def call(input: Any, other: Any, *, out: Any = None) -> Any:
        if op not in _WITH_NUMBERS:
            tensor_argument(other, op, "other", 2)
        if op == "ldexp" and other.dtype is dtypes.bool and input.dtype._category >= dtypes.FLOAT:
            raise refused("ldexp_cpu_exp", other.dtype, input, other)
        return into(out, binary(op, input, other, evaluate, float_type(result_type(input, other)), "aten"))

    _register(names, call)


def _same_pair(names: str, op: str, evaluate: Any = None, takes: str = "any") -> None:
    def call(input: Any, other: Any, *, out: Any = None) -> Any:
        tensor_argument(other, op, "other" if op != "heaviside" else "values", 2)
        kind = result_type(input, other)
        if (
            takes == "floats"
            and kind._category < dtypes.FLOAT
            or takes == "integers"
            and kind._category != dtypes.INTEGER
        ):
            raise refused(f"{op}_cpu", kind, input, other)
        if op == "heaviside" and input.dtype is not other.dtype:
            raise RuntimeError("heaviside is not yet implemented for tensors with different dtypes.")
        return into(out, binary(op, input, other, evaluate, None, "aten"))

    _register(names, call)


def _register(names: str, call: Any) -> None:
    call.__name__ = names.split()[0].rpartition(".")[2]
    for name in names.split():
        function(name)(call)
        if "." not in name:
            method(name)(call)
            inplace(name)(call)


_float_pair("xlogy special.xlogy", "xlogy")
_float_pair("special.xlog1py", "special_xlog1py")
_float_pair("special.zeta", "special_zeta")
_float_pair("copysign", "copysign", math.copysign)
_float_pair("ldexp", "ldexp", lambda a, b: a * 2.0**b)
_same_pair("hypot", "hypot", math.hypot, "floats")
_same_pair("nextafter", "nextafter", None, "floats")
_same_pair("logaddexp", "logaddexp", None, "floats")
_same_pair("logaddexp2", "logaddexp2", None, "floats")
_same_pair("gcd", "gcd", math.gcd, "integers")
_same_pair("lcm", "lcm", math.lcm, "integers")
_same_pair("heaviside", "heaviside", lambda a, b: b if a == 0 else (a > 0) * 1)
_float_pair("special.gammainc igamma", "igamma")
_float_pair("special.gammaincc igammac", "igammac")


@function
@method
@inplace
def addcmul(input: Tensor, tensor1: Any, tensor2: Any, *, value: Any = 1, out: Any = None) -> Tensor:
    kind = result_type(input, tensor1, tensor2)
    if kind is dtypes.bool:
        raise not_implemented("addcmul_cpu_out", kind)
    return into(
        out,
        several(
            "addcmul",
            [input, tensor1, tensor2],
            lambda a, b, c: a + value * b * c,
            None,
            "aten",
            {"value": value},
        ),
    )


@function
@method
@inplace
def addcdiv(input: Tensor, tensor1: Any, tensor2: Any, *, value: Any = 1, out: Any = None) -> Tensor:
    if result_type(tensor1, tensor2)._category <= dtypes.INTEGER:
        raise RuntimeError(
            "Integer division with addcdiv is no longer supported, and in a future  release addcdiv will "
            "perform a true "
            "division of tensor1 and tensor2. The historic addcdiv behavior can be implemented as (input + "
            "value * "
            "torch.trunc(tensor1 / tensor2)).to(input.dtype) for integer inputs and as (input + value * "
            "tensor1 / "
            "tensor2) for float inputs. The future addcdiv behavior is just the latter implementation: "
            "(input + value "
            "* tensor1 / tensor2), for all dtypes."
        )
    return into(
        out,
        several(
            "addcdiv", [input, tensor1, tensor2],
            lambda a, b, c: a + value * numbers.true_divide(b, c), None, "aten", {"value": value},
        ),
    )  # fmt: skip


@function
@method
@inplace
def lerp(input: Tensor, end: Any, weight: Any, *, out: Any = None) -> Tensor:
    if isinstance(end, Tensor) and end.dtype is not input.dtype:
        raise RuntimeError(f"expected dtype {_cpp(input.dtype)} for `end` but got dtype {_cpp(end.dtype)}")
    if isinstance(weight, Tensor) and weight.dtype is not input.dtype:
        raise RuntimeError(
            f"expected dtype {_cpp(input.dtype)} for `weight` but got dtype {_cpp(weight.dtype)}"
        )
    if input.dtype._category <= dtypes.INTEGER:
        raise not_implemented(
            "lerp_kernel_scalar" if not isinstance(weight, Tensor) else "lerp_kernel_tensor", input.dtype
        )
    return into(out, several("lerp", [input, end, weight], lambda a, b, c: a + c * (b - a)))


def _cpp(kind: dtypes.dtype) -> str:
    return {"float32": "float", "float64": "double", "int64": "long int", "float16": "c10::Half"}.get(
        kind._name, kind._name
    )


@function("true_divide_")
def _true_divide_in_place(input: Tensor, other: Any) -> Tensor:
    return input._become(div(input, other))


_NUMBERS = (Tensor, int, float, complex)


def _operand(other: Any) -> Any:
    """What takes part in an operator: tensors, numbers, and numpy's numbers and arrays; NotImplemented otherwise."""
    if isinstance(other, _NUMBERS):
        return other
    if hasattr(other, "dtype") and hasattr(other, "shape") and hasattr(other, "tolist"):
        if tuple(other.shape) == ():
            return other.item()
        from .._core.nested import tensor

        return tensor(other)
    return NotImplemented


def _operator(name: str, call: Any) -> None:
    def forward(self: Tensor, other: Any) -> Any:
        other = _operand(other)
        return other if other is NotImplemented else call(self, other)

    def reflected(self: Tensor, other: Any) -> Any:
        other = _operand(other)
        return other if other is NotImplemented else call(other, self)

    def assigned(self: Tensor, other: Any) -> Any:
        other = _operand(other)
        return other if other is NotImplemented else self._become(call(self, other))

    for prefix, made in (("", forward), ("r", reflected), ("i", assigned)):
        made.__name__ = f"__{prefix}{name}__"
        method(made.__name__)(made)


for _name, _call in (
    ("add", add), ("sub", sub), ("mul", mul), ("truediv", div), ("floordiv", floor_divide), ("mod", remainder),
    ("pow", pow_),
):  # fmt: skip
    _operator(_name, _call)
operator = _operator


@function
@method
def clamp(input: Tensor, min: Any = None, max: Any = None, *, out: Any = None) -> Tensor:
    if min is None and max is None:
        raise RuntimeError("torch.clamp: At least one of 'min' or 'max' must not be None")
    if isinstance(min, Tensor) or isinstance(max, Tensor):
        kind = result_type(*(it for it in (input, min, max) if it is not None))
        result: Any = input
        if min is not None:
            result = binary("Max", result, min, numbers.maximum, kind)
        return into(out, result if max is None else binary("Min", result, max, numbers.minimum, kind))
    kind = result_type(input, *(it for it in (min, max) if it is not None))
    if kind is dtypes.bool:
        raise not_implemented("clamp_scalar_cpu", kind)
    limits = [None if it is None else scalar(it, kind) for it in (min, max)]

    def clamped(value: Any) -> Any:
        value = value if min is None else numbers.maximum(value, min)
        return value if max is None else numbers.minimum(value, max)

    known = input._values
    values = None if known is None else [clamped(it) for it in known]
    return into(out, emit("Clip", [input, *limits], [(input.shape, kind)], None, "", [values], (input,)))


inplace(clamp)
inplace("clip")(clamp)
function("clip")(clamp)
method("clip")(clamp)


@function
@method
@inplace
def clamp_min(input: Tensor, min: Any, *, out: Any = None) -> Tensor:
    return clamp(input, min, out=out)


@function
@method
@inplace
def clamp_max(input: Tensor, max: Any, *, out: Any = None) -> Tensor:
    return clamp(input, None, max, out=out)
