"""Limits of number types, and numpy's small helper objects."""

from __future__ import annotations

import builtins
from typing import Any

from edgewise_tracer.stubs import unsupported

from . import _dtypes

_FLOATS = {
    "float16": (65504.0, 0.000977, 6.104e-05),
    "float32": (3.4028234663852886e38, 1.1920928955078125e-07, 1.1754943508222875e-38),
    "float64": (1.7976931348623157e308, 2.220446049250313e-16, 2.2250738585072014e-308),
}


class finfo:
    def __init__(self, dtype: Any) -> None:
        self.dtype = _dtypes.dtype(dtype)
        self.max, self.eps, self.tiny = (self.dtype.type(value) for value in _FLOATS[self.dtype.name])
        self.min, self.smallest_normal = -self.max, self.tiny
        self.bits = self.dtype.itemsize * 8


class iinfo:
    def __init__(self, type: Any) -> None:
        self.dtype = _dtypes.dtype(type)
        self.bits = self.dtype.itemsize * 8
        is_signed = self.dtype.kind == "i"
        self.min = -(2 ** (self.bits - 1)) if is_signed else 0
        self.max = 2 ** (self.bits - is_signed) - 1


class _Silence:
    """errstate and printoptions: nothing is printed and no warning is raised."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        pass

    def __enter__(self) -> Any:
        return self

    def __exit__(self, *error: Any) -> None:
        return None

    def __call__(self, function: Any) -> Any:
        return function


errstate = printoptions = _Silence


def seterr(**kwargs: Any) -> dict[str, str]:
    return {}


def set_printoptions(*args: Any, **kwargs: Any) -> None:
    return None


def issubdtype(arg1: Any, arg2: Any) -> bool:
    one = _dtypes.dtype(arg1).type
    if isinstance(arg2, type) and issubclass(arg2, _dtypes.generic):
        return issubclass(one, arg2)
    return one is _dtypes.dtype(arg2).type


def result_type(*args: Any) -> Any:
    kinds = [
        value.dtype if hasattr(value, "dtype") and not isinstance(value, type) else _dtypes.dtype(value)
        for value in args
    ]
    made = kinds[0]
    for kind in kinds[1:]:
        made = _dtypes.promote(made, kind)
    return made


promote_types = result_type


class _IndexMaker:
    def __getitem__(self, key: Any) -> Any:
        return key


index_maker = _IndexMaker()


class Grid:
    """mgrid and ogrid: coordinates of the ranges that slices give."""

    def __init__(self, is_sparse: builtins.bool) -> None:
        self.is_sparse = is_sparse

    def __getitem__(self, key: Any) -> Any:
        from ._creation import arange, linspace, meshgrid
        from ._functions import stack

        parts = key if isinstance(key, tuple) else (key,)
        axes = []
        for part in parts:
            if isinstance(part.step, builtins.complex):
                axes.append(linspace(part.start or 0, part.stop, int(builtins.abs(part.step))))
            else:
                axes.append(arange(part.start or 0, part.stop, 1 if part.step is None else part.step))
        if not isinstance(key, tuple):
            return axes[0]
        grids = meshgrid(*axes, indexing="ij", sparse=self.is_sparse)
        return grids if self.is_sparse else stack(grids)
