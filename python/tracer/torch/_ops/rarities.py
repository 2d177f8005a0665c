"""What is asked for now and then: symbolic numbers, copies of views, native forms, and decompositions of old."""

from __future__ import annotations

import math
from typing import Any

from .._core import dtype as dtypes
from .._core.emit import emit, loosened
from .._core.enums import contiguous_format
from .._core.pointwise import unary
from .._core.promotion import float_type
from .._core.registry import FUNCTIONS, METHODS, function, inplace, method
from .._core.tensor import Tensor
from . import _results as results


def _number_class(name: str) -> type:
    """torch.SymInt and its kin: code asks isinstance(size, torch.SymInt), and no size here ever is."""
    made = type(name, (), {"__module__": "torch"})
    FUNCTIONS[name] = made
    return made


for _name in (
    "SymInt", "SymFloat", "SymBool", "FloatStorage", "DoubleStorage", "HalfStorage", "BFloat16Storage", "LongStorage",
    "IntStorage", "ShortStorage", "CharStorage", "ByteStorage", "BoolStorage", "ScriptObject", "Stream", "Event",
    "ScriptFunction", "StreamObjType", "DispatchKey", "DispatchKeySet",
):  # fmt: skip
    _number_class(_name)

function("sym_int")(int)
function("sym_float")(float)
function("sym_max")(max)
function("sym_min")(min)
function("sym_not")(lambda it: not it)
function("sym_sqrt")(math.sqrt)
function("sym_sum")(sum)
function("sym_ite")(lambda condition, yes, no: yes if condition else no)
function("compiled_with_cxx11_abi")(lambda: True)


class _Nothing:
    """A context without an effect."""

    def __init__(self, *args: Any) -> None:
        pass

    def __enter__(self) -> Any:
        return self

    def __exit__(self, *error: Any) -> None:
        return None


function("DisableTorchFunction", "DisableTorchFunctionSubclass")(_Nothing)


def _copies() -> None:
    """permute_copy and its like: the view, copied."""
    views = (
        "permute transpose view_as_real view_as_complex unsqueeze squeeze diagonal as_strided detach t "
        "expand select unfold "
        "view alias"
    )
    for name in views.split():
        _copy_of(name)


def _copy_of(name: str) -> None:
    def call(input: Tensor, *args: Any, **kwargs: Any) -> Tensor:
        made = input if name == "alias" else getattr(input, name)(*args, **kwargs)
        return made.clone(memory_format=contiguous_format)

    call.__name__ = f"{name}_copy"
    function(call.__name__)(call)


_copies()
function("unsafe_split")(FUNCTIONS["split"])
method("unsafe_split")(FUNCTIONS["split"])
function("unsafe_split_with_sizes")(FUNCTIONS["split_with_sizes"])
method("unsafe_split_with_sizes")(FUNCTIONS["split_with_sizes"])


@method
def as_strided_(self: Tensor, size: Any, stride: Any, storage_offset: Any = None) -> Tensor:
    return self._take(FUNCTIONS["as_strided"](self, size, stride, storage_offset))


FUNCTIONS["as_strided_"] = as_strided_
FUNCTIONS["resize_as_"] = METHODS["resize_as_"]
inplace("renorm")(METHODS["renorm"])


@function
def frobenius_norm(input: Tensor, dim: Any = None, keepdim: bool = False) -> Tensor:
    return FUNCTIONS["norm"](input, "fro", dim, keepdim)


@function
def nuclear_norm(input: Tensor, dim: Any = (-2, -1), keepdim: bool = False) -> Tensor:
    return FUNCTIONS["norm"](input, "nuc", dim, keepdim)


@function
@method
def frexp(input: Tensor) -> Any:
    return results.frexp(
        *emit("frexp", [input], [(input.shape, input.dtype), (input.shape, dtypes.int32)], None, "aten")
    )


@function
@method
def nonzero_static(input: Tensor, *, size: int, fill_value: int = -1) -> Tensor:
    return emit("nonzero_static", [input], [((size, len(input.shape)), dtypes.int64)], {"size": size}, "aten")


@function
def unravel_index(indices: Tensor, shape: Any) -> tuple[Tensor, ...]:
    found = []
    for size in reversed([int(it) for it in shape]):
        found.append(loosened(indices % size))
        indices = indices // size
    return tuple(reversed(found))


@function
def native_layer_norm(
    input: Tensor, normalized_shape: Any, weight: Any, bias: Any, eps: float
) -> tuple[Tensor, ...]:
    rest = [*input.shape[: len(input.shape) - len(normalized_shape)], *(1 for _ in normalized_shape)]
    outputs = [(input.shape, input.dtype), (rest, input.dtype), (rest, input.dtype)]
    attributes = {"axis": len(input.shape) - len(normalized_shape), "epsilon": float(eps)}
    return emit("LayerNormalization", [input, weight, bias], outputs, attributes)


@function("lu_solve", "linalg.lu_solve")
def lu_solve(*operands: Tensor, left: bool = True, adjoint: bool = False) -> Tensor:
    """torch.lu_solve(b, LU, pivots), torch.linalg.lu_solve(LU, pivots, B): the result is shaped as the right side."""
    right = operands[2] if operands[1].dtype is dtypes.int32 else operands[0]
    return loosened(emit("linalg_lu_solve", list(operands), [(right.shape, right.dtype)], None, "aten"))


@function("lu_unpack")
def lu_unpack(
    LU_data: Tensor, LU_pivots: Tensor, unpack_data: bool = True, unpack_pivots: bool = True
) -> tuple[Tensor, ...]:
    batch, (rows, columns) = list(LU_data.shape[:-2]), LU_data.shape[-2:]
    least, kind = min(rows, columns), LU_data.dtype
    outputs = [([*batch, rows, rows], kind), ([*batch, rows, least], kind), ([*batch, least, columns], kind)]
    return emit("lu_unpack", [LU_data, LU_pivots], outputs, None, "aten")


@function("linalg.tensorinv")
def tensorinv(A: Tensor, ind: int = 2) -> Tensor:
    return loosened(
        emit("linalg_tensorinv", [A], [([*A.shape[ind:], *A.shape[:ind]], A.dtype)], None, "aten")
    )


@function("linalg.tensorsolve")
def tensorsolve(A: Tensor, B: Tensor, dims: Any = None) -> Tensor:
    return loosened(emit("linalg_tensorsolve", [A, B], [(A.shape[len(B.shape) :], A.dtype)], None, "aten"))


class LinAlgError(RuntimeError):
    pass


function("linalg.LinAlgError")(LinAlgError)


def _special(name: str) -> None:
    def call(input: Tensor, n: Any = None, *, out: Any = None) -> Tensor:
        return unary(
            f"special_{name}",
            input,
            None,
            float_type(input.dtype),
            None,
            "aten",
            [n] if isinstance(n, Tensor) else [],
        )

    call.__name__ = name
    function(f"special.{name}")(call)


for _name in (
    "airy_ai bessel_y0 bessel_y1 chebyshev_polynomial_t chebyshev_polynomial_u chebyshev_polynomial_v "
    "chebyshev_polynomial_w "
    "hermite_polynomial_h hermite_polynomial_he laguerre_polynomial_l legendre_polynomial_p "
    "modified_bessel_i0 "
    "modified_bessel_i1 modified_bessel_k0 modified_bessel_k1 spherical_bessel_j0"
).split():
    _special(_name)


@method("_is_view")
def _is_view(self: Tensor) -> bool:
    return self._base is not None


method("_cdata")(property(lambda self: id(self)))
method("is_mtia")(property(lambda self: False))
method("is_maia")(property(lambda self: False))
method("name")(property(lambda self: None))


@method("record_stream", "_fix_weakref")
def _nothing(self: Tensor, *args: Any) -> None:
    return None


@method("sparse_dim")
def sparse_dim(self: Tensor) -> int:
    return 0


@method("dense_dim")
def dense_dim(self: Tensor) -> int:
    return len(self.shape)


@method("storage_type")
def storage_type(self: Tensor) -> Any:
    return FUNCTIONS["FloatStorage"]


@function
def _shape_as_tensor(input: Tensor) -> Tensor:
    from .._core.nested import tensor

    return tensor(list(input.shape), dtype=dtypes.int64)
