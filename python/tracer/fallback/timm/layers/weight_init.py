"""timm.layers.weight_init."""

from edgewise_tracer.stubs import namespace
from timm.layers import (
    DropPath,
    LayerNorm2d,
    Mlp,
    drop_path,
    lecun_normal_,
    make_divisible,
    to_1tuple,
    to_2tuple,
    to_3tuple,
    to_4tuple,
    to_ntuple,
    trunc_normal_,
)

__all__ = [
    "DropPath",
    "LayerNorm2d",
    "Mlp",
    "drop_path",
    "lecun_normal_",
    "make_divisible",
    "to_1tuple",
    "to_2tuple",
    "to_3tuple",
    "to_4tuple",
    "to_ntuple",
    "trunc_normal_",
]
__getattr__ = namespace(__name__)
