"""Products with a summand, products of several, and what is made of products: addmm, baddbmm, kron, tensordot, cdist."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .._core.emit import emit, into
from .._core.promotion import promote_types
from .._core.registry import function, inplace, method
from .._core.shapes import broadcast_shapes, expandable, shown, volume
from .._core.size import Size
from .._core.tensor import Tensor
from .matmul import cpp, matmul, mm


def _fused(op: str, operands: Sequence[Tensor], shape: Sequence[int], scales: tuple[Any, Any]) -> Tensor:
    bias = operands[0]
    if not expandable(bias.shape, shape):
        raise RuntimeError(_expand_text(bias.shape, shape))
    attributes = {"beta": float(scales[0]), "alpha": float(scales[1])}
    return emit(op, list(operands), [(shape, bias.dtype)], attributes, "aten")


def _expand_text(have: Size, want: Sequence[int]) -> str:
    if len(have) > len(want):
        return (
            f"expand(torch.FloatTensor{{{shown(have)}}}, size={shown(want)}): the number of sizes provided "
            f"({len(want)}) "
            f"must be greater or equal to the number of dimensions in the tensor ({len(have)})"
        )
    for back in range(1, len(have) + 1):
        if have[-back] not in (1, want[-back]):
            return (
                f"The expanded size of the tensor ({want[-back]}) must match the existing size "
                f"({have[-back]}) at "
                f"non-singleton dimension {len(want) - back}.  Target sizes: {shown(want)}.  Tensor sizes: "
                f"{shown(have)}"
            )
    return ""


@function
@method
@inplace
def addmm(
    input: Tensor, mat1: Tensor, mat2: Tensor, *, beta: Any = 1, alpha: Any = 1, out: Any = None
) -> Tensor:
    a, b = mat1.shape, mat2.shape
    for name, shape in (("mat1", a), ("mat2", b)):
        if len(shape) != 2:
            raise RuntimeError(f"{name} must be a matrix, got {len(shape)}-D tensor")
    if a[1] != b[0]:
        raise RuntimeError(f"mat1 and mat2 shapes cannot be multiplied ({a[0]}x{a[1]} and {b[0]}x{b[1]})")
    if mat1.dtype is not mat2.dtype or input.dtype is not mat1.dtype:
        raise RuntimeError("self and mat2 must have the same dtype, but got "
                           f"{input.dtype._scalar_name} and {mat2.dtype._scalar_name}")  # fmt: skip
    return into(out, _fused("addmm", (input, mat1, mat2), (a[0], b[1]), (beta, alpha)))


@function
@method
@inplace
def baddbmm(
    input: Tensor, batch1: Tensor, batch2: Tensor, *, beta: Any = 1, alpha: Any = 1, out: Any = None
) -> Tensor:
    a, b = batch1.shape, batch2.shape
    for name, shape in (("batch1", a), ("batch2", b)):
        if len(shape) != 3:
            raise RuntimeError(f"{name} must be a 3D tensor")
    if a[0] != b[0] or a[2] != b[1]:
        raise RuntimeError(
            f"Expected size for first two dimensions of batch2 tensor to be: [{a[0]}, {a[2]}] but got: "
            f"[{b[0]}, {b[1]}]."
        )
    if not batch1.dtype is batch2.dtype is input.dtype:
        raise RuntimeError(
            f"Input dtypes must be the same, got: input {cpp(input.dtype)}, batch1: {cpp(batch1.dtype)}, "
            "batch2: "
            f"{cpp(batch2.dtype)}"
        )
    return into(out, _fused("baddbmm", (input, batch1, batch2), (a[0], a[1], b[2]), (beta, alpha)))


@function
@method
@inplace
def addbmm(
    input: Tensor, batch1: Tensor, batch2: Tensor, *, beta: Any = 1, alpha: Any = 1, out: Any = None
) -> Tensor:
    a, b = batch1.shape, batch2.shape
    if len(a) != 3 or len(b) != 3:
        raise RuntimeError(f"batch{1 if len(a) != 3 else 2} must be a 3D tensor")
    if a[0] != b[0]:
        raise RuntimeError(f"batch1 and batch2 must have same number of batches, got {a[0]} and {b[0]}")
    if a[2] != b[1]:
        raise RuntimeError(f"Incompatible matrix sizes for bmm ({a[1]}x{a[2]} and {b[1]}x{b[2]})")
    return into(out, _fused("addbmm", (input, batch1, batch2), (a[1], b[2]), (beta, alpha)))


@function
@method
@inplace
def addmv(
    input: Tensor, mat: Tensor, vec: Tensor, *, beta: Any = 1, alpha: Any = 1, out: Any = None
) -> Tensor:
    a, b = mat.shape, vec.shape
    if len(a) != 2 or len(b) != 1:
        raise RuntimeError(f"vector + matrix @ vector expected, got {len(input.shape)}, {len(a)}, {len(b)}")
    if a[1] != b[0]:
        raise RuntimeError(
            f"size mismatch, got input ({input.shape[-1] if input.shape else 1}), mat ({a[0]}x{a[1]}), vec "
            f"({b[0]})"
        )
    return into(out, _fused("addmv", (input, mat, vec), (a[0],), (beta, alpha)))


@function
@method
@inplace
def addr(
    input: Tensor, vec1: Tensor, vec2: Tensor, *, beta: Any = 1, alpha: Any = 1, out: Any = None
) -> Tensor:
    if len(vec1.shape) != 1 or len(vec2.shape) != 1:
        which = "vec1" if len(vec1.shape) != 1 else "vec2"
        raise RuntimeError(
            f"addr: Expected 1-D argument {which}, but got {(vec1 if which == 'vec1' else vec2).dim()}-D"
        )
    return into(out, _fused("addr", (input, vec1, vec2), (vec1.shape[0], vec2.shape[0]), (beta, alpha)))


@function("chain_matmul", "linalg.multi_dot")
def chain_matmul(*matrices: Any, out: Any = None) -> Tensor:
    given = matrices[0] if len(matrices) == 1 and isinstance(matrices[0], (list, tuple)) else matrices
    for place, (one, other) in enumerate(zip(given, given[1:])):
        if len(one.shape) == len(other.shape) == 2 and one.shape[1] != other.shape[0]:
            raise RuntimeError(
                f"multi_dot(): tensors {place} and {place + 1} with shapes {shown(one.shape)} and "
                f"{shown(other.shape)} "
                "cannot be multiplied"
            )
    result = given[0]
    for it in given[1:]:
        result = matmul(result, it)
    return into(out, result)


@function
@method
def kron(input: Tensor, other: Tensor, *, out: Any = None) -> Tensor:
    rank = max(len(input.shape), len(other.shape))
    a = (1,) * (rank - len(input.shape)) + tuple(input.shape)
    b = (1,) * (rank - len(other.shape)) + tuple(other.shape)
    shape = [left * right for left, right in zip(a, b)]
    return into(
        out, emit("kron", [input, other], [(shape, promote_types(input.dtype, other.dtype))], None, "aten")
    )


@function
def tensordot(a: Tensor, b: Tensor, dims: Any = 2, out: Any = None) -> Tensor:
    first, second = _pairs(a, b, dims)
    if len(first) != len(second):
        raise RuntimeError("both dimension lists should have same length")
    for left, right in zip(first, second):
        if a.shape[left] != b.shape[right] and 1 in (a.shape[left], b.shape[right]):
            # One of them is repeated along the other, which comes to a sum over the longer one.
            longer = a if a.shape[left] != 1 else b
            summed = longer.sum(left if longer is a else right, keepdim=True)
            return (
                tensordot(summed, b, (first, second))
                if longer is a
                else tensordot(a, summed, (first, second))
            )
        if a.shape[left] != b.shape[right]:
            raise RuntimeError(
                f"contracted dimensions need to match, but first has size {a.shape[left]} in dim {left} "
                "and second has size "
                f"{b.shape[right]} in dim {right}"
            )
    rest_a = [axis for axis in range(len(a.shape)) if axis not in first]
    rest_b = [axis for axis in range(len(b.shape)) if axis not in second]
    inner = volume(a.shape[axis] for axis in first)
    left = a.permute(*rest_a, *first).reshape(volume(a.shape[axis] for axis in rest_a), inner)
    right = b.permute(*second, *rest_b).reshape(inner, volume(b.shape[axis] for axis in rest_b))
    shape = [*(a.shape[axis] for axis in rest_a), *(b.shape[axis] for axis in rest_b)]
    return into(out, mm(left, right).reshape(shape))


def _pairs(a: Tensor, b: Tensor, dims: Any) -> tuple[list[int], list[int]]:
    from .._core.shapes import wrap

    if isinstance(dims, Tensor):
        dims = dims.tolist()
    if isinstance(dims, int):
        if dims < 0:
            raise RuntimeError(f"tensordot expects dims >= 0, but got dims={dims}")
        if dims > min(len(a.shape), len(b.shape)):
            raise RuntimeError(f"tensordot expects dims < ndim_a or ndim_b, but got dims={dims}")
        return list(range(len(a.shape) - dims, len(a.shape))), list(range(dims))
    first, second = ([it] if isinstance(it, int) else list(it) for it in dims)
    return [wrap(it, len(a.shape)) for it in first], [wrap(it, len(b.shape)) for it in second]


@function
def cdist(x1: Tensor, x2: Tensor, p: float = 2.0, compute_mode: Any = None) -> Tensor:
    a, b = x1.shape, x2.shape
    for name, shape in (("X1", a), ("X2", b)):
        if len(shape) < 2:
            raise RuntimeError(f"cdist only supports at least 2D tensors, {name} got: {len(shape)}D")
    if a[-1] != b[-1]:
        raise RuntimeError(f"X1 and X2 must have the same number of columns. X1: {a[-1]} X2: {b[-1]}")
    shape = [*broadcast_shapes(a[:-2], b[:-2]), a[-2], b[-2]]
    return emit("cdist", [x1, x2], [(shape, x1.dtype)], {"p": float(p)}, "aten")


@function("cross", "linalg.cross")
@method("cross")
def cross(input: Tensor, other: Tensor, dim: Any = None, *, out: Any = None) -> Tensor:
    if len(input.shape) != len(other.shape):
        raise RuntimeError("linalg.cross: inputs must have the same number of dimensions.")
    shape = broadcast_shapes(input.shape, other.shape)
    at = -1 if dim is None else dim
    if input.shape[at] != 3 or other.shape[at] != 3:
        raise RuntimeError(
            f"linalg.cross: inputs dimension {at} must have length 3. Got {input.shape[at]} and "
            f"{other.shape[at]}"
        )
    return into(out, emit("linalg_cross", [input, other], [(shape, input.dtype)], None, "aten"))


@function("linalg.vecdot")
def vecdot(x: Tensor, y: Tensor, *, dim: int = -1, out: Any = None) -> Tensor:
    return into(out, (x * y).sum(dim))
