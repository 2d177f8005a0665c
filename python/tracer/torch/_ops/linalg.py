"""torch.linalg and the older names of the same: norms, solvers and decompositions, by shape."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .._core import dtype as dtypes
from .._core.emit import emit, into, loosened
from .._core.pointwise import tensor_argument
from .._core.registry import function, method
from .._core.shapes import broadcast_shapes, reduced, wrap_all
from .._core.tensor import Tensor
from . import _results as results
from .reductions import vector_norm_of


def _matrix(name: str, A: Tensor, is_square: bool = False) -> None:
    tensor_argument(A, name)
    if len(A.shape) < 2:
        raise RuntimeError(f"{name}: The input tensor A must have at least 2 dimensions.")
    if is_square and A.shape[-1] != A.shape[-2]:
        raise RuntimeError(
            f"{name}: A must be batches of square matrices, but they are {A.shape[-2]} by {A.shape[-1]} "
            "matrices"
        )
    if A.dtype._category < dtypes.FLOAT:
        raise RuntimeError(
            f"{name}: Expected a floating point or complex tensor as input. Got {A.dtype._scalar_name}"
        )


def _aten(name: str, inputs: Sequence[Any], outputs: Sequence[Any], attributes: Any = None) -> Any:
    return loosened(emit(name.replace(".", "_"), list(inputs), outputs, attributes, "aten"))


@function("linalg.norm")
def norm(
    A: Tensor, ord: Any = None, dim: Any = None, keepdim: bool = False, *, out: Any = None, dtype: Any = None
) -> Tensor:
    kind = dtypes.from_any(dtype) or A.dtype
    is_matrix = ord is not None and (
        isinstance(dim, (tuple, list)) and len(dim) == 2 or dim is None and len(A.shape) == 2
    )
    if dim is None and ord is not None and len(A.shape) not in (1, 2):
        raise RuntimeError(
            "linalg.norm: If dim is not specified but ord is, the input must be 1D or 2D. Got "
            f"{len(A.shape)}D."
        )
    if is_matrix:
        return into(out, matrix_norm(A, ord, (-2, -1) if dim is None else dim, keepdim, dtype=dtype))
    if kind._category < dtypes.FLOAT:
        raise RuntimeError(
            "linalg.vector_norm: Expected a floating point or complex tensor as input. Got "
            f"{kind._scalar_name}"
        )
    return into(out, vector_norm_of(A, 2 if ord is None else ord, (dim, keepdim), kind))


@function("linalg.matrix_norm")
def matrix_norm(
    A: Tensor,
    ord: Any = "fro",
    dim: Any = (-2, -1),
    keepdim: bool = False,
    *,
    dtype: Any = None,
    out: Any = None,
) -> Tensor:
    kind = (dtypes.from_any(dtype) or A.dtype).to_real()
    if len(A.shape) < 2:
        raise RuntimeError("linalg.matrix_norm: The input tensor A must have at least 2 dimensions.")
    axes = wrap_all(dim, len(A.shape))
    attributes = {"dim": axes, "ord": str(ord), "keepdim": int(keepdim)}
    return into(out, _aten("linalg_matrix_norm", [A], [(reduced(A.shape, axes, keepdim), kind)], attributes))


def _square_to_same(names: str) -> None:
    """Functions of square matrices that give a matrix of the same shape."""
    last = names.split()[0]

    def call(A: Tensor, *args: Any, out: Any = None, **rest: Any) -> Tensor:
        _matrix(last, A, True)
        return into(out, _aten(last, [A], [(A.shape, A.dtype)]))

    call.__name__ = last.rpartition(".")[2]
    for name in names.split():
        function(name)(call)
        if "." not in name:
            method(name)(call)


_square_to_same("linalg.inv inverse")
_square_to_same("linalg.matrix_exp matrix_exp")
_square_to_same("linalg.cholesky cholesky")
_square_to_same("linalg.matrix_power matrix_power")
_square_to_same("cholesky_inverse")


@function("linalg.pinv", "pinverse")
@method("pinverse")
def pinv(A: Tensor, *args: Any, out: Any = None, **rest: Any) -> Tensor:
    _matrix("linalg.pinv", A)
    return into(out, _aten("linalg_pinv", [A], [([*A.shape[:-2], A.shape[-1], A.shape[-2]], A.dtype)]))


@function("linalg.det", "det")
@method("det")
def det(A: Tensor, *, out: Any = None) -> Tensor:
    _matrix("linalg.det", A, True)
    return into(out, _aten("linalg_det", [A], [(A.shape[:-2], A.dtype)]))


@function("logdet")
@method("logdet")
def logdet(A: Tensor) -> Tensor:
    _matrix("logdet", A, True)
    return _aten("logdet", [A], [(A.shape[:-2], A.dtype)])


@function("linalg.slogdet", "slogdet")
@method("slogdet")
def slogdet(A: Tensor, *, out: Any = None) -> Any:
    _matrix("linalg.slogdet", A, True)
    return results.slogdet(
        *_aten("linalg_slogdet", [A], [(A.shape[:-2], A.dtype), (A.shape[:-2], A.dtype.to_real())])
    )


@function("linalg.svd")
def svd(A: Tensor, full_matrices: bool = True, *, driver: Any = None, out: Any = None) -> Any:
    _matrix("linalg.svd", A)
    batch, (rows, columns) = list(A.shape[:-2]), A.shape[-2:]
    least = min(rows, columns)
    u = [*batch, rows, rows if full_matrices else least]
    v = [*batch, columns if full_matrices else least, columns]
    outputs = [(u, A.dtype), ([*batch, least], A.dtype.to_real()), (v, A.dtype)]
    return results.svd(*_aten("linalg_svd", [A], outputs, {"full_matrices": int(full_matrices)}))


@function("svd")
@method("svd")
def old_svd(input: Tensor, some: bool = True, compute_uv: bool = True, *, out: Any = None) -> Any:
    u, s, vh = svd(input, not some)
    return results.old_svd(u, s, vh.mH)


@function("svd_lowrank", "pca_lowrank")
def svd_lowrank(A: Tensor, q: Any = 6, *rest: Any, **named: Any) -> tuple[Tensor, Tensor, Tensor]:
    batch, (rows, columns) = list(A.shape[:-2]), A.shape[-2:]
    rank = min(q or 6, rows, columns)
    outputs = [([*batch, rows, rank], A.dtype), ([*batch, rank], A.dtype), ([*batch, columns, rank], A.dtype)]
    return _aten("svd_lowrank", [A], outputs)


@function("linalg.svdvals")
def svdvals(A: Tensor, *, driver: Any = None, out: Any = None) -> Tensor:
    _matrix("linalg.svdvals", A)
    return into(out, _aten("linalg_svdvals", [A], [([*A.shape[:-2], min(A.shape[-2:])], A.dtype.to_real())]))


@function("linalg.qr", "qr")
@method("qr")
def qr(A: Tensor, mode: Any = "reduced", *, out: Any = None) -> Any:
    _matrix("linalg.qr", A)
    batch, (rows, columns) = list(A.shape[:-2]), A.shape[-2:]
    inner = rows if mode in ("complete", False) else min(rows, columns)
    q = [0] if mode == "r" else [*batch, rows, inner]
    return results.qr(*_aten("linalg_qr", [A], [(q, A.dtype), ([*batch, inner, columns], A.dtype)]))


@function("linalg.eigh")
def eigh(A: Tensor, UPLO: str = "L", *, out: Any = None) -> Any:
    _matrix("linalg.eigh", A, True)
    return results.eigh(*_aten("linalg_eigh", [A], [(A.shape[:-1], A.dtype.to_real()), (A.shape, A.dtype)]))


@function("linalg.eigvalsh")
def eigvalsh(A: Tensor, UPLO: str = "L", *, out: Any = None) -> Tensor:
    _matrix("linalg.eigvalsh", A, True)
    return into(out, _aten("linalg_eigvalsh", [A], [(A.shape[:-1], A.dtype.to_real())]))


@function("linalg.eig")
def eig(A: Tensor, *, out: Any = None) -> Any:
    _matrix("linalg.eig", A, True)
    kind = A.dtype.to_complex()
    return results.eig(*_aten("linalg_eig", [A], [(A.shape[:-1], kind), (A.shape, kind)]))


@function("linalg.eigvals")
def eigvals(A: Tensor, *, out: Any = None) -> Tensor:
    _matrix("linalg.eigvals", A, True)
    return into(out, _aten("linalg_eigvals", [A], [(A.shape[:-1], A.dtype.to_complex())]))


@function("linalg.solve")
def solve(A: Tensor, B: Tensor, *, left: bool = True, out: Any = None) -> Tensor:
    _matrix("linalg.solve", A, True)
    if A.dtype is not B.dtype:
        raise RuntimeError(
            "linalg.solve: Expected A and B to have the same dtype, but found A of type "
            f"{A.dtype._scalar_name} and B of type {B.dtype._scalar_name} instead"
        )
    is_vector = len(B.shape) == 1 or len(A.shape) - 1 == len(B.shape) and B.shape == A.shape[:-1]
    size = A.shape[-1]
    held = B.shape[-1] if is_vector or not left else B.shape[-2]
    if held != size:
        raise RuntimeError(
            f"linalg.solve: Incompatible shapes of A and B for the equation {'AX = B' if left else 'XA = B'} "
            f"({A.shape[-2]}x{A.shape[-1]} and "
            f"{B.shape[-2] if len(B.shape) > 1 else B.shape[-1]}x{B.shape[-1] if len(B.shape) > 1 else 1})"
        )
    if is_vector:
        shape = [*broadcast_shapes(A.shape[:-2], B.shape[:-1]), size]
    else:
        shape = [*broadcast_shapes(A.shape[:-2], B.shape[:-2]), *B.shape[-2:]]
    return into(out, _aten("linalg_solve", [A, B], [(shape, A.dtype)]))


@function("linalg.solve_triangular")
def solve_triangular(
    A: Tensor, B: Tensor, *, upper: bool, left: bool = True, unitriangular: bool = False, out: Any = None
) -> Tensor:
    _matrix("linalg.solve_triangular", A, True)
    shape = [*broadcast_shapes(A.shape[:-2], B.shape[:-2]), *B.shape[-2:]]
    return into(out, _aten("linalg_solve_triangular", [A, B], [(shape, B.dtype)]))


@function("triangular_solve")
@method("triangular_solve")
def triangular_solve(
    b: Tensor, A: Tensor, upper: bool = True, transpose: bool = False, unitriangular: bool = False
) -> Any:
    batch = broadcast_shapes(A.shape[:-2], b.shape[:-2])
    outputs = [([*batch, *b.shape[-2:]], b.dtype), ([*batch, *A.shape[-2:]], A.dtype)]
    return results.triangular_solve(*_aten("triangular_solve", [b, A], outputs))


@function("cholesky_solve")
@method("cholesky_solve")
def cholesky_solve(B: Tensor, L: Tensor, upper: bool = False, *, out: Any = None) -> Tensor:
    shape = [*broadcast_shapes(L.shape[:-2], B.shape[:-2]), *B.shape[-2:]]
    return into(out, _aten("cholesky_solve", [B, L], [(shape, B.dtype)]))


@function("linalg.lstsq")
def lstsq(A: Tensor, B: Tensor, rcond: Any = None, *, driver: Any = None) -> Any:
    batch, (rows, columns) = list(A.shape[:-2]), A.shape[-2:]
    wide = B.shape[-1]
    outputs = [([*batch, columns, wide], A.dtype), ([*batch, wide] if rows > columns else [0], A.dtype)]
    outputs += [(batch, dtypes.int64), ([0], A.dtype)]
    return results.lstsq(*_aten("linalg_lstsq", [A, B], outputs))


@function("linalg.cholesky_ex")
def cholesky_ex(A: Tensor, *, upper: bool = False, check_errors: bool = False) -> Any:
    _matrix("linalg.cholesky_ex", A, True)
    return results.cholesky_ex(
        *_aten("linalg_cholesky_ex", [A], [(A.shape, A.dtype), (A.shape[:-2], dtypes.int32)])
    )


@function("linalg.inv_ex")
def inv_ex(A: Tensor, *, check_errors: bool = False) -> Any:
    _matrix("linalg.inv_ex", A, True)
    return results.inv_ex(*_aten("linalg_inv_ex", [A], [(A.shape, A.dtype), (A.shape[:-2], dtypes.int32)]))


@function("linalg.lu")
def lu(A: Tensor, *, pivot: bool = True) -> Any:
    _matrix("linalg.lu", A)
    batch, (rows, columns) = list(A.shape[:-2]), A.shape[-2:]
    least = min(rows, columns)
    outputs = [
        ([*batch, rows, rows], A.dtype),
        ([*batch, rows, least], A.dtype),
        ([*batch, least, columns], A.dtype),
    ]
    return results.lu(*_aten("linalg_lu", [A], outputs))


@function("linalg.lu_factor", "lu")
def lu_factor(A: Tensor, *, pivot: bool = True) -> Any:
    _matrix("linalg.lu_factor", A)
    pivots = [*A.shape[:-2], min(A.shape[-2:])]
    return results.lu_factor(*_aten("linalg_lu_factor", [A], [(A.shape, A.dtype), (pivots, dtypes.int32)]))


@function("linalg.matrix_rank")
def matrix_rank(A: Tensor, *args: Any, **rest: Any) -> Tensor:
    _matrix("linalg.matrix_rank", A)
    return _aten("linalg_matrix_rank", [A], [(A.shape[:-2], dtypes.int64)])


@function("linalg.cond")
def cond(A: Tensor, p: Any = None, *, out: Any = None) -> Tensor:
    _matrix("linalg.cond", A)
    return into(out, _aten("linalg_cond", [A], [(A.shape[:-2], A.dtype.to_real())]))


@function("linalg.householder_product", "orgqr")
def householder_product(A: Tensor, tau: Tensor, *, out: Any = None) -> Tensor:
    return into(out, _aten("linalg_householder_product", [A, tau], [(A.shape, A.dtype)]))


@function("linalg.vander", "vander")
def vander(x: Tensor, N: Any = None, increasing: bool = False) -> Tensor:
    return _aten("linalg_vander", [x], [([*x.shape, x.shape[-1] if N is None else N], x.dtype)])


@function("cov")
@method("cov")
def cov(input: Tensor, *, correction: int = 1, fweights: Any = None, aweights: Any = None) -> Tensor:
    if len(input.shape) > 2:
        raise RuntimeError(
            f"cov(): expected input to have two or fewer dimensions but got an input with {input.dim()} "
            "dimensions"
        )
    return _aten("cov", [input], [(_square_of_rows(input), input.dtype)])


def _square_of_rows(input: Tensor) -> list[int]:
    """One row, or a vector, gives a single number."""
    rows = input.shape[0] if len(input.shape) == 2 else 1
    return [] if rows == 1 else [rows, rows]


@function("corrcoef")
@method("corrcoef")
def corrcoef(input: Tensor) -> Tensor:
    if len(input.shape) > 2:
        raise RuntimeError(
            "corrcoef(): expected input to have two or fewer dimensions but got an input with "
            f"{input.dim()} dimensions"
        )
    return _aten("corrcoef", [input], [(_square_of_rows(input), input.dtype)])
