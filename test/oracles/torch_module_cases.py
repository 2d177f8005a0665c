"""Random constructions and calls of every layer of torch.nn, as source text.

Each generator gives ``(construction, arguments of the call)``; both are evaluated by the real torch and by
the stand-in, in separate processes. About a tenth of the cases is wrong on purpose: a channel too many, a
missing dimension, integers where floats belong.
"""

from __future__ import annotations

import random
from collections.abc import Callable

Case = tuple[str, str]
CASES: dict[str, Callable[["Draw"], Case]] = {}


class Draw:
    """Random choices that read well in a generator."""

    def __init__(self, seed: str) -> None:
        self.random = random.Random(seed)

    def int(self, low: int, high: int) -> int:
        return self.random.randint(low, high)

    def pick(self, *options):
        return self.random.choice(options)

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def size(self, rank: int, low: int, high: int) -> str:
        """One int, or one for each dimension."""
        if self.chance(0.5):
            return str(self.int(low, high))
        values = ", ".join(str(self.int(low, high)) for _ in range(rank))
        return f"({values},)" if rank == 1 else f"({values})"

    def options(self, share: float = 0.35, **options) -> str:
        """Some of the keyword arguments with one of their values (a str is source text), a comma in front."""
        text = ""
        for name, values in options.items():
            if self.chance(share):
                value = self.pick(*values)
                text += f", {name}={value if isinstance(value, str) else repr(value)}"
        return text

    def wrong(self) -> bool:
        return self.chance(0.06)

    def tensor(self, *shape: int, dtype: str = "") -> str:
        """A tensor, now and then of another rank or dtype."""
        sizes = list(shape)
        if self.wrong():
            sizes = self.pick(sizes[:-1], [1, *sizes], sizes[1:])
        text = ", ".join(str(it) for it in sizes)
        if dtype:
            return f"t(({text}{',' if len(sizes) == 1 else ''}), torch.{dtype})"
        if self.chance(0.04):
            kind = self.pick("float64", "float16", "bfloat16", "int64", "uint8", "bool")
            return f"t(({text}{',' if len(sizes) == 1 else ''}), torch.{kind})"
        return f"r({text})"

    def batched(self, channels: int, spatial: list[int]) -> str:
        batch = [] if self.chance(0.2) else [self.pick(1, 2, 3)]
        if self.wrong():
            channels += 1
        return self.tensor(*batch, channels, *spatial)

    def spatial(self, rank: int, low: int = 1, high: int = 12) -> list[int]:
        return [self.int(low, high) for _ in range(rank)]


def case(*names: str):
    def register(generator):
        for name in names:
            CASES[name] = lambda g, name=name: generator(g, name)
        return generator

    return register


def rank_of(name: str) -> int:
    return int(name.rstrip("d")[-1])


@case("Conv1d", "Conv2d", "Conv3d", "LazyConv1d", "LazyConv2d", "LazyConv3d")
def conv(g: Draw, name: str) -> Case:
    rank, groups = rank_of(name), g.pick(1, 1, 1, 2, 3)
    ins, outs = groups * g.int(1, 3), groups * g.int(1, 3) + (1 if g.wrong() else 0)
    text = g.options(
        stride=[g.size(rank, 1, 3)],
        padding=[g.size(rank, 0, 3), "'same'", "'valid'"],
        dilation=[g.size(rank, 1, 3)],
        bias=[False],
        padding_mode=["'zeros'", "'reflect'", "'replicate'", "'circular'"],
        dtype=["torch.float64", "torch.float32"],
    )
    text += f", groups={groups}" if groups > 1 else ""
    first = "" if name.startswith("Lazy") else f"{ins}, "
    return f"nn.{name}({first}{outs}, {g.size(rank, 1, 4)}{text})", g.batched(ins, g.spatial(rank))


@case("ConvTranspose1d", "ConvTranspose2d", "ConvTranspose3d")
def conv_transpose(g: Draw, name: str) -> Case:
    rank, groups = rank_of(name), g.pick(1, 1, 1, 2, 3)
    ins, outs = groups * g.int(1, 3), groups * g.int(1, 3)
    text = g.options(
        stride=[g.size(rank, 1, 3)],
        padding=[g.size(rank, 0, 3)],
        output_padding=[g.size(rank, 0, 2)],
        dilation=[g.size(rank, 1, 3)],
        bias=[False],
    )
    text += f", groups={groups}" if groups > 1 else ""
    args = g.batched(ins, g.spatial(rank, 1, 6))
    if g.chance(0.15):
        args += f", output_size={[g.int(3, 12) for _ in range(rank)]}"
    return f"nn.{name}({ins}, {outs}, {g.size(rank, 1, 4)}{text})", args


@case("LazyConvTranspose1d", "LazyConvTranspose2d", "LazyConvTranspose3d")
def lazy_conv_transpose(g: Draw, name: str) -> Case:
    build, args = conv_transpose(g, name)
    return f"nn.{name}({build.partition(', ')[2]}", args


@case("Linear", "LazyLinear", "Identity")
def linear(g: Draw, name: str) -> Case:
    ins, outs = g.int(1, 6), g.int(1, 6)
    first = "" if name == "LazyLinear" else f"{ins}, "
    shape = [g.int(1, 3) for _ in range(g.int(0, 3))]
    x = g.tensor(*shape, ins + (1 if g.wrong() else 0))
    return f"nn.{name}({first}{outs}{g.options(bias=[False], dtype=['torch.float64'])})", x


@case("Bilinear")
def bilinear(g: Draw, name: str) -> Case:
    a, b, batch = g.int(0, 4), g.int(1, 4), g.int(1, 3)
    other = batch + (1 if g.wrong() else 0)
    return f"nn.Bilinear({a}, {b}, {g.int(1, 4)}{g.options(bias=[False])})", f"r({batch}, {a}), r({other}, {b})"


@case(
    "BatchNorm1d", "BatchNorm2d", "BatchNorm3d", "InstanceNorm1d", "InstanceNorm2d", "InstanceNorm3d",
    "LazyBatchNorm1d", "LazyBatchNorm2d", "LazyBatchNorm3d", "LazyInstanceNorm1d", "LazyInstanceNorm2d",
    "LazyInstanceNorm3d",
)
def batch_norm(g: Draw, name: str) -> Case:
    rank, channels = rank_of(name), g.int(1, 4)
    spatial = [] if name.endswith("BatchNorm1d") and g.chance(0.5) else g.spatial(rank, 1, 4)
    options = g.options(
        affine=[True, False], track_running_stats=[True, False], momentum=[0.2] if "Inst" in name else [0.2, None], eps=[1e-3]
    )
    first = "" if name.startswith("Lazy") else str(channels)
    batch = [g.int(1, 3)]
    if name.startswith("Lazy"):
        return f"nn.{name}({options.lstrip(', ')})", g.tensor(*batch, channels, *spatial)
    return f"nn.{name}({first}{options})", g.tensor(*batch, channels + (1 if g.wrong() else 0), *spatial)


@case("LayerNorm", "RMSNorm")
def layer_norm(g: Draw, name: str) -> Case:
    shape = [g.int(1, 4) for _ in range(g.int(1, 3))]
    wanted = shape[-g.int(1, len(shape)) :]
    if g.wrong():
        wanted = [*wanted[:-1], wanted[-1] + 1]
    given = wanted[0] if len(wanted) == 1 and g.chance(0.5) else wanted
    options = g.options(eps=[1e-3], elementwise_affine=[False])
    if name == "LayerNorm":
        options += g.options(bias=[False])
    return f"nn.{name}({given}{options})", g.tensor(*shape)


@case("GroupNorm")
def group_norm(g: Draw, name: str) -> Case:
    groups = g.int(1, 4)
    channels = groups * g.int(1, 3) + (1 if g.wrong() else 0)
    spatial = g.spatial(g.int(0, 3), 1, 4)
    x = g.tensor(g.int(1, 3), channels + (1 if g.wrong() else 0), *spatial)
    return f"nn.GroupNorm({groups}, {channels}{g.options(affine=[False], eps=[1e-3])})", x


@case("LocalResponseNorm", "CrossMapLRN2d")
def response_norm(g: Draw, name: str) -> Case:
    rank = 2 if name == "CrossMapLRN2d" else g.int(0, 3)
    x = f"r({', '.join(str(it) for it in [g.int(1, 3), g.int(1, 6), *g.spatial(rank, 1, 5)])})"
    return f"nn.{name}({g.int(1, 5)}{g.options(alpha=[1e-3], k=[2.0])})", x


@case("MaxPool1d", "MaxPool2d", "MaxPool3d")
def max_pool(g: Draw, name: str) -> Case:
    rank = rank_of(name)
    options = g.options(
        stride=[g.size(rank, 1, 3)],
        padding=[g.size(rank, 0, 2)],
        dilation=[g.size(rank, 1, 2)],
        ceil_mode=[True],
        return_indices=[True],
    )
    return f"nn.{name}({g.size(rank, 1, 4)}{options})", g.batched(g.int(1, 3), g.spatial(rank))


@case("AvgPool1d", "AvgPool2d", "AvgPool3d")
def avg_pool(g: Draw, name: str) -> Case:
    rank = rank_of(name)
    options = g.options(
        stride=[g.size(rank, 1, 3)], padding=[g.size(rank, 0, 2)], ceil_mode=[True], count_include_pad=[False]
    )
    if rank > 1:
        options += g.options(0.1, divisor_override=[3, 0])
    x = g.batched(g.int(1, 3), g.spatial(rank))
    return f"nn.{name}({g.size(rank, 1, 4)}{options})", x


@case("LPPool1d", "LPPool2d", "LPPool3d")
def lp_pool(g: Draw, name: str) -> Case:
    rank = rank_of(name)
    options = g.options(stride=[g.size(rank, 1, 3)], ceil_mode=[True])
    return f"nn.{name}({g.pick(1, 2, 1.5)}, {g.size(rank, 1, 3)}{options})", g.batched(g.int(1, 3), g.spatial(rank, 3))


@case(
    "AdaptiveAvgPool1d", "AdaptiveAvgPool2d", "AdaptiveAvgPool3d", "AdaptiveMaxPool1d", "AdaptiveMaxPool2d",
    "AdaptiveMaxPool3d",
)
def adaptive_pool(g: Draw, name: str) -> Case:
    rank = rank_of(name)
    size = g.size(rank, 1, 5)
    if rank > 1 and g.chance(0.25):
        size = str(tuple(g.pick(None, g.int(1, 4)) for _ in range(rank + (1 if g.wrong() else 0))))
    options = g.options(return_indices=[True]) if "Max" in name else ""
    return f"nn.{name}({size}{options})", g.batched(g.int(1, 3), g.spatial(rank))


@case("FractionalMaxPool2d", "FractionalMaxPool3d")
def fractional_pool(g: Draw, name: str) -> Case:
    rank = rank_of(name)
    options = g.pick(f", output_size={g.size(rank, 1, 4)}", f", output_ratio={g.pick(0.5, 0.7, 1.2)}", "")
    options += g.options(return_indices=[True])
    return f"nn.{name}({g.size(rank, 1, 3)}{options})", g.batched(g.int(1, 3), g.spatial(rank, 4))


@case("MaxUnpool1d", "MaxUnpool2d", "MaxUnpool3d")
def max_unpool(g: Draw, name: str) -> Case:
    rank, channels, spatial = rank_of(name), g.int(1, 2), None
    spatial = g.spatial(rank, 1, 4)
    shape = ", ".join(str(it) for it in [1, channels, *spatial])
    kernel = g.int(1, 3)
    extra = f", output_size={[g.int(1, 9) for _ in range(rank)]}" if g.chance(0.3) else ""
    options = g.options(stride=[g.int(1, 3)])
    return f"nn.{name}({kernel}{options})", f"r({shape}), torch.zeros({shape}).long(){extra}"


_ACTIVATIONS = {
    "ReLU": {"inplace": [True]}, "ReLU6": {"inplace": [True]}, "SELU": {"inplace": [True]},
    "SiLU": {"inplace": [True]}, "Mish": {"inplace": [True]}, "Hardswish": {"inplace": [True]},
    "Hardsigmoid": {"inplace": [True]}, "Sigmoid": {}, "Tanh": {}, "LogSigmoid": {}, "Softsign": {},
    "Tanhshrink": {}, "ELU": {"alpha": [0.5], "inplace": [True]}, "CELU": {"alpha": [0.5], "inplace": [True]},
    "GELU": {"approximate": ["'tanh'", "'none'", "'other'"]}, "GLU": {"dim": [0, 1, -1]},
    "Hardshrink": {"lambd": [0.3]}, "Softshrink": {"lambd": [0.3]}, "LeakyReLU": {"negative_slope": [0.2], "inplace": [True]},
    "Hardtanh": {"min_val": [-2.0, 2.0], "inplace": [True]}, "RReLU": {"lower": [0.1, 0.9]},
    "Softplus": {"beta": [2]}, "Softmin": {"dim": [0, 1, -1]}, "Softmax": {"dim": [0, 1, -1]},
    "LogSoftmax": {"dim": [0, 1, -1]}, "Softmax2d": {}, "PReLU": {"num_parameters": [1, 2, 3]},
}  # fmt: skip


@case(*_ACTIVATIONS)
def activation(g: Draw, name: str) -> Case:
    shape = [g.int(1, 4) for _ in range(g.int(1, 4))]
    text = ", ".join(str(it) for it in shape)
    x = f"r({text})" if g.chance(0.85) else f"t(({text},), torch.{g.pick('int64', 'float16', 'bool', 'float64')})"
    return f"nn.{name}({g.options(0.5, **_ACTIVATIONS[name]).lstrip(', ')})", x


@case("Threshold")
def threshold(g: Draw, name: str) -> Case:
    return f"nn.Threshold(0.1, {g.pick(0, 20)}{g.options(inplace=[True])})", g.tensor(2, 3)


@case("Dropout", "Dropout1d", "Dropout2d", "Dropout3d", "AlphaDropout", "FeatureAlphaDropout")
def dropout(g: Draw, name: str) -> Case:
    shape = [g.int(1, 3) for _ in range(g.int(1, 5))]
    return f"nn.{name}({g.pick(0, 0.3, 1, 1.5)}{g.options(inplace=[True])})", g.tensor(*shape)


@case(
    "ReflectionPad1d", "ReflectionPad2d", "ReflectionPad3d", "ReplicationPad1d", "ReplicationPad2d",
    "ReplicationPad3d", "ZeroPad1d", "ZeroPad2d", "ZeroPad3d", "CircularPad1d", "CircularPad2d", "CircularPad3d",
    "ConstantPad1d", "ConstantPad2d", "ConstantPad3d",
)
def padding(g: Draw, name: str) -> Case:
    rank = rank_of(name)
    # With negative amounts the real circular padding overlaps its own memory and fails.
    low = 0 if name.startswith("Circular") else -1
    amounts = str(g.int(0, 3)) if g.chance(0.5) else str(tuple(g.int(low, 3) for _ in range(2 * rank)))
    value = ", 0.5" if name.startswith("Constant") else ""
    return f"nn.{name}({amounts}{value})", g.batched(g.int(1, 3), g.spatial(rank, 2, 6))


@case("Embedding")
def embedding(g: Draw, name: str) -> Case:
    shape = [g.int(1, 4) for _ in range(g.int(0, 3))]
    options = g.options(padding_idx=[0, -1, 9], max_norm=[1.0])
    text = ", ".join(str(it) for it in shape) + ("," if len(shape) == 1 else "")
    kind = g.pick("int64", "int64", "int32", "float32", "uint8")
    return f"nn.Embedding({g.int(2, 8)}, {g.int(1, 5)}{options})", f"t(({text}), torch.{kind})"


@case("EmbeddingBag")
def embedding_bag(g: Draw, name: str) -> Case:
    options = g.options(mode=["'sum'", "'mean'", "'max'"], include_last_offset=[True], padding_idx=[0])
    if g.chance(0.5):
        args = f"t(({g.int(1, 3)}, {g.int(1, 3)}), torch.int64)"
    else:
        args = "t((6,), torch.int64)" + g.pick("", ", torch.tensor([0, 2])", ", torch.tensor([0, 2, 6])")
    return f"nn.EmbeddingBag(7, {g.int(1, 4)}{options})", args


@case("Upsample")
def upsample(g: Draw, name: str) -> Case:
    rank = g.int(1, 3)
    mode = g.pick("nearest", "nearest", "linear", "bilinear", "bicubic", "trilinear", "area", "nearest-exact")
    target = g.pick(
        f"size={g.size(rank, 1, 8)}", f"scale_factor={g.pick(2, 0.5, 1.7)}", f"scale_factor={(1.3,) * rank}"
    )
    return f"nn.Upsample({target}, mode='{mode}'{g.options(0.2, align_corners=[True, False])})", g.tensor(
        1, 2, *g.spatial(rank, 2, 6)
    )


@case("UpsamplingNearest2d", "UpsamplingBilinear2d")
def upsampling(g: Draw, name: str) -> Case:
    target = g.pick(f"size={g.size(2, 1, 8)}", f"scale_factor={g.pick(2, 3, 0.5)}")
    return f"nn.{name}({target})", g.tensor(1, 2, *g.spatial(2, 2, 6))


@case("PixelShuffle", "PixelUnshuffle", "ChannelShuffle")
def shuffle(g: Draw, name: str) -> Case:
    factor = g.int(1, 3)
    channels = g.int(1, 2) * (factor * factor if name == "PixelShuffle" else factor if name == "ChannelShuffle" else 1)
    step = factor if name == "PixelUnshuffle" else 1
    batch = [g.int(1, 2) for _ in range(g.int(0, 2))] if name != "ChannelShuffle" else [g.int(1, 2)]
    x = g.tensor(*batch, channels + (1 if g.wrong() else 0), g.int(1, 3) * step, g.int(1, 3) * step)
    return f"nn.{name}({factor})", x


@case("Unfold")
def unfold(g: Draw, name: str) -> Case:
    options = g.options(dilation=[g.size(2, 1, 2)], padding=[g.size(2, 0, 2)], stride=[g.size(2, 1, 3)])
    return f"nn.Unfold({g.size(2, 1, 3)}{options})", g.batched(g.int(1, 3), g.spatial(2, 2, 7))


@case("Fold")
def fold(g: Draw, name: str) -> Case:
    height, width, k, stride = g.int(3, 7), g.int(3, 7), g.int(1, 3), g.int(1, 2)
    blocks = ((height - k) // stride + 1) * ((width - k) // stride + 1) + (1 if g.wrong() else 0)
    channels = g.int(1, 2) * k * k + (1 if g.wrong() else 0)
    return f"nn.Fold(({height}, {width}), {k}, stride={stride})", g.tensor(2, channels, blocks)


@case("Flatten")
def flatten(g: Draw, name: str) -> Case:
    shape = [g.int(1, 4) for _ in range(g.int(1, 4))]
    return f"nn.Flatten({g.options(0.5, start_dim=[0, 1, 2, -2], end_dim=[-1, 1, 2, -2]).lstrip(', ')})", g.tensor(*shape)


@case("Unflatten")
def unflatten(g: Draw, name: str) -> Case:
    a, b = g.int(1, 3), g.int(1, 3)
    sizes = g.pick((a, b), (-1, b), (a, -1), (a, b, 1))
    return f"nn.Unflatten({g.pick(1, -1, 2)}, {sizes})", g.tensor(2, a * b + (1 if g.wrong() else 0))


@case("PairwiseDistance", "CosineSimilarity")
def distance(g: Draw, name: str) -> Case:
    a, b = g.int(1, 3), g.int(1, 4)
    other = g.pick(f"{a}, {b}", f"{a}, {b}", f"1, {b}", f"{b}", f"{a}, {b + 1}")
    options = g.options(keepdim=[True], p=[1.0]) if name == "PairwiseDistance" else g.options(dim=[0, 1, -1])
    return f"nn.{name}({options.lstrip(', ')})", f"r({a}, {b}), r({other})"
