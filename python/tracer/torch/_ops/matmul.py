"""Products of matrices and vectors, with torch's texts for what does not fit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .._core import dtype as dtypes
from .._core.emit import emit, into
from .._core.pointwise import not_implemented
from .._core.registry import function, method
from .._core.shapes import broadcast_shapes, shown, volume
from .._core.size import Size
from .._core.state import state
from .._core.tensor import Tensor
from .._core.values import LIMIT

# Names of C++ types in the texts of matrix products.
_CPP = {
    "float32": "float", "float64": "double", "float16": "c10::Half", "bfloat16": "c10::BFloat16", "int64": "long int",
    "int32": "int", "int16": "short int", "int8": "signed char", "uint8": "unsigned char", "bool": "bool",
    "complex64": "c10::complex<float>", "complex128": "c10::complex<double>",
}  # fmt: skip


def cpp(kind: dtypes.dtype) -> str:
    return _CPP.get(kind._name, kind._name)


def same_types(one: Tensor, other: Tensor) -> None:
    """Products do not promote; autocast would, so what it may change is let through."""
    if one.dtype is other.dtype or state.is_autocast:
        return
    raise RuntimeError(
        f"expected m1 and m2 to have the same dtype, but got: {cpp(one.dtype)} != {cpp(other.dtype)}"
    )


def refuse_bool(kernel: str, *operands: Tensor) -> None:
    for it in operands:
        if it.dtype is dtypes.bool and it.numel():
            raise not_implemented(kernel, it.dtype)


def product(one: Tensor, other: Tensor, shape: Sequence[int]) -> Tensor:
    """A MatMul node of operands that are known to fit."""
    values = _multiplied(one, other, Size(shape))
    return emit("MatMul", [one, other], [(shape, one.dtype)], None, "", [values])


def _multiplied(one: Tensor, other: Tensor, shape: Size) -> list[Any] | None:
    """Exact values, for products of small constants of two dimensions at most."""
    a, b = one._values, other._values
    if a is None or b is None or len(one.shape) > 2 or len(other.shape) > 2 or one.dtype.is_complex:
        return None
    inner = one.shape[-1]
    if volume(shape) * max(inner, 1) > LIMIT:
        return None
    columns = other.shape[1] if len(other.shape) == 2 else 1
    rows = one.shape[0] if len(one.shape) == 2 else 1
    return [
        sum(a[row * inner + at] * b[at * columns + column] for at in range(inner))
        for row in range(rows)
        for column in range(columns)
    ]


@function("matmul", "linalg.matmul")
@method("matmul", "__matmul__")
def matmul(input: Tensor, other: Tensor, *, out: Any = None) -> Tensor:
    if not isinstance(other, Tensor):
        raise TypeError(f"matmul(): argument 'other' (position 2) must be Tensor, not {type(other).__name__}")
    a, b = len(input.shape), len(other.shape)
    if a == 0 or b == 0:
        raise RuntimeError(f"both arguments to matmul need to be at least 1D, but they are {a}D and {b}D")
    if a == 1 and b == 1:
        return into(out, dot(input, other))
    if a == 2 and b == 1:
        return into(out, mv(input, other))
    if a == 1 and b == 2:
        return into(out, _vector_by_matrix(input, other))
    if a == 2 and b == 2:
        return into(out, mm(input, other))
    return into(out, _batched(input, other))


@method("__rmatmul__")
def _reflected(self: Tensor, other: Tensor) -> Tensor:
    return matmul(other, self)


@method("__imatmul__")
def _assigned(self: Tensor, other: Tensor) -> Tensor:
    return self._become(matmul(self, other))


def _vector_by_matrix(input: Tensor, other: Tensor) -> Tensor:
    if input.shape[0] != other.shape[0]:
        raise RuntimeError(
            f"mat1 and mat2 shapes cannot be multiplied (1x{input.shape[0]} and "
            f"{other.shape[0]}x{other.shape[1]})"
        )
    same_types(input, other)
    return product(input, other, other.shape[1:])


def _batched(input: Tensor, other: Tensor) -> Tensor:
    """At least one of three dimensions or more. torch folds where it can, and its texts follow what it folded to."""
    a, b = input.shape, other.shape
    left = a if len(a) > 1 else Size([1, *a])
    right = b if len(b) > 1 else Size([*b, 1])
    fits = left[-1] == right[-2]
    if not fits:
        raise RuntimeError(
            _misfit(a, b, left, right) if _is_folded(input, other) else _batch_misfit(left, right)
        )
    batch = broadcast_shapes(left[:-2], right[:-2])
    same_types_batched(input, other)
    shape = [*batch, *([left[-2]] if len(a) > 1 else []), *([right[-1]] if len(b) > 1 else [])]
    return product(input, other, shape)


def _misfit(a: Size, b: Size, left: Size, right: Size) -> str:
    if len(b) <= 2:
        rows = volume(left[:-1])
        if len(b) == 1:
            return f"size mismatch, got input ({rows}), mat ({rows}x{left[-1]}), vec ({b[0]})"
        return f"mat1 and mat2 shapes cannot be multiplied ({rows}x{left[-1]} and {right[-2]}x{right[-1]})"
    if len(a) <= 2:
        # The product is computed transposed, over all matrices of the second operand at once.
        rows = volume(right[:-2]) * right[-1]
        if len(a) == 1:
            return f"size mismatch, got input ({rows}), mat ({rows}x{right[-2]}), vec ({a[0]})"
        return f"mat1 and mat2 shapes cannot be multiplied ({rows}x{right[-2]} and {left[-1]}x{left[-2]})"
    return _batch_misfit(left, right)


def _batch_misfit(left: Size, right: Size) -> str:
    batch = volume(broadcast_shapes(left[:-2], right[:-2]))
    return (
        "Expected size for first two dimensions of batch2 tensor to be: "
        f"[{batch}, {left[-1]}] but got: [{batch}, {right[-2]}]."
    )


def _is_folded(one: Tensor, other: Tensor) -> bool:
    """Whether torch turns a product of many matrices by one into a single product: its texts tell which it was."""
    is_first_larger = len(one.shape) >= len(other.shape)
    large, small = (one, other) if is_first_larger else (other, one)
    if len(large.shape) < 3 or len(small.shape) > 2:
        return False
    if small.requires_grad:
        return True
    if len(one.shape) == 2:
        return False
    if not large.numel():
        return True
    shape, steps = list(large.shape), list(large._steps())
    if not is_first_larger:
        shape[-2:], steps[-2:] = shape[:-3:-1], steps[:-3:-1]
    return all(steps[at] == steps[at + 1] * shape[at + 1] for at in range(len(shape) - 2))


def same_types_batched(one: Tensor, other: Tensor) -> None:
    if one.dtype is not other.dtype:
        if _is_folded(one, other):
            return same_types(one, other)
        raise RuntimeError(
            f"expected scalar type {one.dtype._scalar_name} but found {other.dtype._scalar_name}"
        )
    return None


@function
@method
def mm(input: Tensor, mat2: Tensor, *, out: Any = None) -> Tensor:
    a, b = input.shape, mat2.shape
    if len(a) != 2:
        raise RuntimeError("self must be a matrix")
    if len(b) != 2:
        raise RuntimeError("mat2 must be a matrix")
    if a[1] != b[0]:
        raise RuntimeError(f"mat1 and mat2 shapes cannot be multiplied ({a[0]}x{a[1]} and {b[0]}x{b[1]})")
    same_types(input, mat2)
    refuse_bool("addmm_impl_cpu_", input)
    return into(out, product(input, mat2, (a[0], b[1])))


@function
@method
def bmm(input: Tensor, mat2: Tensor, *, out: Any = None) -> Tensor:
    a, b = input.shape, mat2.shape
    for name, shape in (("batch1", a), ("batch2", b)):
        if len(shape) != 3:
            raise RuntimeError(f"{name} must be a 3D tensor")
    if a[0] != b[0] or a[2] != b[1]:
        raise RuntimeError(
            f"Expected size for first two dimensions of batch2 tensor to be: [{a[0]}, {a[2]}] but got: "
            f"[{b[0]}, {b[1]}]."
        )
    if input.dtype is not mat2.dtype:
        raise RuntimeError(
            f"expected scalar type {input.dtype._scalar_name} but found {mat2.dtype._scalar_name}"
        )
    refuse_bool("bmm", input)
    return into(out, product(input, mat2, (a[0], a[1], b[2])))


@function
@method
def mv(input: Tensor, vec: Tensor, *, out: Any = None) -> Tensor:
    a, b = input.shape, vec.shape
    if len(a) != 2 or len(b) != 1:
        raise RuntimeError(f"vector + matrix @ vector expected, got 1, {len(a)}, {len(b)}")
    if a[1] != b[0]:
        raise RuntimeError(f"size mismatch, got input ({a[0]}), mat ({a[0]}x{a[1]}), vec ({b[0]})")
    if input.dtype is not vec.dtype:
        raise RuntimeError(
            f"expected scalar type {input.dtype._scalar_name} but found {vec.dtype._scalar_name}"
        )
    refuse_bool("addmv_impl_cpu", input)
    return into(out, product(input, vec, (a[0],)))


@function("dot", "vdot")
@method("dot", "vdot")
def dot(input: Tensor, tensor: Tensor, *, out: Any = None) -> Tensor:
    a, b = input.shape, tensor.shape
    if len(a) != 1 or len(b) != 1:
        raise RuntimeError(f"1D tensors expected, but got {len(a)}D and {len(b)}D tensors")
    if input.dtype is not tensor.dtype:
        raise RuntimeError(
            "dot : expected both vectors to have same dtype, but found "
            f"{input.dtype._scalar_name} and {tensor.dtype._scalar_name}"
        )
    if a[0] != b[0]:
        raise RuntimeError(
            f"inconsistent tensor size, expected tensor [{a[0]}] and src [{b[0]}] to have the same number "
            "of elements, but "
            f"got {a[0]} and {b[0]} elements respectively"
        )
    refuse_bool("dot", input)
    return into(out, product(input, tensor, ()))


@function
@method
def inner(input: Tensor, other: Tensor, *, out: Any = None) -> Tensor:
    if not input.shape or not other.shape:
        return into(out, input * other)
    if input.shape[-1] != other.shape[-1]:
        raise RuntimeError(
            "inner() the last dimension must match on both input tensors but got shapes "
            f"{shown(input.shape)} and "
            f"{shown(other.shape)}"
        )
    if input.dtype is not other.dtype:
        raise RuntimeError("both inputs should have same dtype")
    shape = [*input.shape[:-1], *other.shape[:-1]]
    return into(out, emit("inner", [input, other], [(shape, input.dtype)], None, "aten"))


@function("outer", "ger")
@method("outer", "ger")
def outer(input: Tensor, vec2: Tensor, *, out: Any = None) -> Tensor:
    for name, it in (("self", input), ("vec2", vec2)):
        if len(it.shape) != 1:
            raise RuntimeError(f"outer: Expected 1-D argument {name}, but got {len(it.shape)}-D")
    return into(out, input.unsqueeze(1) * vec2)
