"""Networks of depthwise convolutions, and the SSD detectors on them, from their papers."""

import math

from layers import Conv, Residual, SqueezeExcite, classifier, divisible
import torch
from torch import nn


def _separable(inputs, outputs, stride, act=nn.ReLU):
    return nn.Sequential(Conv(inputs, inputs, 3, stride, inputs, act), Conv(inputs, outputs, 1, act=act))


_v1_rows = (
    (64, 1), (128, 2), (128, 1), (256, 2), (256, 1), (512, 2),
    (512, 1), (512, 1), (512, 1), (512, 1), (512, 1), (1024, 2), (1024, 1),
)


def _v1_layers(act):
    layers, channels = [Conv(3, 32, 3, 2, act=act)], 32
    for width, stride in _v1_rows:
        layers.append(_separable(channels, width, stride, act))
        channels = width
    return layers


def mobilenet_v1():
    return nn.Sequential(*_v1_layers(nn.ReLU6), classifier(1024))


class _Inverted(nn.Module):
    """Expansion, depthwise, squeeze-excitation where asked for, projection; a way around where shapes allow it."""

    def __init__(self, inputs, hidden, outputs, kernel=3, stride=1, act=nn.ReLU6, squeezed=0):
        super().__init__()
        self.expand = Conv(inputs, hidden, 1, act=act) if hidden != inputs else nn.Identity()
        self.depthwise = Conv(hidden, hidden, kernel, stride, hidden, act)
        self.squeeze = SqueezeExcite(hidden, squeezed) if squeezed else nn.Identity()
        self.project = Conv(hidden, outputs, 1, act=None)
        self.is_residual = stride == 1 and inputs == outputs

    def forward(self, x):
        y = self.project(self.squeeze(self.depthwise(self.expand(x))))
        return x + y if self.is_residual else y


_v2_rows = ((1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1))


def _v2_layers():
    layers, channels = [Conv(3, 32, 3, 2, act=nn.ReLU6)], 32
    for factor, width, depth, stride in _v2_rows:
        for index in range(depth):
            layers.append(_Inverted(channels, channels * factor, width, 3, stride if index == 0 else 1))
            channels = width
    return [*layers, Conv(320, 1280, act=nn.ReLU6)]


def mobilenet_v2():
    return nn.Sequential(*_v2_layers(), classifier(1280))


_v3_small_rows = (
    (3, 16, 16, True, False, 2), (3, 72, 24, False, False, 2), (3, 88, 24, False, False, 1),
    (5, 96, 40, True, True, 2), (5, 240, 40, True, True, 1), (5, 240, 40, True, True, 1),
    (5, 120, 48, True, True, 1), (5, 144, 48, True, True, 1),
    (5, 288, 96, True, True, 2), (5, 576, 96, True, True, 1), (5, 576, 96, True, True, 1),
)


def mobilenet_v3_small():
    layers, channels = [Conv(3, 16, 3, 2, act=nn.Hardswish)], 16
    for kernel, hidden, width, has_squeeze, is_swish, stride in _v3_small_rows:
        squeezed = divisible(hidden / 4) if has_squeeze else 0
        act = nn.Hardswish if is_swish else nn.ReLU
        layers.append(_Inverted(channels, hidden, width, kernel, stride, act, squeezed))
        channels = width
    return nn.Sequential(
        *layers, Conv(96, 576, act=nn.Hardswish), nn.AdaptiveAvgPool2d(1), nn.Flatten(),
        nn.Linear(576, 1024), nn.Hardswish(), nn.Linear(1024, 1000), nn.Softmax(1),
    )


_efficient_rows = (
    (1, 3, 1, 16, 1), (6, 3, 2, 24, 2), (6, 5, 2, 40, 2), (6, 3, 3, 80, 2), (6, 5, 3, 112, 1), (6, 5, 4, 192, 2),
    (6, 3, 1, 320, 1),
)
_lite_scales = ((1.0, 1.0), (1.0, 1.1), (1.1, 1.2), (1.2, 1.4), (1.4, 1.8))


def efficientnet_lite(index):
    """EfficientNet without squeeze-excitation, ReLU6, stem and head not scaled; first and last stage not deepened."""
    wide, deep = _lite_scales[index]
    layers, channels = [Conv(3, 32, 3, 2, act=nn.ReLU6)], 32
    for row, (factor, kernel, depth, width, stride) in enumerate(_efficient_rows):
        is_end = row in (0, len(_efficient_rows) - 1)
        for block in range(depth if is_end else math.ceil(depth * deep)):
            outputs = divisible(width * wide)
            step = stride if block == 0 else 1
            layers.append(_Inverted(channels, channels * factor, outputs, kernel, step))
            channels = outputs
    return nn.Sequential(*layers, Conv(channels, 1280, act=nn.ReLU6), classifier(1280))


class _Ssd(nn.Module):
    """Six maps of features, a box and a class predictor on each; scores of all boxes are ranked, as a selection does."""

    def __init__(self, first, second, channels, extras, predictor, classes):
        super().__init__()
        self.first, self.second = first, second
        self.extras = nn.ModuleList(extras)
        anchors = (3, 6, 6, 6, 6, 6)
        self.boxes = nn.ModuleList(predictor(c, a * 4) for c, a in zip(channels, anchors))
        self.scores = nn.ModuleList(predictor(c, a * classes) for c, a in zip(channels, anchors))
        self.classes = classes

    def forward(self, x):
        early, x = self.first(x)
        x = self.second(x)
        maps = [early, x]
        for extra in self.extras:
            x = extra(x)
            maps.append(x)
        boxes = [it(m).permute(0, 2, 3, 1).reshape(1, -1, 4) for it, m in zip(self.boxes, maps)]
        scores = [it(m).permute(0, 2, 3, 1).reshape(1, -1, self.classes) for it, m in zip(self.scores, maps)]
        best = torch.cat(scores, 1).sigmoid().flatten(1).topk(100)
        return torch.cat(boxes, 1), best.values, best.indices


class _Tap(nn.Module):
    """Layers whose last output is wanted twice."""

    def __init__(self, layers):
        super().__init__()
        self.layers = nn.Sequential(*layers)

    def forward(self, x):
        x = self.layers(x)
        return x, x


class _ExpansionTap(nn.Module):
    """Layers and the expansion of the block after them, which is where SSDLite takes its first map."""

    def __init__(self, layers, block):
        super().__init__()
        self.layers = nn.Sequential(*layers)
        self.block = block

    def forward(self, x):
        expanded = self.block.expand(self.layers(x))
        return expanded, self.block.project(self.block.depthwise(expanded))


def ssd_mobilenet_v1(classes=91):
    layers = _v1_layers(nn.ReLU6)
    rows = ((1024, 256, 512), (512, 128, 256), (256, 128, 256), (256, 64, 128))
    extras = [nn.Sequential(Conv(i, h, act=nn.ReLU6), Conv(h, o, 3, 2, act=nn.ReLU6)) for i, h, o in rows]
    channels = (512, 1024, 512, 256, 256, 128)
    head = lambda i, o: nn.Conv2d(i, o, 1)
    return _Ssd(_Tap(layers[:12]), nn.Sequential(*layers[12:]), channels, extras, head, classes)


def ssdlite_mobilenet_v2(classes=91):
    layers = _v2_layers()
    rows = ((1280, 256, 512), (512, 128, 256), (256, 128, 256), (256, 64, 128))
    extras = [
        nn.Sequential(Conv(i, h, act=nn.ReLU6), Conv(h, h, 3, 2, h, nn.ReLU6), Conv(h, o, act=nn.ReLU6)) for i, h, o in rows
    ]
    head = lambda i, o: nn.Sequential(Conv(i, i, 3, 1, i, nn.ReLU6), nn.Conv2d(i, o, 1))
    channels = (576, 1280, 512, 256, 256, 128)
    return _Ssd(_ExpansionTap(layers[:14], layers[14]), nn.Sequential(*layers[15:]), channels, extras, head, classes)
