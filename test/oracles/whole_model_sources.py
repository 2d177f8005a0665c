"""Models that real torch and the tracer both run: torchvision's own, and kinds that it has none of.

Each entry of ``MODELS`` is (expression of the model, expression of the tuple of its inputs). Both are in the namespace of
this file, which is plain user code: it must know nothing of who runs it.
"""

import torch
import torch.nn.functional as F
from torch import nn
from torchvision import models


class DoubleConv(nn.Sequential):
    def __init__(self, cin, cout):
        super().__init__()
        for index, (a, b) in enumerate([(cin, cout), (cout, cout)]):
            self.add_module(f"conv{index}", nn.Conv2d(a, b, 3, padding=1, bias=False))
            self.add_module(f"norm{index}", nn.BatchNorm2d(b))
            self.add_module(f"act{index}", nn.ReLU(inplace=True))


class UNet(nn.Module):
    """Odd sizes on the way down, so that skips are padded; half of the ups are transposed convolutions."""

    def __init__(self, widths=(16, 32, 64, 128)):
        super().__init__()
        self.enter = DoubleConv(3, widths[0])
        self.downs = nn.ModuleList(DoubleConv(a, b) for a, b in zip(widths, widths[1:]))
        self.ups = nn.ModuleList()
        self.joins = nn.ModuleList()
        for index, (a, b) in enumerate(zip(widths[::-1], widths[-2::-1])):
            up = nn.ConvTranspose2d(a, b, 2, stride=2)
            if index % 2:
                up = nn.Sequential(nn.Upsample(scale_factor=2, mode="bilinear"), nn.Conv2d(a, b, 1))
            self.ups.append(up)
            self.joins.append(DoubleConv(2 * b, b))
        self.head = nn.Conv2d(widths[0], 2, 1)

    def forward(self, x):
        skips = [self.enter(x)]
        for down in self.downs:
            skips.append(down(F.max_pool2d(skips[-1], 2)))
        x = skips.pop()
        for up, join in zip(self.ups, self.joins):
            x, skip = up(x), skips.pop()
            dy, dx = skip.size(2) - x.size(2), skip.size(3) - x.size(3)
            x = F.pad(x, [dx // 2, dx - dx // 2, dy // 2, dy - dy // 2])
            x = join(torch.cat([skip, x], dim=1))
        return {"mask": self.head(x), "last": x}


class Tagger(nn.Module):
    """Embedding, a bidirectional LSTM of two layers, a GRU over it, tags and a summary."""

    def __init__(self, words=1000, tags=17):
        super().__init__()
        self.embedding = nn.Embedding(words, 64, padding_idx=0)
        self.lstm = nn.LSTM(64, 48, num_layers=2, bidirectional=True, batch_first=True, dropout=0.2)
        self.gru = nn.GRU(96, 32)
        self.cell = nn.GRUCell(32, 32)
        self.norm = nn.LayerNorm(96)
        self.tags = nn.Linear(96, tags)

    def forward(self, ids):
        y, (h, c) = self.lstm(self.embedding(ids))
        y = self.norm(y)
        _, last = self.gru(y.transpose(0, 1))
        return self.tags(y), h, c, self.cell(last[0], last[0])


class Translator(nn.Module):
    """An encoder and a decoder of torch's own layers, a causal mask, weights tied to the embedding."""

    def __init__(self, words=500, width=64):
        super().__init__()
        self.embedding = nn.Embedding(words, width)
        layer = nn.TransformerEncoderLayer(width, 4, 128, batch_first=True, norm_first=True, activation="gelu")
        self.encoder = nn.TransformerEncoder(layer, 2, norm=nn.LayerNorm(width), enable_nested_tensor=False)
        self.decoder = nn.TransformerDecoder(nn.TransformerDecoderLayer(width, 4, 128, batch_first=True), 2)
        self.probe = nn.MultiheadAttention(width, 8, kdim=32, vdim=32, batch_first=True)
        self.narrow = nn.Linear(width, 32)
        self.out = nn.Linear(width, words, bias=False)
        self.out.weight = self.embedding.weight

    def forward(self, source, target):
        memory = self.encoder(self.embedding(source))
        mask = nn.Transformer.generate_square_subsequent_mask(target.size(1))
        y = self.decoder(self.embedding(target), memory, tgt_mask=mask, tgt_is_causal=True)
        seen, weights = self.probe(y, self.narrow(memory), self.narrow(memory))
        return self.out(y + seen), weights


def image(size):
    return f"(torch.rand(1, 3, {size}, {size}),)"


def of_torchvision(name, options=""):
    return f"models.get_model('{name}', weights=None{options})"


_FLOW = "(torch.rand(1, 3, 128, 192), torch.rand(1, 3, 128, 192))"

MODELS = {
    "resnet50": (of_torchvision("resnet50"), image(224)),
    "mobilenet_v3_large": (of_torchvision("mobilenet_v3_large"), image(224)),
    "efficientnet_v2_s": (of_torchvision("efficientnet_v2_s"), image(192)),
    "shufflenet_v2_x1_0": (of_torchvision("shufflenet_v2_x1_0"), image(224)),
    "regnet_y_400mf": (of_torchvision("regnet_y_400mf"), image(224)),
    "densenet121": (of_torchvision("densenet121"), image(224)),
    "inception_v3": (of_torchvision("inception_v3", ", init_weights=False"), image(299)),
    "googlenet": (of_torchvision("googlenet", ", init_weights=False"), image(224)),
    "convnext_tiny": (of_torchvision("convnext_tiny"), image(224)),
    "vit_b_16": (of_torchvision("vit_b_16"), image(224)),
    "swin_t": (of_torchvision("swin_t"), image(224)),
    "swin_v2_t": (of_torchvision("swin_v2_t"), image(256)),
    "maxvit_t": (of_torchvision("maxvit_t"), image(224)),
    "deeplabv3_mobilenet_v3_large": (
        "models.get_model('deeplabv3_mobilenet_v3_large', weights=None, weights_backbone=None, aux_loss=True)",
        image(193),
    ),
    "raft_small": (of_torchvision("raft_small"), _FLOW),
    "raft_large": (of_torchvision("raft_large"), _FLOW),
    "s3d": (of_torchvision("s3d"), "(torch.rand(1, 3, 16, 224, 224),)"),
    "swin3d_t": (of_torchvision("swin3d_t"), "(torch.rand(1, 3, 8, 96, 96),)"),
    "mvit_v2_s": (of_torchvision("mvit_v2_s"), "(torch.rand(1, 3, 16, 224, 224),)"),
    "UNet": ("UNet()", "(torch.rand(2, 3, 94, 130),)"),
    "Tagger": ("Tagger()", "(torch.ones(3, 21, dtype=torch.long),)"),
    "Translator": (
        "Translator()",
        "(torch.ones(2, 11, dtype=torch.long), torch.ones(2, 7, dtype=torch.long))",
    ),
}
