"""YOLO detectors from version 5 on, from their published tables of layers, widths and depths."""

import math

from layers import Conv, Residual
import torch
from torch import nn


def _conv(inputs, outputs, kernel=1, stride=1, groups=1, act=nn.SiLU):
    return Conv(inputs, outputs, kernel, stride, groups, act)


def _bottleneck(inputs, outputs, shortcut, first=3, expansion=1.0):
    hidden = int(outputs * expansion)
    body = nn.Sequential(_conv(inputs, hidden, first), _conv(hidden, outputs, 3))
    return Residual(body) if shortcut and inputs == outputs else body


class _C3(nn.Module):
    """Two ways, one of them through bottlenecks, joined."""

    def __init__(self, inputs, outputs, depth, shortcut=True, first=1):
        super().__init__()
        hidden = outputs // 2
        self.enter, self.way = _conv(inputs, hidden), _conv(inputs, hidden)
        self.blocks = nn.Sequential(*(_bottleneck(hidden, hidden, shortcut, first) for _ in range(depth)))
        self.join = _conv(2 * hidden, outputs)

    def forward(self, x):
        return self.join(torch.cat([self.blocks(self.enter(x)), self.way(x)], 1))


class _C2f(nn.Module):
    """A chain of blocks, each of whose outputs is joined."""

    def __init__(self, inputs, outputs, depth, block, expansion=0.5):
        super().__init__()
        self.hidden = int(outputs * expansion)
        self.enter = _conv(inputs, 2 * self.hidden)
        self.blocks = nn.ModuleList(block(self.hidden) for _ in range(depth))
        self.join = _conv((2 + depth) * self.hidden, outputs)

    def forward(self, x):
        parts = list(self.enter(x).split(self.hidden, 1))
        for block in self.blocks:
            parts.append(block(parts[-1]))
        return self.join(torch.cat(parts, 1))


class _PooledPyramid(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.enter = _conv(channels, channels // 2)
        self.pool = nn.MaxPool2d(5, 1, 2)
        self.join = _conv(channels * 2, channels)

    def forward(self, x):
        parts = [self.enter(x)]
        for _ in range(3):
            parts.append(self.pool(parts[-1]))
        return self.join(torch.cat(parts, 1))


class _Attention(nn.Module):
    """Attention over places, with a depthwise convolution of the values for position."""

    def __init__(self, channels):
        super().__init__()
        self.heads = max(channels // 64, 1)
        self.value = channels // self.heads
        self.key = self.value // 2
        self.qkv = _conv(channels, channels + 2 * self.key * self.heads, act=None)
        self.leave = _conv(channels, channels, act=None)
        self.position = _conv(channels, channels, 3, 1, channels, act=None)

    def forward(self, x):
        batch, channels, height, width = x.shape
        qkv = self.qkv(x).view(batch, self.heads, 2 * self.key + self.value, height * width)
        q, k, v = qkv.split([self.key, self.key, self.value], 2)
        weights = (q.transpose(-2, -1) @ k * self.key**-0.5).softmax(-1)
        mixed = (v @ weights.transpose(-2, -1)).view(batch, channels, height, width)
        return self.leave(mixed + self.position(v.reshape(batch, channels, height, width)))


class _AttentionStage(nn.Module):
    def __init__(self, channels, depth=1):
        super().__init__()
        self.hidden = half = channels // 2
        self.enter, self.join = _conv(channels, channels), _conv(channels, channels)
        self.blocks = nn.Sequential(*(
            nn.Sequential(
                Residual(_Attention(half)),
                Residual(nn.Sequential(_conv(half, 2 * half), _conv(2 * half, half, act=None))),
            )
            for _ in range(depth)
        ))

    def forward(self, x):
        a, b = self.enter(x).split(self.hidden, 1)
        return self.join(torch.cat([a, self.blocks(b)], 1))


def _separable_down(inputs, outputs):
    return nn.Sequential(_conv(inputs, outputs), _conv(outputs, outputs, 3, 2, outputs, act=None))


def _inverted(channels, shortcut, kernel=3):
    """`kernel`: 7 in the smallest networks, whose two depthwise branches are one when deployed."""
    wide = 2 * channels
    body = nn.Sequential(
        _conv(channels, channels, 3, 1, channels), _conv(channels, wide), _conv(wide, wide, kernel, 1, wide),
        _conv(wide, channels), _conv(channels, channels, 3, 1, channels),
    )
    return Residual(body) if shortcut else body


class _AnchorHead(nn.Module):
    def __init__(self, channels, classes=80):
        super().__init__()
        self.maps = nn.ModuleList(nn.Conv2d(it, 3 * (classes + 5), 1) for it in channels)

    def forward(self, maps):
        return [head(it) for head, it in zip(self.maps, maps)]


class _FreeHead(nn.Module):
    """Boxes as distributions over `bins` distances, classes beside them; without the selection of boxes."""

    def __init__(self, channels, is_light, bins=16, classes=80):
        super().__init__()
        box, score = max(16, channels[0] // 4, 4 * bins), max(channels[0], min(classes, 100))
        self.bins, self.classes = bins, classes
        self.boxes = nn.ModuleList(
            nn.Sequential(_conv(it, box, 3), _conv(box, box, 3), nn.Conv2d(box, 4 * bins, 1)) for it in channels
        )
        self.scores = nn.ModuleList(
            nn.Sequential(*self._towers(it, score, is_light), nn.Conv2d(score, classes, 1)) for it in channels
        )
        self.expect = nn.Conv2d(bins, 1, 1, bias=False) if bins > 1 else nn.Identity()

    @staticmethod
    def _towers(inputs, score, is_light):
        if not is_light:
            return _conv(inputs, score, 3), _conv(score, score, 3)
        return (
            _conv(inputs, inputs, 3, 1, inputs), _conv(inputs, score),
            _conv(score, score, 3, 1, score), _conv(score, score),
        )

    def forward(self, maps):
        parts = [torch.cat([b(it), s(it)], 1).flatten(2) for b, s, it in zip(self.boxes, self.scores, maps)]
        boxes, scores = torch.cat(parts, 2).split([4 * self.bins, self.classes], 1)
        if self.bins > 1:
            boxes = self.expect(boxes.view(1, 4, self.bins, -1).transpose(2, 1).softmax(1)).view(1, 4, -1)
        return torch.cat([boxes, scores.sigmoid()], 1)


class _Detector(nn.Module):
    """Backbone with taps at strides 8 and 16, top-down and bottom-up paths, three heads."""

    def __init__(self, backbone, taps, top_down, bottom_up, head):
        super().__init__()
        self.backbone = nn.ModuleList(backbone)
        self.taps = taps
        self.laterals = nn.ModuleList(it for it, _ in top_down)
        self.merges = nn.ModuleList(it for _, it in top_down)
        self.downs = nn.ModuleList(it for it, _ in bottom_up)
        self.joins = nn.ModuleList(it for _, it in bottom_up)
        self.up = nn.Upsample(scale_factor=2)
        self.head = head

    def forward(self, x):
        ways = []
        for index, layer in enumerate(self.backbone):
            x = layer(x)
            if index in self.taps:
                ways.append(x)
        kept = []
        for lateral, merge, way in zip(self.laterals, self.merges, reversed(ways)):
            x = lateral(x)
            kept.append(x)
            x = merge(torch.cat([self.up(x), way], 1))
        maps = [x]
        for down, join, way in zip(self.downs, self.joins, reversed(kept)):
            x = join(torch.cat([down(x), way], 1))
            maps.append(x)
        return self.head(maps)


class _Scale:
    def __init__(self, depth, width, most):
        self.factors = depth, width, most

    def width(self, channels):
        return math.ceil(min(channels, self.factors[2]) * self.factors[1] / 8) * 8

    def depth(self, count):
        return max(round(count * self.factors[0]), 1)


def yolov5(size, has_free_head=False):
    scale = {"n": _Scale(1 / 3, 0.25, 1024), "s": _Scale(1 / 3, 0.5, 1024)}[size]
    w, d = scale.width, scale.depth
    c1, c2, c3, c4, c5 = (w(it) for it in (64, 128, 256, 512, 1024))
    backbone = [
        Conv(3, c1, 6, 2, act=nn.SiLU, padding=2), _conv(c1, c2, 3, 2), _C3(c2, c2, d(3)), _conv(c2, c3, 3, 2),
        _C3(c3, c3, d(6)), _conv(c3, c4, 3, 2), _C3(c4, c4, d(9)), _conv(c4, c5, 3, 2), _C3(c5, c5, d(3)),
        _PooledPyramid(c5),
    ]
    top_down = [(_conv(c5, c4), _C3(2 * c4, c4, d(3), False)), (_conv(c4, c3), _C3(2 * c3, c3, d(3), False))]
    bottom_up = [
        (_conv(c3, c3, 3, 2), _C3(2 * c3, c4, d(3), False)), (_conv(c4, c4, 3, 2), _C3(2 * c4, c5, d(3), False)),
    ]
    channels = (c3, c4, c5)
    head = _FreeHead(channels, False) if has_free_head else _AnchorHead(channels)
    return _Detector(backbone, (4, 6), top_down, bottom_up, head)


def _residual_block(shortcut):
    return lambda hidden: _bottleneck(hidden, hidden, shortcut)


def yolov8(size):
    scale = {
        "n": _Scale(1 / 3, 0.25, 1024), "s": _Scale(1 / 3, 0.5, 1024), "m": _Scale(2 / 3, 0.75, 768),
        "l": _Scale(1, 1, 512), "x": _Scale(1, 1.25, 512),
    }[size]
    w, d = scale.width, scale.depth
    c1, c2, c3, c4, c5 = (w(it) for it in (64, 128, 256, 512, 1024))

    def stage(inputs, outputs, count, shortcut):
        return _C2f(inputs, outputs, d(count), _residual_block(shortcut))

    backbone = [
        _conv(3, c1, 3, 2), _conv(c1, c2, 3, 2), stage(c2, c2, 3, True), _conv(c2, c3, 3, 2), stage(c3, c3, 6, True),
        _conv(c3, c4, 3, 2), stage(c4, c4, 6, True), _conv(c4, c5, 3, 2), stage(c5, c5, 3, True), _PooledPyramid(c5),
    ]
    top_down = [(nn.Identity(), stage(c5 + c4, c4, 3, False)), (nn.Identity(), stage(c4 + c3, c3, 3, False))]
    bottom_up = [
        (_conv(c3, c3, 3, 2), stage(c3 + c4, c4, 3, False)), (_conv(c4, c4, 3, 2), stage(c4 + c5, c5, 3, False)),
    ]
    return _Detector(backbone, (4, 6), top_down, bottom_up, _FreeHead((c3, c4, c5), False))


def yolov10(size):
    scale = {"n": _Scale(1 / 3, 0.25, 1024), "s": _Scale(1 / 3, 0.5, 1024), "x": _Scale(1, 1.25, 512)}[size]
    w, d = scale.width, scale.depth
    c1, c2, c3, c4, c5 = (w(it) for it in (64, 128, 256, 512, 1024))
    kernel = 3 if size == "x" else 7

    def stage(inputs, outputs, count, shortcut, is_inverted=False):
        inverted = lambda hidden: _inverted(hidden, shortcut, kernel)
        return _C2f(inputs, outputs, d(count), inverted if is_inverted else _residual_block(shortcut))

    is_x = size == "x"
    backbone = [
        _conv(3, c1, 3, 2), _conv(c1, c2, 3, 2), stage(c2, c2, 3, True), _conv(c2, c3, 3, 2), stage(c3, c3, 6, True),
        _separable_down(c3, c4), stage(c4, c4, 6, True, is_x), _separable_down(c4, c5),
        stage(c5, c5, 3, True, size != "n"), _PooledPyramid(c5), _AttentionStage(c5),
    ]
    top_down = [
        (nn.Identity(), stage(c5 + c4, c4, 3, is_x, is_x)), (nn.Identity(), stage(c4 + c3, c3, 3, False)),
    ]
    bottom_up = [
        (_conv(c3, c3, 3, 2), stage(c3 + c4, c4, 3, is_x, is_x)), (_separable_down(c4, c4), stage(c4 + c5, c5, 3, True, True)),
    ]
    return _Detector(backbone, (4, 6), top_down, bottom_up, _FreeHead((c3, c4, c5), True))


def yolo11(size, bins=16):
    """`bins=1`: also stands for YOLO26, whose boxes are distances and whose body differs little."""
    scale = {
        "n": _Scale(0.5, 0.25, 1024), "s": _Scale(0.5, 0.5, 1024), "m": _Scale(0.5, 1, 512), "l": _Scale(1, 1, 512),
    }[size]
    w, d = scale.width, scale.depth
    c1, c2, c3, c4, c5 = (w(it) for it in (64, 128, 256, 512, 1024))
    is_large = size in ("m", "l")

    def stage(inputs, outputs, is_deep, expansion=0.5):
        deep = lambda hidden: _C3(hidden, hidden, 2, True, 3)
        flat = lambda hidden: _bottleneck(hidden, hidden, True, 3, 0.5)
        return _C2f(inputs, outputs, d(2), deep if is_deep or is_large else flat, expansion)

    backbone = [
        _conv(3, c1, 3, 2), _conv(c1, c2, 3, 2), stage(c2, c3, False, 0.25), _conv(c3, c3, 3, 2),
        stage(c3, c4, False, 0.25), _conv(c4, c4, 3, 2), stage(c4, c4, True), _conv(c4, c5, 3, 2), stage(c5, c5, True),
        _PooledPyramid(c5), _AttentionStage(c5, d(2)),
    ]
    top_down = [(nn.Identity(), stage(c5 + c4, c4, False)), (nn.Identity(), stage(2 * c4, c3, False))]
    bottom_up = [
        (_conv(c3, c3, 3, 2), stage(c3 + c4, c4, False)), (_conv(c4, c4, 3, 2), stage(c4 + c5, c5, True)),
    ]
    return _Detector(backbone, (4, 6), top_down, bottom_up, _FreeHead((c3, c4, c5), True, bins))
