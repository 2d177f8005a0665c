"""ultralytics.utils.torch_utils: what changes a model's layers but not what they cost."""

from __future__ import annotations

import math
from typing import Any

import torch
import torch.nn as nn
from edgewise_tracer.stubs import namespace

TORCH_1_9 = TORCH_1_13 = TORCH_2_0 = TORCH_2_4 = True


def autocast(enabled: bool, device: str = "cuda") -> Any:
    return torch.amp.autocast(device, enabled=enabled)


def smart_inference_mode() -> Any:
    return lambda function: torch.inference_mode()(function)


def time_sync() -> float:
    return 0.0


def is_parallel(model: Any) -> bool:
    return isinstance(model, (nn.parallel.DataParallel, nn.parallel.DistributedDataParallel))


def de_parallel(model: Any) -> Any:
    return model.module if is_parallel(model) else model


def initialize_weights(model: Any) -> None:
    for it in model.modules():
        if type(it) is nn.BatchNorm2d:
            it.eps, it.momentum = 1e-3, 0.03
        elif isinstance(it, (nn.Hardswish, nn.LeakyReLU, nn.ReLU, nn.ReLU6, nn.SiLU)):
            it.inplace = True


def model_info(model: Any, *args: Any, **kwargs: Any) -> None:
    return None


def intersect_dicts(one: Any, other: Any, exclude: Any = ()) -> dict[str, Any]:
    return {
        key: it
        for key, it in one.items()
        if key in other and all(x not in key for x in exclude) and it.shape == other[key].shape
    }


def one_cycle(y1: float = 0.0, y2: float = 1.0, steps: int = 100) -> Any:
    return lambda x: max((1 - math.cos(x * math.pi / steps)) / 2, 0) * (y2 - y1) + y1


def copy_attr(a: Any, b: Any, include: Any = (), exclude: Any = ()) -> None:
    for key, value in b.__dict__.items():
        if (not include or key in include) and not key.startswith("_") and key not in exclude:
            setattr(a, key, value)


def scale_img(img: Any, ratio: float = 1.0, same_shape: bool = False, gs: int = 32) -> Any:
    if ratio == 1.0:
        return img
    height, width = img.shape[2:]
    size = (int(height * ratio), int(width * ratio))
    img = nn.functional.interpolate(img, size=size, mode="bilinear", align_corners=False)
    if not same_shape:
        height, width = (math.ceil(x * ratio / gs) * gs for x in (height, width))
    return nn.functional.pad(img, [0, width - size[1], 0, height - size[0]], value=0.447)


def fuse_conv_and_bn(conv: Any, bn: Any) -> Any:
    """A convolution with a bias in place of the pair."""
    return (
        type(conv)(
            conv.in_channels,
            conv.out_channels,
            kernel_size=conv.kernel_size,
            stride=conv.stride,
            padding=conv.padding,
            dilation=conv.dilation,
            groups=conv.groups,
            bias=True,
        )
        .requires_grad_(False)
        .to(conv.weight.device)
    )


__getattr__ = namespace(__name__)
