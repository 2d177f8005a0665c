"""numpy's types of numbers: scalars that are Python numbers too, and the dtype that names them."""

from __future__ import annotations

import builtins
import math
import struct
from typing import Any

_INT_BITS = {"int8": 8, "int16": 16, "int32": 32, "int64": 64, "uint8": 8, "uint16": 16, "uint32": 32, "uint64": 64}
_FLOAT_CODES = {"float16": "e", "float32": "f"}


class generic:
    """What all scalars share. `dtype` is set on every concrete class."""

    dtype: Any
    shape: tuple[int, ...] = ()
    ndim = 0
    size = 1

    def item(self) -> Any:
        return _plain(self)

    tolist = item

    def astype(self, kind: Any, *args: Any, **kwargs: Any) -> Any:
        return dtype(kind).type(_plain(self))

    def round(self, decimals: int = 0) -> Any:
        return type(self)(builtins.round(_plain(self), decimals))

    def __round__(self, decimals: Any = None) -> Any:
        value = builtins.round(_plain(self), decimals) if decimals is not None else builtins.round(_plain(self))
        return value if decimals is None else type(self)(value)

    def __repr__(self) -> str:
        return repr(_plain(self))

    __str__ = __repr__

    def __array__(self, *args: Any) -> Any:
        from ._array import array

        return array(_plain(self), self.dtype)


class number(generic):
    """Every scalar but bool and text."""


class integer(number):
    """Whole numbers."""


class signedinteger(integer):
    """Whole numbers with a sign."""


class unsignedinteger(integer):
    """Whole numbers without a sign."""


class inexact(number):
    """Numbers that may be rounded."""


class floating(inexact):
    """Floating point."""


class complexfloating(inexact):
    """Complex floating point."""


class bool_(generic):
    def __new__(cls, value: Any = False) -> Any:
        return builtins.bool(value)


def _plain(value: Any) -> Any:
    if isinstance(value, builtins.float):
        return builtins.float(value)
    if isinstance(value, builtins.complex):
        return builtins.complex(value)
    return builtins.int(value)


def _wrapped(name: str, kind: type) -> Any:
    operation = getattr(kind, name)

    def apply(self: Any, *others: Any) -> Any:
        if type(self) is float64 and len(others) == 1 and type(others[0]) in _QUICK:
            value = operation(self, others[0])
            if type(value) is builtins.float:
                return quick_float64(value)
        if any(hasattr(other, "shape") and not isinstance(other, generic) for other in others):
            return NotImplemented
        made = self.dtype
        for other in others:
            made = promote_weak(made, other) if isinstance(other, (generic, builtins.int, builtins.float)) else made
        others = tuple(_plain(other) if isinstance(other, generic) else other for other in others)
        value = operation(_plain(self), *others)
        if value is NotImplemented and all(isinstance(other, builtins.float) for other in others):
            value = getattr(builtins.float, name)(builtins.float(self), *others)  # a whole number meets a float
        if not isinstance(value, (builtins.int, builtins.float)) or isinstance(value, builtins.bool):
            return value
        return scalar(value, dtype("float64") if isinstance(value, builtins.float) and made.kind in "iu" else made)

    apply.__name__ = name
    return apply


_OPERATIONS = "add sub mul truediv floordiv mod pow radd rsub rmul rtruediv rfloordiv rmod rpow neg abs".split()


def _scalar_class(name: str, kind: type, base: type) -> type:
    def make(cls: Any, value: Any = 0) -> Any:
        if hasattr(value, "item") and not isinstance(value, generic):
            value = value.item()
        return kind.__new__(cls, fitted(kind(value), name))

    body: dict[str, Any] = {
        f"__{op}__": _wrapped(f"__{op}__", kind) for op in _OPERATIONS if hasattr(kind, f"__{op}__")
    }
    body.update(__new__=make, __module__="numpy", __hash__=kind.__hash__)
    return type(name, (base, kind), body)


def fitted(value: Any, name: str) -> Any:
    """The value as a type can hold it: rounded to float32 or float16, or an error where an integer does not fit."""
    if name in _FLOAT_CODES and isinstance(value, builtins.float) and math.isfinite(value):
        try:
            return struct.unpack(_FLOAT_CODES[name], struct.pack(_FLOAT_CODES[name], value))[0]
        except OverflowError:
            return math.copysign(math.inf, value)
    bits = _INT_BITS.get(name)
    if bits is not None:
        low, high = (0, 2**bits) if name[0] == "u" else (-(2 ** (bits - 1)), 2 ** (bits - 1))
        if not low <= value < high:
            raise OverflowError(f"Python integer {value} out of bounds for {name}")
    return value


int8, int16, int32, int64 = (_scalar_class(f"int{n}", builtins.int, signedinteger) for n in (8, 16, 32, 64))
uint8, uint16, uint32, uint64 = (_scalar_class(f"uint{n}", builtins.int, unsignedinteger) for n in (8, 16, 32, 64))
float16, float32, float64 = (_scalar_class(f"float{n}", builtins.float, floating) for n in (16, 32, 64))
_QUICK = (builtins.int, builtins.float, float64)


def quick_float64(value: float) -> Any:
    """np.float64 of a float that needs no checks."""
    return builtins.float.__new__(float64, value)


complex64, complex128 = (_scalar_class(f"complex{n}", builtins.complex, complexfloating) for n in (64, 128))
_TYPES = {
    kind.__name__: kind
    for kind in (
        int8,
        int16,
        int32,
        int64,
        uint8,
        uint16,
        uint32,
        uint64,
        float16,
        float32,
        float64,
        complex64,
        complex128,
    )
}
_ALIASES = {
    "bool_": "bool",
    "int": "int64",
    "float": "float64",
    "complex": "complex128",
    "double": "float64",
    "single": "float32",
    "half": "float16",
    "long": "int64",
    "uint": "uint64",
    "f": "float32",
    "d": "float64",
    "i": "int32",
    "l": "int64",
    "b": "int8",
    "B": "uint8",
    "?": "bool",
    "i1": "int8",
    "i2": "int16",
    "i4": "int32",
    "i8": "int64",
    "u1": "uint8",
    "u2": "uint16",
    "u4": "uint32",
    "u8": "uint64",
    "f2": "float16",
    "f4": "float32",
    "f8": "float64",
    "intp": "int64",
    "O": "object",
    "str": "object",
    "e": "float16",
}
_ITEM_SIZE = {"bool": 1, "object": 8, "complex64": 8, "complex128": 16}


class dtype:
    """The type of an array's elements, made from a name, a Python type, a scalar class or another dtype."""

    def __init__(self, kind: Any) -> None:
        self.name: str = _name_of(kind)

    @property
    def type(self) -> Any:
        return bool_ if self.name == "bool" else _TYPES.get(self.name, builtins.object)

    @property
    def kind(self) -> str:
        return {"b": "b", "u": "u", "i": "i", "f": "f", "c": "c"}.get(self.name[0], "O")

    @property
    def itemsize(self) -> int:
        return _ITEM_SIZE.get(self.name) or builtins.int("".join(c for c in self.name if c.isdigit())) // 8

    def __eq__(self, other: Any) -> bool:
        try:
            return self.name == _name_of(other)
        except TypeError:
            return False

    def __hash__(self) -> int:
        return hash(self.name)

    def __repr__(self) -> str:
        return f"dtype('{self.name}')"

    def __str__(self) -> str:
        return self.name


def _name_of(kind: Any) -> str:
    if isinstance(kind, dtype):
        return kind.name
    if kind is None or kind is builtins.float:
        return "float64"
    if kind is builtins.bool or kind is bool_:
        return "bool"
    if kind is builtins.int:
        return "int64"
    if kind is builtins.complex:
        return "complex128"
    if kind in (builtins.object, builtins.str, builtins.bytes):
        return "object"
    if isinstance(kind, type) and kind.__name__ in _TYPES:
        return kind.__name__
    if isinstance(kind, str):
        text = kind.lstrip("<>=|")
        name = _ALIASES.get(text, text)
        if name in _TYPES or name in ("bool", "object"):
            return name
    raise TypeError(f"Cannot interpret '{kind}' as a data type")


for _name, _kind in _TYPES.items():
    _kind.dtype = dtype(_name)
bool_.dtype = dtype("bool")


def scalar(value: Any, kind: dtype | None = None) -> Any:
    """A Python number as numpy's scalar of a dtype; by default int64 or float64."""
    if isinstance(value, builtins.bool) or (kind is not None and kind.name in ("bool", "object")):
        return value
    if kind is None:
        kind = dtype("float64" if isinstance(value, builtins.float) else "int64")
    return kind.type(value)


def of_value(value: Any) -> dtype:
    if isinstance(value, generic):
        return value.dtype
    if isinstance(value, builtins.bool):
        return dtype("bool")
    if isinstance(value, builtins.int):
        return dtype("int64")
    if isinstance(value, builtins.float):
        return dtype("float64")
    if isinstance(value, builtins.complex):
        return dtype("complex128")
    return dtype("object")


_KINDS = "buifc"


def promote(one: dtype, other: dtype) -> dtype:
    """The type that holds both, by numpy's rules for arrays."""
    if one.name == other.name:
        return one
    if "object" in (one.name, other.name):
        return dtype("object")
    low, high = sorted((one, other), key=lambda kind: (_KINDS.index(kind.kind), kind.itemsize))
    if high.kind == low.kind or low.kind == "b":
        return high
    if high.kind == "i":  # with unsigned: one size up, float64 at the end
        size = max(high.itemsize, low.itemsize * 2)
        return dtype("float64") if size > 8 else dtype(f"int{size * 8}")
    if high.kind == "f" and low.kind in "iu":
        needed = {1: 2, 2: 4}.get(low.itemsize, 8)
        return dtype(f"float{max(needed, high.itemsize) * 8}")
    if high.kind == "c":
        needed = low.itemsize * 2 if low.kind == "f" else 16
        return dtype("complex128" if max(needed, high.itemsize) > 8 else "complex64")
    return high


def promote_weak(kind: dtype, value: Any) -> dtype:
    """The type of an array with a plain Python number: the array's, unless the number is of a higher kind."""
    other = of_value(value)
    if isinstance(value, generic) or other.name == "object":
        return promote(kind, other)
    if _KINDS.find(other.kind) <= _KINDS.find(kind.kind) or (other.kind == "i" and kind.kind == "u"):
        return kind
    return other if kind.kind in "biu" else promote(kind, dtype("complex64"))
