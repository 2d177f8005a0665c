"""timm.models.vision_transformer: the parts and default settings that other files take from it."""

from __future__ import annotations

from typing import Any

from edgewise_tracer.stubs import namespace
from timm.data import IMAGENET_DEFAULT_MEAN, IMAGENET_DEFAULT_STD
from timm.layers import Mlp
from timm.layers.attention import Attention, Block, LayerScale, PatchEmbed


def _cfg(url: str = "", **kwargs: Any) -> dict[str, Any]:
    return {
        "url": url,
        "num_classes": 1000,
        "input_size": (3, 224, 224),
        "pool_size": None,
        "crop_pct": 0.9,
        "interpolation": "bicubic",
        "mean": IMAGENET_DEFAULT_MEAN,
        "std": IMAGENET_DEFAULT_STD,
        **kwargs,
    }


__all__ = ["Attention", "Block", "LayerScale", "Mlp", "PatchEmbed"]
__getattr__ = namespace(__name__)
