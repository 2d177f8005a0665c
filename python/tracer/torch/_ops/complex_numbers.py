"""Complex tensors and their parts."""

from __future__ import annotations

import cmath
from typing import Any

from .._core import dtype as dtypes
from .._core.emit import emit, into, loosened
from .._core.pointwise import unary
from .._core.promotion import float_type
from .._core.registry import function, inplace, method
from .._core.tensor import Tensor, alias


@function("view_as_real")
@method("view_as_real")
def view_as_real(input: Tensor) -> Tensor:
    if not input.dtype.is_complex:
        raise RuntimeError("view_as_real is only supported for complex tensors")
    known = input._values
    values = None if known is None else [part for it in known for part in (it.real, it.imag)]
    return emit("view_as_real", [input], [([*input.shape, 2], input.dtype.to_real())], None, "aten", [values])


@function("view_as_complex")
@method("view_as_complex")
def view_as_complex(input: Tensor) -> Tensor:
    if input.dtype not in (dtypes.float16, dtypes.float32, dtypes.float64):
        raise RuntimeError(
            "view_as_complex is only supported for half, float and double tensors, but got a tensor of scalar type: "
            + input.dtype._scalar_name
        )
    if not input.shape:
        raise RuntimeError("Input tensor must have one or more dimensions")
    if input.shape[-1] != 2:
        raise RuntimeError("Tensor must have a last dimension of size 2")
    known = input._values
    values = None if known is None else [complex(a, b) for a, b in zip(known[0::2], known[1::2])]
    return emit(
        "view_as_complex", [input], [(input.shape[:-1], input.dtype.to_complex())], None, "aten", [values]
    )


@function
def real(input: Tensor) -> Tensor:
    if not input.dtype.is_complex:
        return input
    return loosened(unary("real", input, lambda it: it.real, input.dtype.to_real(), None, "aten"))


@function
def imag(input: Tensor) -> Tensor:
    if not input.dtype.is_complex:
        raise RuntimeError("imag is not implemented for tensors with non-complex dtypes.")
    return loosened(unary("imag", input, lambda it: it.imag, input.dtype.to_real(), None, "aten"))


method("real")(property(real, lambda self, value: real(self)._become(value)))
method("imag")(property(imag, lambda self, value: imag(self)._become(value)))


@function("conj", "conj_physical")
@method("conj", "conj_physical")
@inplace("conj_physical")
def conj(input: Tensor, *, out: Any = None) -> Tensor:
    if not input.dtype.is_complex:
        return alias(input)
    return into(out, unary("conj", input, lambda it: it.conjugate(), None, None, "aten"))


@function
@method
def angle(input: Tensor, *, out: Any = None) -> Tensor:
    kind = float_type(input.dtype).to_real()
    return into(out, unary("angle", input, lambda it: cmath.phase(it), kind, None, "aten"))
