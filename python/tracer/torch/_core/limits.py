"""torch.finfo and torch.iinfo: the ranges of the dtypes."""

from __future__ import annotations

from typing import Any

from . import dtype as dtypes
from .state import state

# bits of the mantissa, and the smallest and largest exponent of normal numbers (IEEE 754; bfloat16 and the 8-bit
# formats as the OCP and Google papers define them).
_FLOATS = {
    "float64": (52, -1022, 1023), "float32": (23, -126, 127), "float16": (10, -14, 15), "bfloat16": (7, -126, 127),
    "float8_e5m2": (2, -14, 15),
}  # fmt: skip


class finfo:
    """Limits of a floating point dtype; of a complex one, those of its parts."""

    def __init__(self, type: Any = None) -> None:
        kind = (type or state.default_dtype).to_real()
        if not kind.is_floating_point:
            raise TypeError(
                f"torch.finfo() requires a floating point input type. Use torch.iinfo to handle '{kind}'"
            )
        self.dtype = kind._name
        self.bits = kind.itemsize * 8
        if kind._name == "float8_e4m3fn":
            self.eps, self.max, self.tiny = 0.125, 448.0, 0.015625
        else:
            mantissa, lowest, highest = _FLOATS.get(kind._name, (2, -14, 15))
            self.eps = 2.0**-mantissa
            self.max = (2.0 - 2.0**-mantissa) * 2.0**highest
            self.tiny = 2.0**lowest
        self.min = -self.max
        self.smallest_normal = self.tiny
        self.resolution = {"float64": 1e-15, "float32": 1e-06, "float16": 0.001, "bfloat16": 0.01}.get(
            kind._name, 1.0
        )

    def __repr__(self) -> str:
        return (
            f"finfo(resolution={self.resolution:g}, min={self.min:g}, max={self.max:g}, eps={self.eps:g}, "
            f"smallest_normal={self.tiny:g}, tiny={self.tiny:g}, dtype={self.dtype})"
        )


class iinfo:
    """Limits of an integer dtype."""

    def __init__(self, type: Any) -> None:
        if type is dtypes.bool:
            raise TypeError("torch.bool is not supported by torch.iinfo")
        if type._category != dtypes.INTEGER:
            raise TypeError(
                f"torch.iinfo() requires an integer input type. Use torch.finfo to handle '{type}'"
            )
        self.dtype = type._name
        self.bits = type.itemsize * 8
        self.max = 2 ** (self.bits - 1) - 1 if type.is_signed else 2**self.bits - 1
        self.min = -(2 ** (self.bits - 1)) if type.is_signed else 0

    def __repr__(self) -> str:
        return f"iinfo(min={self.min}, max={self.max}, dtype={self.dtype})"


finfo.__module__ = iinfo.__module__ = "torch"
