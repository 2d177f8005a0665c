"""Image classifiers of 2012 to 2016, from their papers and published layer tables."""

from layers import Branches, Conv, Residual, classifier
from torch import nn


def alexnet(grouped=True):
    """Krizhevsky 2012. `grouped`: as Caffe has it, two groups and normalization over channels; else torchvision's."""
    groups = 2 if grouped else 1
    sizes = (96, 256, 384, 384, 256) if grouped else (64, 192, 384, 256, 256)
    norm = [nn.LocalResponseNorm(5)] if grouped else []
    a, b, c, d, e = sizes
    return nn.Sequential(
        nn.Conv2d(3, a, 11, 4, 0 if grouped else 2), nn.ReLU(), *norm, nn.MaxPool2d(3, 2),
        nn.Conv2d(a, b, 5, 1, 2, groups=groups), nn.ReLU(), *norm, nn.MaxPool2d(3, 2),
        nn.Conv2d(b, c, 3, 1, 1), nn.ReLU(),
        nn.Conv2d(c, d, 3, 1, 1, groups=groups), nn.ReLU(),
        nn.Conv2d(d, e, 3, 1, 1, groups=groups), nn.ReLU(), nn.MaxPool2d(3, 2),
        nn.Flatten(), nn.Linear(e * 36, 4096), nn.ReLU(), nn.Linear(4096, 4096), nn.ReLU(),
        nn.Linear(4096, 1000), nn.Softmax(1),
    )


def vgg16():
    layers, channels = [], 3
    for width, depth in ((64, 2), (128, 2), (256, 3), (512, 3), (512, 3)):
        for _ in range(depth):
            layers += [nn.Conv2d(channels, width, 3, 1, 1), nn.ReLU()]
            channels = width
        layers.append(nn.MaxPool2d(2, 2))
    head = [nn.Linear(512 * 49, 4096), nn.ReLU(), nn.Linear(4096, 4096), nn.ReLU(), nn.Linear(4096, 1000)]
    return nn.Sequential(*layers, nn.Flatten(), *head, nn.Softmax(1))


def _stem():
    return [Conv(3, 64, 7, 2), nn.MaxPool2d(3, 2, 1)]


def resnet18():
    layers, channels = _stem(), 64
    for width, stride in ((64, 1), (128, 2), (256, 2), (512, 2)):
        for step in (stride, 1):
            body = nn.Sequential(Conv(channels, width, 3, step), Conv(width, width, 3, act=None))
            way = Conv(channels, width, 1, step, act=None) if step != 1 or channels != width else None
            layers.append(Residual(body, way, nn.ReLU))
            channels = width
    return nn.Sequential(*layers, classifier(512))


def resnet50(first_strides=False):
    """`first_strides`: the stride is in the 1x1 convolution, as in Caffe's; else in the 3x3, as in torchvision's."""
    layers, channels = _stem(), 64
    for width, depth, stride in ((64, 3, 1), (128, 4, 2), (256, 6, 2), (512, 3, 2)):
        for index in range(depth):
            step = stride if index == 0 else 1
            outer, inner = (step, 1) if first_strides else (1, step)
            body = nn.Sequential(
                Conv(channels, width, 1, outer), Conv(width, width, 3, inner), Conv(width, 4 * width, 1, act=None)
            )
            way = Conv(channels, 4 * width, 1, step, act=None) if index == 0 else None
            layers.append(Residual(body, way, nn.ReLU))
            channels = 4 * width
    return nn.Sequential(*layers, classifier(2048))


def squeezenet1_1():
    def fire(inputs, squeezed, expanded):
        one = nn.Sequential(nn.Conv2d(squeezed, expanded, 1), nn.ReLU())
        three = nn.Sequential(nn.Conv2d(squeezed, expanded, 3, 1, 1), nn.ReLU())
        return nn.Sequential(nn.Conv2d(inputs, squeezed, 1), nn.ReLU(), Branches(one, three))

    return nn.Sequential(
        nn.Conv2d(3, 64, 3, 2), nn.ReLU(), nn.MaxPool2d(3, 2, ceil_mode=True),
        fire(64, 16, 64), fire(128, 16, 64), nn.MaxPool2d(3, 2, ceil_mode=True),
        fire(128, 32, 128), fire(256, 32, 128), nn.MaxPool2d(3, 2, ceil_mode=True),
        fire(256, 48, 192), fire(384, 48, 192), fire(384, 64, 256), fire(512, 64, 256),
        nn.Conv2d(512, 1000, 1), nn.ReLU(), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Softmax(1),
    )


def googlenet():
    """Szegedy 2014: Table 1, with its 5x5 branches."""

    def block(inputs, one, three, five, pooled):
        return Branches(
            Conv(inputs, one),
            nn.Sequential(Conv(inputs, three[0]), Conv(three[0], three[1], 3)),
            nn.Sequential(Conv(inputs, five[0]), Conv(five[0], five[1], 5)),
            nn.Sequential(nn.MaxPool2d(3, 1, 1), Conv(inputs, pooled)),
        )

    def pool():
        return nn.MaxPool2d(3, 2, ceil_mode=True)

    return nn.Sequential(
        Conv(3, 64, 7, 2), pool(), Conv(64, 64), Conv(64, 192, 3), pool(),
        block(192, 64, (96, 128), (16, 32), 32), block(256, 128, (128, 192), (32, 96), 64), pool(),
        block(480, 192, (96, 208), (16, 48), 64), block(512, 160, (112, 224), (24, 64), 64),
        block(512, 128, (128, 256), (24, 64), 64), block(512, 112, (144, 288), (32, 64), 64),
        block(528, 256, (160, 320), (32, 128), 128), pool(),
        block(832, 256, (160, 320), (32, 128), 128), block(832, 384, (192, 384), (48, 128), 128),
        classifier(1024),
    )


def inception_v3():
    """Szegedy 2015, Figs. 5 to 7 and 10."""

    def pooled(inputs, outputs):
        return nn.Sequential(nn.AvgPool2d(3, 1, 1), Conv(inputs, outputs))

    def a(inputs, pool):
        five = nn.Sequential(Conv(inputs, 48), Conv(48, 64, 5))
        threes = nn.Sequential(Conv(inputs, 64), Conv(64, 96, 3), Conv(96, 96, 3))
        return Branches(Conv(inputs, 64), five, threes, pooled(inputs, pool))

    def b():
        threes = nn.Sequential(Conv(288, 64), Conv(64, 96, 3), Conv(96, 96, 3, 2, padding=0))
        return Branches(Conv(288, 384, 3, 2, padding=0), threes, nn.MaxPool2d(3, 2))

    def c(w):
        row, column = (1, 7), (7, 1)
        two = nn.Sequential(Conv(768, w), Conv(w, w, row), Conv(w, 192, column))
        four = nn.Sequential(Conv(768, w), Conv(w, w, column), Conv(w, w, row), Conv(w, w, column), Conv(w, 192, row))
        return Branches(Conv(768, 192), two, four, pooled(768, 192))

    def d():
        three = nn.Sequential(Conv(768, 192), Conv(192, 320, 3, 2, padding=0))
        seven = nn.Sequential(
            Conv(768, 192), Conv(192, 192, (1, 7)), Conv(192, 192, (7, 1)), Conv(192, 192, 3, 2, padding=0)
        )
        return Branches(three, seven, nn.MaxPool2d(3, 2))

    def fan():
        return Branches(Conv(384, 384, (1, 3)), Conv(384, 384, (3, 1)))

    def e(inputs):
        three = nn.Sequential(Conv(inputs, 384), fan())
        threes = nn.Sequential(Conv(inputs, 448), Conv(448, 384, 3), fan())
        return Branches(Conv(inputs, 320), three, threes, pooled(inputs, 192))

    stem = [
        Conv(3, 32, 3, 2, padding=0), Conv(32, 32, 3, padding=0), Conv(32, 64, 3), nn.MaxPool2d(3, 2),
        Conv(64, 80), Conv(80, 192, 3, padding=0), nn.MaxPool2d(3, 2),
    ]
    return nn.Sequential(
        *stem, a(192, 32), a(256, 64), a(288, 64), b(), c(128), c(160), c(160), c(192), d(), e(1280), e(2048),
        classifier(2048),
    )
