"""Functions of each element: abs, exp, sqrt and their kin, as torch.NAME, Tensor.NAME and Tensor.NAME_."""

from __future__ import annotations

import cmath
import math
import operator as python
from collections.abc import Callable
from typing import Any

from .._core import dtype as dtypes
from .._core.emit import into, scalar
from .._core.pointwise import not_implemented, tensor_argument, unary
from .._core.promotion import float_type
from .._core.registry import function, inplace, method
from .._core.tensor import Tensor
from . import _numbers as numbers

# Functions that have no complex form, with the names of their kernels.
_REAL_ONLY = {
    "erf": "erf_vml_cpu", "erfc": "erfc_vml_cpu", "erfinv": "erfinv_vml_cpu", "lgamma": "lgamma_vml_cpu",
    "digamma": "digamma", "i0": "i0_vml_cpu", "special.i0e": "i0e_cpu", "special.i1": "i1_cpu", "special.i1e": "i1e_cpu",
    "special.ndtri": "ndtri_cpu", "special.log_ndtr": "log_ndtr_cpu", "special.entr": "entr_cpu",
}  # fmt: skip


def _float_function(names: str, op: str, domain: str, evaluate: Any) -> None:
    """A function whose result is never an integer."""
    name = names.split()[0]

    def call(input: Tensor, *, out: Any = None) -> Tensor:
        tensor_argument(input, name)
        if input.dtype.is_complex and name in ("deg2rad", "rad2deg"):
            raise RuntimeError(f"{name} is not supported for complex tensors.")
        if input.dtype.is_complex and name in _REAL_ONLY:
            raise not_implemented(_REAL_ONLY[name], input.dtype)
        return into(out, unary(op, input, evaluate, float_type(input.dtype), None, domain))

    _register(names, call)


def _same_function(names: str, op: str, domain: str, evaluate: Any, refuses_bool: str = "") -> None:
    """A function whose result has the dtype of its input."""
    name = names.split()[0]

    def call(input: Tensor, *, out: Any = None) -> Tensor:
        tensor_argument(input, name)
        if refuses_bool and input.dtype is dtypes.bool:
            raise not_implemented(refuses_bool, input.dtype)
        return into(out, unary(op, input, evaluate, None, None, domain))

    _register(names, call)


def _register(names: str, call: Callable[..., Any]) -> None:
    call.__name__ = call.__qualname__ = names.split()[0]
    for name in names.split():
        function(name)(call)
        if "." not in name:
            method(name)(call)
            inplace(name)(call)


_total = numbers.total
for _names, _op, _domain, _evaluate in (
    ("exp", "Exp", "", numbers.exp),
    ("exp2 special.exp2", "exp2", "aten", _total(lambda it: 2.0**it)),
    ("expm1 special.expm1", "expm1", "aten", numbers.expm1),
    ("log", "Log", "", numbers.log),
    ("log2", "log2", "aten", numbers.log2),
    ("log10", "log10", "aten", numbers.log10),
    ("log1p special.log1p", "log1p", "aten", numbers.log1p),
    ("sqrt", "Sqrt", "", numbers.sqrt),
    ("rsqrt", "rsqrt", "aten", numbers.rsqrt),
    ("reciprocal", "Reciprocal", "", lambda it: numbers.true_divide(1.0, it)),
    ("sin", "Sin", "", _total(math.sin, cmath.sin)),
    ("cos", "Cos", "", _total(math.cos, cmath.cos)),
    ("tan", "Tan", "", _total(math.tan, cmath.tan)),
    ("sinh", "Sinh", "", _total(math.sinh, cmath.sinh)),
    ("cosh", "Cosh", "", _total(math.cosh, cmath.cosh)),
    ("tanh", "Tanh", "", _total(math.tanh, cmath.tanh)),
    ("asin arcsin", "Asin", "", _total(math.asin, cmath.asin)),
    ("acos arccos", "Acos", "", _total(math.acos, cmath.acos)),
    ("atan arctan", "Atan", "", _total(math.atan, cmath.atan)),
    ("asinh arcsinh", "Asinh", "", _total(math.asinh, cmath.asinh)),
    ("acosh arccosh", "Acosh", "", _total(math.acosh, cmath.acosh)),
    ("atanh arctanh", "Atanh", "", None),
    ("sigmoid special.expit", "Sigmoid", "", numbers.sigmoid),
    ("erf special.erf", "Erf", "", _total(math.erf)),
    ("erfc special.erfc", "erfc", "aten", _total(math.erfc)),
    ("erfinv special.erfinv", "erfinv", "aten", None),
    ("lgamma special.gammaln", "lgamma", "aten", None),
    ("digamma special.digamma special.psi", "digamma", "aten", None),
    ("i0 special.i0", "i0", "aten", None),
    ("sinc special.sinc", "sinc", "aten", None),
    ("special.i0e", "special_i0e", "aten", None),
    ("special.i1", "special_i1", "aten", None),
    ("special.i1e", "special_i1e", "aten", None),
    ("special.ndtr", "special_ndtr", "aten", None),
    ("special.ndtri", "special_ndtri", "aten", None),
    ("special.log_ndtr", "special_log_ndtr", "aten", None),
    ("special.entr", "special_entr", "aten", None),
    ("special.erfcx", "special_erfcx", "aten", None),
    ("special.bessel_j0", "special_bessel_j0", "aten", None),
    ("special.bessel_j1", "special_bessel_j1", "aten", None),
    ("deg2rad", "deg2rad", "aten", math.radians),
    ("rad2deg", "rad2deg", "aten", math.degrees),
):
    _float_function(_names, _op, _domain, _evaluate)

for _names, _op, _domain, _evaluate in (
    ("positive", "Identity", "", lambda it: it),
    ("sgn", "Sign", "", numbers.sign),
):
    _same_function(_names, _op, _domain, _evaluate)


@function
@method
@inplace
def relu(input: Tensor) -> Tensor:
    tensor_argument(input, "relu")
    if input.dtype is dtypes.bool:
        raise RuntimeError("Boolean inputs not supported for relu")
    if input.dtype.is_complex:
        raise NotImplementedError("clamp is not supported for complex types")
    return unary("Relu", input, lambda it: it if it > 0 or it != it else 0)


@function
@method
@inplace
def frac(input: Tensor, *, out: Any = None) -> Tensor:
    if not input.dtype.is_floating_point:
        raise not_implemented("frac_cpu", input.dtype)
    return into(out, unary("frac", input, lambda it: it - numbers.trunc(it), None, None, "aten"))


def _rounding(names: str, op: str, domain: str, evaluate: Any, kernel: str) -> None:
    """Rounding leaves integers as they are."""
    name = names.split()[0]

    def call(input: Tensor, *, out: Any = None) -> Tensor:
        tensor_argument(input, name)
        if input.dtype.is_complex:
            raise NotImplementedError(f"{op.lower()} is not supported for complex inputs")
        if input.dtype is dtypes.bool:
            raise not_implemented(kernel, input.dtype)
        known = evaluate if input.dtype.is_floating_point else _same_number
        return into(out, unary(op, input, known, None, None, domain))

    _register(names, call)


def _same_number(value: Any) -> Any:
    return value


_rounding("floor", "Floor", "", numbers.floor, "floor_vml_cpu")
_rounding("ceil", "Ceil", "", numbers.ceil, "ceil_vml_cpu")
_rounding("trunc fix", "trunc", "aten", numbers.trunc, "trunc_vml_cpu")


@function("round", "special.round")
@method("round")
@inplace("round")
def round_(input: Tensor, *, decimals: int = 0, out: Any = None) -> Tensor:
    tensor_argument(input, "round")
    if input.dtype is dtypes.bool or input.dtype.is_complex:
        raise not_implemented("round_vml_cpu", input.dtype)
    if decimals:
        return into(out, unary("round", input, None, None, {"decimals": decimals}, "aten"))
    known = numbers.round_even if input.dtype.is_floating_point else _same_number
    return into(out, unary("Round", input, known))


@function("abs", "absolute")
@method("abs", "absolute", "__abs__")
@inplace("abs", "absolute")
def abs_(input: Tensor, *, out: Any = None) -> Tensor:
    tensor_argument(input, "abs")
    if input.dtype is dtypes.bool:
        raise not_implemented("abs_cpu", input.dtype)
    return into(out, unary("Abs", input, abs, input.dtype.to_real()))


@function("neg", "negative")
@method("neg", "negative", "__neg__")
@inplace("neg", "negative")
def neg(input: Tensor, *, out: Any = None) -> Tensor:
    tensor_argument(input, "neg")
    if input.dtype is dtypes.bool:
        raise RuntimeError(
            "Negation, the `-` operator, on a bool tensor is not supported. If you are trying to invert a "
            "mask, use the "
            "`~` or `logical_not()` operator instead."
        )
    return into(out, unary("Neg", input, python.neg))


@function
@method
@inplace
def sign(input: Tensor, *, out: Any = None) -> Tensor:
    tensor_argument(input, "sign")
    if input.dtype.is_complex:
        raise NotImplementedError(
            "Unlike NumPy, torch.sign is not intended to support complex numbers. Please use torch.sgn "
            "instead."
        )
    return into(out, unary("Sign", input, numbers.sign))


@function
@method("__pos__")
def positive(input: Tensor) -> Tensor:
    if input.dtype is dtypes.bool:
        raise RuntimeError("The `+` operator, on a bool tensor is not supported.")
    return input


@function
@method
@inplace
def square(input: Tensor, *, out: Any = None) -> Tensor:
    kind = dtypes.int64 if input.dtype is dtypes.bool else input.dtype
    return into(out, unary("Pow", input, lambda it: it * it, kind, None, "", [scalar(2, kind)]))


@function("logit", "special.logit")
@method
@inplace
def logit(input: Tensor, eps: Any = None, *, out: Any = None) -> Tensor:
    attributes = None if eps is None else {"eps": float(eps)}
    if input.dtype.is_complex:
        raise not_implemented("logit_cpu", input.dtype)
    return into(out, unary("logit", input, None, float_type(input.dtype), attributes, "aten"))


@function("nan_to_num")
@method
@inplace
def nan_to_num(
    input: Tensor, nan: Any = None, posinf: Any = None, neginf: Any = None, *, out: Any = None
) -> Tensor:
    attributes = {
        key: float(it) for key, it in (("nan", nan), ("posinf", posinf), ("neginf", neginf)) if it is not None
    }
    known = input._values
    is_plain = known is not None and all(not isinstance(it, complex) and math.isfinite(it) for it in known)
    return into(out, unary("nan_to_num", input, _same_number if is_plain else None, None, attributes, "aten"))


@function("mvlgamma", "special.multigammaln")
@method
@inplace
def mvlgamma(input: Tensor, p: int) -> Tensor:
    return unary("mvlgamma", input, None, float_type(input.dtype), {"p": p}, "aten")


@function("polygamma", "special.polygamma")
def polygamma(n: int, input: Tensor, *, out: Any = None) -> Tensor:
    return into(out, unary("polygamma", input, None, float_type(input.dtype), {"n": n}, "aten"))


@method("polygamma")
def _polygamma_method(self: Tensor, n: int) -> Tensor:
    return polygamma(n, self)


_NO_COMPLEX = {
    "isposinf": "isposinf does not support complex inputs.", "isneginf": "isneginf does not support complex inputs.",
    "signbit": "signbit is not implemented for complex tensors.",
}  # fmt: skip


def _predicate(name: str, op: str, domain: str, evaluate: Any) -> None:
    def call(input: Tensor, *, out: Any = None) -> Tensor:
        tensor_argument(input, name)
        if input.dtype.is_complex and name in _NO_COMPLEX:
            raise (NotImplementedError if name == "signbit" else RuntimeError)(_NO_COMPLEX[name])
        return into(out, unary(op, input, evaluate, dtypes.bool, None, domain))

    call.__name__ = name
    function(name)(call)
    method(name)(call)


_predicate("isnan", "IsNaN", "", lambda it: it != it)
_predicate("isinf", "IsInf", "", cmath.isinf)
_predicate("isfinite", "isfinite", "aten", cmath.isfinite)
_predicate("isposinf", "IsInf", "", lambda it: it == math.inf)
_predicate("isneginf", "IsInf", "", lambda it: it == -math.inf)
_predicate("isreal", "isreal", "aten", lambda it: not isinstance(it, complex) or it.imag == 0)
_predicate("signbit", "signbit", "aten", lambda it: math.copysign(1.0, it) < 0)
