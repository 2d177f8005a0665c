"""How dtypes combine: dimensioned tensors before 0-d tensors before Python numbers."""

from __future__ import annotations

from typing import Any

from . import dtype as dtypes
from .dtype import BOOL, COMPLEX, FLOAT, INTEGER
from .dtype import dtype as Dtype
from .state import state

_SIGNED = {1: dtypes.int8, 2: dtypes.int16, 4: dtypes.int32, 8: dtypes.int64}
_COMPLEX_OF_REAL_SIZE = {2: dtypes.complex32, 4: dtypes.complex64, 8: dtypes.complex128}
_known: dict[tuple[Dtype, Dtype], Dtype] = {}


def promote_types(type1: Dtype, type2: Dtype) -> Dtype:
    """The smallest dtype that holds both, by torch's lattice."""
    if type1 is type2:
        return type1
    found = _known.get((type1, type2))
    if found is None:
        found = _known[(type1, type2)] = _promoted(type1, type2)
    return found


def _promoted(a: Dtype, b: Dtype) -> Dtype:
    if a._category < b._category:
        a, b = b, a
    if b._category == BOOL or a._category == FLOAT and b._category == INTEGER:
        return a
    if a._category == INTEGER:
        return _integers(a, b)
    if a._category == FLOAT:
        return _floats(a, b)
    if b._category == INTEGER:
        return a
    # bfloat16 has no complex dtype of its own: torch takes complex64.
    size = 4 if b is dtypes.bfloat16 else b.to_real().itemsize
    return _COMPLEX_OF_REAL_SIZE[max(size, a.to_real().itemsize)]


def _integers(a: Dtype, b: Dtype) -> Dtype:
    if a.is_signed == b.is_signed:
        return a if a.itemsize >= b.itemsize else b
    signed, unsigned = (a, b) if a.is_signed else (b, a)
    if unsigned.itemsize > 1:
        raise RuntimeError(f"Promotion for uint16, uint32, uint64 types is not supported, attempted to promote "
                           f"{a._scalar_name} and {b._scalar_name}")  # fmt: skip
    return signed if signed.itemsize > unsigned.itemsize else _SIGNED[unsigned.itemsize * 2]


def _floats(a: Dtype, b: Dtype) -> Dtype:
    if a.itemsize == 1 or b.itemsize == 1:
        raise RuntimeError(
            f"Promotion for Float8 Types is not supported, attempted to promote {a._scalar_name} and "
            f"{b._scalar_name}"
        )
    if a.itemsize != b.itemsize:
        return a if a.itemsize > b.itemsize else b
    return dtypes.float32


def scalar_type(value: Any) -> Dtype:
    """The dtype a Python number counts as in promotion."""
    if isinstance(value, bool):
        return dtypes.bool
    if isinstance(value, int):
        return dtypes.int64
    if isinstance(value, float):
        return state.default_dtype
    if isinstance(value, complex):
        return state.default_dtype.to_complex()
    if hasattr(value, "__index__"):
        return dtypes.int64
    if hasattr(value, "__float__"):
        return state.default_dtype
    raise TypeError(f"unsupported operand type: {type(value).__name__}")


def result_type(*operands: Any) -> Dtype:
    """The dtype of an operator on these tensors and Python numbers."""
    classes: list[Dtype | None] = [None, None, None]
    for it in operands:
        kind = getattr(it, "dtype", None)
        if isinstance(kind, Dtype):
            place = 0 if it.shape else 1
        else:
            kind, place = scalar_type(it), 2
        held = classes[place]
        classes[place] = kind if held is None else promote_types(held, kind)
    return _combined(classes[0], _combined(classes[1], classes[2])) or state.default_dtype


def _combined(higher: Dtype | None, lower: Dtype | None) -> Dtype | None:
    if higher is None or lower is None:
        return higher or lower
    if higher._category == COMPLEX:
        return higher
    if higher._category == FLOAT:
        return higher.to_complex() if lower._category == COMPLEX else higher
    if higher._category == BOOL or lower._category >= FLOAT:
        return promote_types(higher, lower)
    return higher


def can_cast(from_: Dtype, to: Dtype) -> bool:
    """Whether an operator's result may be written to a tensor of dtype `to`: never to a lesser kind of number."""
    return from_._category <= to._category


def float_type(kind: Dtype) -> Dtype:
    """The dtype of functions whose result is never an integer, such as exp and mean."""
    return kind if kind._category >= FLOAT else state.default_dtype
