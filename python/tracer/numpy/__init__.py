"""A small numpy for what models do with it while they are built: exact, or an error. It never guesses a value."""

import math as _math
import sys as _sys

from edgewise_tracer.distributions import VERSIONS as _VERSIONS
from edgewise_tracer.notes import note as _note
from edgewise_tracer.stubs import Stub as _Stub
from edgewise_tracer.stubs import is_probing as _is_probing
from numpy import _algebra, _creation, _einsum, _functions, _info, _reductions, _ufuncs
from numpy._array import array, broadcast_shapes, ndarray
from numpy._dtypes import (
    bool_,
    complex64,
    complex128,
    complexfloating,
    dtype,
    float16,
    float32,
    float64,
    floating,
    generic,
    inexact,
    int8,
    int16,
    int32,
    int64,
    integer,
    number,
    signedinteger,
    uint8,
    uint16,
    uint32,
    uint64,
    unsignedinteger,
)

__version__ = _VERSIONS["numpy"]
pi, e, euler_gamma, inf, nan = _math.pi, _math.e, 0.5772156649015329, _math.inf, _math.nan
newaxis = None
double, single, half, longlong, intp, uint, cdouble, csingle = (
    float64,
    float32,
    float16,
    int64,
    int64,
    uint64,
    complex128,
    complex64,
)
int_, float_, complex_, intc, ubyte, byte, short, long = int64, float64, complex128, int32, uint8, int8, int16, int64
object_, str_, bytes_ = object, str, bytes

# Last, because these shadow builtins: sum, any, all, max, min, abs, round. Only what a module itself defines is taken.
for _module in (_ufuncs, _reductions, _creation, _functions, _algebra, _einsum, _info):
    _own = {"any", "all", "sum", "max", "min", "abs", "round"}
    for _name, _value in list(vars(_module).items()):
        _is_local = getattr(_value, "__module__", "").startswith("numpy") and callable(_value)
        if not _name.startswith("_") and _is_local and _name not in globals():
            globals()[_name] = _value
for _name in ("along", "binary", "is_array_like", "kind_of", "reduced", "unary"):
    globals().pop(_name, None)
bool = bool_  # noqa: A001  numpy 2 has this name for its own type
r_ = c_ = s_ = _info.index_maker
mgrid, ogrid = _info.Grid(is_sparse=False), _info.Grid(is_sparse=True)

from numpy import linalg, random  # noqa: E402  they need the names above

__all__ = [
    _name for _name in list(globals()) if not _name.startswith("_") and _name not in ("bool", "linalg", "random")
]


# Code of the time before 1.24 is still about, and so is that numpy.
_GONE = {"int": type(0), "float": type(0.0), "object": object, "str": str, "complex": type(0j)}


def __getattr__(name):
    """An unknown name can be taken, for annotations and dead code; calling it is an error that names it."""
    if name.startswith("__") or _is_probing(_sys._getframe(1)):
        raise AttributeError(f"module 'numpy' has no attribute '{name}'")
    if name in _GONE:
        _note("unsupported", f"numpy has no {name} since 1.24; taken as Python's own", "info")
        return _GONE[name]
    return _Stub(f"numpy.{name}", is_strict=True)
