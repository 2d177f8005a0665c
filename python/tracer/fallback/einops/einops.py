"""einops.einops: where older code imports the functions from."""

from einops.functions import asnumpy, einsum, pack, parse_shape, rearrange, reduce, repeat, unpack

__all__ = ["asnumpy", "einsum", "pack", "parse_shape", "rearrange", "reduce", "repeat", "unpack"]
