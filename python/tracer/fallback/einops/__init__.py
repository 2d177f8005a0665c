"""einops: rearranging axes by name, on the tensors of the stand-in. Used when the package itself is not there."""

from edgewise_tracer.stubs import namespace
from einops import layers
from einops.functions import asnumpy, einsum, pack, parse_shape, rearrange, reduce, repeat, unpack
from einops.patterns import EinopsError

__version__ = "0.8.0"
__all__ = [
    "EinopsError",
    "asnumpy",
    "einsum",
    "layers",
    "pack",
    "parse_shape",
    "rearrange",
    "reduce",
    "repeat",
    "unpack",
]
__getattr__ = namespace(__name__)
