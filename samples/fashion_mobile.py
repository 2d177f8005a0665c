"""A small MobileNetV2-style classifier for 28x28 grey images: depthwise convolutions and ReLU6."""

import torch
from torch import nn


class InvertedResidual(nn.Module):
    """Widen by a 1x1 convolution, filter each channel by itself, narrow; add the input if shapes agree."""

    def __init__(self, in_channels: int, out_channels: int, stride: int, expand_ratio: int = 4):
        super().__init__()
        hidden = in_channels * expand_ratio
        self.use_residual = stride == 1 and in_channels == out_channels
        self.expand = nn.Sequential(
            nn.Conv2d(in_channels, hidden, 1, bias=False),
            nn.BatchNorm2d(hidden),
            nn.ReLU6(),
        )
        self.depthwise = nn.Sequential(
            nn.Conv2d(hidden, hidden, 3, stride=stride, padding=1, groups=hidden, bias=False),
            nn.BatchNorm2d(hidden),
            nn.ReLU6(),
        )
        # The last 1x1 convolution has no activation: MobileNetV2 calls it a linear bottleneck.
        self.project = nn.Sequential(
            nn.Conv2d(hidden, out_channels, 1, bias=False),
            nn.BatchNorm2d(out_channels),
        )

    def forward(self, x):
        out = self.project(self.depthwise(self.expand(x)))
        return x + out if self.use_residual else out


class FashionMobile(nn.Module):
    # (output channels, stride) of each inverted residual.
    settings = [(24, 2), (24, 1), (40, 2), (40, 1), (64, 1), (64, 1)]

    def __init__(self, num_classes: int = 10):
        super().__init__()
        layers = [
            nn.Conv2d(1, 16, 3, padding=1, bias=False),
            nn.BatchNorm2d(16),
            nn.ReLU6(),
        ]
        channels = 16
        for out_channels, stride in self.settings:
            layers.append(InvertedResidual(channels, out_channels, stride))
            channels = out_channels
        layers += [
            nn.Conv2d(channels, 128, 1, bias=False),
            nn.BatchNorm2d(128),
            nn.ReLU6(),
        ]
        self.features = nn.Sequential(*layers)
        self.pool = nn.AdaptiveAvgPool2d(1)
        self.classifier = nn.Linear(128, num_classes)

    def forward(self, x):
        x = self.features(x)
        x = self.pool(x)
        x = torch.flatten(x, 1)
        return self.classifier(x)


if __name__ == "__main__":
    model = FashionMobile()
    print(model(torch.randn(2, 1, 28, 28)).shape)
