"""mmcv.cnn: layers by configuration. Initial values of weights are not made."""

from __future__ import annotations

import math
from typing import Any

import torch
import torch.nn as nn
from edgewise_tracer.stubs import namespace
from mmcv.cnn import bricks
from mmcv.cnn.bricks import (
    ACTIVATION_LAYERS,
    CONV_LAYERS,
    NORM_LAYERS,
    PADDING_LAYERS,
    PLUGIN_LAYERS,
    UPSAMPLE_LAYERS,
    ConvModule,
    DepthwiseSeparableConvModule,
    build_activation_layer,
    build_conv_layer,
    build_norm_layer,
    build_padding_layer,
    build_upsample_layer,
)
from mmcv.utils import Registry

__all__ = [
    "ACTIVATION_LAYERS",
    "CONV_LAYERS",
    "NORM_LAYERS",
    "PADDING_LAYERS",
    "PLUGIN_LAYERS",
    "UPSAMPLE_LAYERS",
    "ConvModule",
    "DepthwiseSeparableConvModule",
    "bricks",
    "build_activation_layer",
    "build_conv_layer",
    "build_norm_layer",
    "build_padding_layer",
    "build_upsample_layer",
]

MODELS = Registry("model")


class Scale(nn.Module):
    def __init__(self, scale: float = 1.0) -> None:
        super().__init__()
        self.scale = nn.Parameter(torch.tensor(scale, dtype=torch.float))

    def forward(self, x: Any) -> Any:
        return x * self.scale


class Linear(nn.Linear):
    """torch's own."""


class Conv2d(nn.Conv2d):
    """torch's own."""


class ConvTranspose2d(nn.ConvTranspose2d):
    """torch's own."""


def bias_init_with_prob(prior_prob: float) -> float:
    return float(-math.log((1 - prior_prob) / prior_prob))


def constant_init(module: Any, *args: Any, **kwargs: Any) -> None:
    return None


normal_init = kaiming_init = xavier_init = caffe2_xavier_init = uniform_init = trunc_normal_init = (
    constant_init
)
initialize = constant_init
__getattr__ = namespace(__name__)
