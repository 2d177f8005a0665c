"""YOLO detectors of the Darknet line, from their published layer lists."""

from layers import Branches, Conv
import torch
from torch import nn


def _leaky(inputs, outputs, kernel=1, stride=1):
    return Conv(inputs, outputs, kernel, stride, act=lambda: nn.LeakyReLU(0.1))


def _mish(inputs, outputs, kernel=1, stride=1):
    return Conv(inputs, outputs, kernel, stride, act=nn.Mish)


def _head(inputs, hidden, classes=80):
    return nn.Sequential(_leaky(inputs, hidden, 3), nn.Conv2d(hidden, 3 * (classes + 5), 1))


class YoloV3Tiny(nn.Module):
    def __init__(self):
        super().__init__()
        layers, channels = [], 3
        for width in (16, 32, 64, 128):
            layers += [_leaky(channels, width, 3), nn.MaxPool2d(2, 2)]
            channels = width
        self.fine = nn.Sequential(*layers, _leaky(128, 256, 3))
        self.coarse = nn.Sequential(
            nn.MaxPool2d(2, 2), _leaky(256, 512, 3), nn.ZeroPad2d((0, 1, 0, 1)), nn.MaxPool2d(2, 1),
            _leaky(512, 1024, 3), _leaky(1024, 256),
        )
        self.large = _head(256, 512)
        self.up = nn.Sequential(_leaky(256, 128), nn.Upsample(scale_factor=2))
        self.small = _head(384, 256)

    def forward(self, x):
        fine = self.fine(x)
        coarse = self.coarse(fine)
        return self.large(coarse), self.small(torch.cat([self.up(coarse), fine], 1))


class _TinyStage(nn.Module):
    """Half the channels through two convolutions; gives what came before its pooling too."""

    def __init__(self, channels):
        super().__init__()
        half = channels // 2
        self.half = half
        self.first = _leaky(channels, channels, 3)
        self.second, self.third = _leaky(half, half, 3), _leaky(half, half, 3)
        self.join = _leaky(channels, channels)
        self.pool = nn.MaxPool2d(2, 2)

    def forward(self, x):
        x = self.first(x)
        y = self.second(x[:, self.half :])
        joined = self.join(torch.cat([self.third(y), y], 1))
        return self.pool(torch.cat([x, joined], 1)), joined


class YoloV4Tiny(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem = nn.Sequential(_leaky(3, 32, 3, 2), _leaky(32, 64, 3, 2))
        self.stages = nn.ModuleList(_TinyStage(it) for it in (64, 128, 256))
        self.coarse = nn.Sequential(_leaky(512, 512, 3), _leaky(512, 256))
        self.large = _head(256, 512)
        self.up = nn.Sequential(_leaky(256, 128), nn.Upsample(scale_factor=2))
        self.small = _head(384, 256)

    def forward(self, x):
        x = self.stem(x)
        for stage in self.stages:
            x, fine = stage(x)
        coarse = self.coarse(x)
        return self.large(coarse), self.small(torch.cat([self.up(coarse), fine], 1))


class _CspStage(nn.Module):
    def __init__(self, inputs, outputs, depth, is_first=False):
        super().__init__()
        half = outputs if is_first else outputs // 2
        hidden = outputs // 2
        self.down = _mish(inputs, outputs, 3, 2)
        self.way, self.enter = _mish(outputs, half), _mish(outputs, half)
        self.blocks = nn.ModuleList(
            nn.Sequential(_mish(half, hidden), _mish(hidden, half, 3)) for _ in range(depth)
        )
        self.leave = _mish(half, half)
        self.join = _mish(2 * half, outputs)

    def forward(self, x):
        x = self.down(x)
        y = self.enter(x)
        for block in self.blocks:
            y = y + block(y)
        return self.join(torch.cat([self.leave(y), self.way(x)], 1))


def _five(inputs, width):
    wide = 2 * width
    return nn.Sequential(
        _leaky(inputs, width), _leaky(width, wide, 3), _leaky(wide, width), _leaky(width, wide, 3), _leaky(wide, width)
    )


class YoloV4(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem = nn.Sequential(_mish(3, 32, 3), _CspStage(32, 64, 1, True), _CspStage(64, 128, 2))
        self.stage3, self.stage4, self.stage5 = _CspStage(128, 256, 8), _CspStage(256, 512, 8), _CspStage(512, 1024, 4)
        self.before = nn.Sequential(_leaky(1024, 512), _leaky(512, 1024, 3), _leaky(1024, 512))
        self.pyramid = Branches(*(nn.MaxPool2d(k, 1, k // 2) for k in (13, 9, 5)), nn.Identity())
        self.after = nn.Sequential(_leaky(2048, 512), _leaky(512, 1024, 3), _leaky(1024, 512))
        self.up4 = nn.Sequential(_leaky(512, 256), nn.Upsample(scale_factor=2))
        self.way4, self.join4 = _leaky(512, 256), _five(512, 256)
        self.up3 = nn.Sequential(_leaky(256, 128), nn.Upsample(scale_factor=2))
        self.way3, self.join3 = _leaky(256, 128), _five(256, 128)
        self.down4, self.again4 = _leaky(128, 256, 3, 2), _five(512, 256)
        self.down5, self.again5 = _leaky(256, 512, 3, 2), _five(1024, 512)
        self.heads = nn.ModuleList(_head(it, 2 * it) for it in (128, 256, 512))

    def forward(self, x):
        c3 = self.stage3(self.stem(x))
        c4 = self.stage4(c3)
        p5 = self.after(self.pyramid(self.before(self.stage5(c4))))
        p4 = self.join4(torch.cat([self.way4(c4), self.up4(p5)], 1))
        p3 = self.join3(torch.cat([self.way3(c3), self.up3(p4)], 1))
        n4 = self.again4(torch.cat([self.down4(p3), p4], 1))
        n5 = self.again5(torch.cat([self.down5(n4), p5], 1))
        return [head(it) for head, it in zip(self.heads, (p3, n4, n5))]
