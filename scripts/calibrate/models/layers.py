"""Blocks that the network descriptions share. Shapes only: nothing here is trained, or could be."""

import torch
from torch import nn


class Conv(nn.Module):
    """Convolution, batch normalization, activation."""

    def __init__(self, inputs, outputs, kernel=1, stride=1, groups=1, act=nn.ReLU, padding=None):
        super().__init__()
        if padding is None:
            padding = tuple(it // 2 for it in kernel) if isinstance(kernel, tuple) else kernel // 2
        self.conv = nn.Conv2d(inputs, outputs, kernel, stride, padding, groups=groups, bias=False)
        self.norm = nn.BatchNorm2d(outputs)
        self.act = act() if act else nn.Identity()

    def forward(self, x):
        return self.act(self.norm(self.conv(x)))


class Residual(nn.Module):
    """A body, a way around it, and an activation after their sum."""

    def __init__(self, body, shortcut=None, act=None):
        super().__init__()
        self.body = body
        self.shortcut = shortcut or nn.Identity()
        self.act = act() if act else nn.Identity()

    def forward(self, x):
        return self.act(self.shortcut(x) + self.body(x))


class Branches(nn.Module):
    """Branches over one input, joined by channel."""

    def __init__(self, *branches):
        super().__init__()
        self.branches = nn.ModuleList(branches)

    def forward(self, x):
        return torch.cat([it(x) for it in self.branches], 1)


class SqueezeExcite(nn.Module):
    def __init__(self, channels, squeezed):
        super().__init__()
        self.pool = nn.AdaptiveAvgPool2d(1)
        self.reduce = nn.Conv2d(channels, squeezed, 1)
        self.act = nn.ReLU()
        self.expand = nn.Conv2d(squeezed, channels, 1)
        self.gate = nn.Hardsigmoid()

    def forward(self, x):
        return x * self.gate(self.expand(self.act(self.reduce(self.pool(x)))))


def classifier(channels, classes=1000):
    return nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(channels, classes), nn.Softmax(1))


def divisible(value, by=8):
    """Channels rounded to a multiple, never down by more than a tenth."""
    rounded = max(by, int(value + by / 2) // by * by)
    return rounded + by if rounded < 0.9 * value else rounded
