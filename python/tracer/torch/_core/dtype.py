"""torch.dtype: what one element is. Names are ONNX's too, so that a trace needs no second table."""

from __future__ import annotations

from typing import Any

BOOL, INTEGER, FLOAT, COMPLEX = 0, 1, 2, 3

# Names that messages of torch use for a dtype ("expected scalar type Float but found Half").
_SCALAR_NAMES = {
    "float64": "Double", "float32": "Float", "float16": "Half", "bfloat16": "BFloat16", "int64": "Long",
    "int32": "Int", "int16": "Short", "int8": "Char", "uint8": "Byte", "bool": "Bool", "uint16": "UInt16",
    "uint32": "UInt32", "uint64": "UInt64", "complex32": "ComplexHalf", "complex64": "ComplexFloat",
    "complex128": "ComplexDouble", "float8_e4m3fn": "Float8_e4m3fn", "float8_e5m2": "Float8_e5m2",
}  # fmt: skip


class dtype:
    """One per kind of element; compare with `is` or `==`. `_name` has no `torch.` in front."""

    def __init__(self, name: str, itemsize: int, category: int, is_signed: bool = True) -> None:
        self._name = name
        self.itemsize = itemsize
        self._category = category
        self.is_signed = is_signed
        self.is_floating_point = category == FLOAT
        self.is_complex = category == COMPLEX

    @property
    def _scalar_name(self) -> str:
        return _SCALAR_NAMES.get(self._name, self._name)

    def to_complex(self) -> dtype:
        return _TO_COMPLEX.get(self, complex64)

    def to_real(self) -> dtype:
        return _TO_REAL.get(self, self)

    def __repr__(self) -> str:
        return f"torch.{self._name}"

    def __reduce__(self) -> str:
        # A string means: a global of that name. Copies and pickles give the very same object.
        return self._name


# What pickle looks a name up in is the module of the object, and the names live in torch.
dtype.__module__ = "torch"

float64 = double = dtype("float64", 8, FLOAT)
float32 = float = dtype("float32", 4, FLOAT)
float16 = half = dtype("float16", 2, FLOAT)
bfloat16 = dtype("bfloat16", 2, FLOAT)
float8_e4m3fn = dtype("float8_e4m3fn", 1, FLOAT)
float8_e5m2 = dtype("float8_e5m2", 1, FLOAT)
float8_e4m3fnuz = dtype("float8_e4m3fnuz", 1, FLOAT)
float8_e5m2fnuz = dtype("float8_e5m2fnuz", 1, FLOAT)
float8_e8m0fnu = dtype("float8_e8m0fnu", 1, FLOAT)
int64 = long = dtype("int64", 8, INTEGER)
int32 = int = dtype("int32", 4, INTEGER)
int16 = short = dtype("int16", 2, INTEGER)
int8 = dtype("int8", 1, INTEGER)
uint8 = dtype("uint8", 1, INTEGER, False)
uint16 = dtype("uint16", 2, INTEGER, False)
uint32 = dtype("uint32", 4, INTEGER, False)
uint64 = dtype("uint64", 8, INTEGER, False)
qint8 = dtype("qint8", 1, INTEGER)
quint8 = dtype("quint8", 1, INTEGER, False)
qint32 = dtype("qint32", 4, INTEGER)
bool = dtype("bool", 1, BOOL, False)
complex32 = chalf = dtype("complex32", 4, COMPLEX)
complex64 = cfloat = dtype("complex64", 8, COMPLEX)
complex128 = cdouble = dtype("complex128", 16, COMPLEX)

_TO_COMPLEX = {float16: complex32, bfloat16: complex64, float32: complex64, float64: complex128}
_TO_COMPLEX.update({complex32: complex32, complex64: complex64, complex128: complex128})
_TO_REAL = {complex32: float16, complex64: float32, complex128: float64}

NAMES: dict[str, dtype] = {name: value for name, value in list(globals().items()) if isinstance(value, dtype)}


def from_any(value: Any) -> dtype | None:
    """A dtype of ours for a torch dtype, a Python type, a numpy dtype or one of the names of a numpy dtype."""
    if value is None or isinstance(value, dtype):
        return value
    plain = {"bool": bool, "int": int64, "float": None, "complex": complex64}
    if isinstance(value, type) and value.__module__ == "builtins" and value.__name__ in plain:
        from .state import state

        return plain[value.__name__] or state.default_dtype
    name = value if isinstance(value, str) else getattr(value, "name", None) or getattr(value, "__name__", "")
    name = {"bool_": "bool", "float": "float64", "int": "int64"}.get(name, name)
    found = NAMES.get(str(name).removeprefix("torch."))
    if found is None:
        raise TypeError(f"dtype must be torch.dtype, not {type(value).__name__}")
    return found
