"""Random calls of every function of torch.nn.functional and torch.nn.init, as source text."""

from __future__ import annotations

from collections.abc import Callable

from torch_module_cases import _ACTIVATIONS, Draw

CALLS: dict[str, Callable[[Draw], str]] = {}


def call(*names: str):
    def register(generator):
        for name in names:
            CALLS[name] = lambda g, name=name: generator(g, name)
        return generator

    return register


def text(shape) -> str:
    return ", ".join(str(it) for it in shape)


@call("F.conv1d", "F.conv2d", "F.conv3d")
def conv(g: Draw, name: str) -> str:
    rank, groups = int(name[-2]), g.pick(1, 1, 2, 3)
    ins, outs = g.int(1, 3), groups * g.int(1, 2) + (1 if g.wrong() else 0)
    kernel = [g.int(1, 3) for _ in range(rank)]
    x = g.batched(ins * groups, g.spatial(rank))
    options = g.options(
        stride=[g.size(rank, 1, 3), "0"] if g.wrong() else [g.size(rank, 1, 3)],
        padding=[g.size(rank, 0, 2), "'same'", "'valid'", "'other'"] if g.wrong() else [g.size(rank, 0, 2), "'same'"],
        dilation=[g.size(rank, 1, 2)],
        bias=[f"r({outs})", f"r({outs + 1})"] if g.wrong() else [f"r({outs})"],
    )
    return f"{name}({x}, r({outs}, {ins}, {text(kernel)}), groups={groups}{options})"


@call("F.conv_transpose1d", "F.conv_transpose2d", "F.conv_transpose3d")
def conv_transpose(g: Draw, name: str) -> str:
    rank, groups = int(name[-2]), g.pick(1, 1, 2)
    ins, outs = groups * g.int(1, 2), g.int(1, 3)
    kernel = [g.int(1, 3) for _ in range(rank)]
    options = g.options(
        stride=[g.size(rank, 1, 3)],
        padding=[g.size(rank, 0, 3)],
        output_padding=[g.size(rank, 0, 2)],
        dilation=[g.size(rank, 1, 2)],
        bias=[f"r({outs * groups})"],
    )
    return f"{name}({g.batched(ins, g.spatial(rank, 1, 5))}, r({ins}, {outs}, {text(kernel)}), groups={groups}{options})"


@call("F.linear")
def linear(g: Draw, name: str) -> str:
    ins, outs = g.int(1, 5), g.int(1, 5)
    x = g.tensor(*[g.int(1, 3) for _ in range(g.int(0, 3))], ins + (1 if g.wrong() else 0))
    bias = g.pick("", f", r({outs})", f", r({outs})", ", r(1)", f", r({outs + 1})")
    return f"F.linear({x}, {g.pick(f'r({outs}, {ins})', f'r({outs}, {ins})', f'r({outs}, {ins})', f'r({ins})')}{bias})"


@call("F.bilinear")
def bilinear(g: Draw, name: str) -> str:
    a, b, c, n = (g.int(1, 3) for _ in range(4))
    return f"F.bilinear(r({n}, {a}), r({n}, {b + (1 if g.wrong() else 0)}), r({c}, {a}, {b}))"


_FUNCTIONS = {
    "relu": "ReLU", "relu6": "ReLU6", "selu": "SELU", "silu": "SiLU", "mish": "Mish", "hardswish": "Hardswish",
    "hardsigmoid": "Hardsigmoid", "sigmoid": "Sigmoid", "tanh": "Tanh", "logsigmoid": "LogSigmoid",
    "softsign": "Softsign", "tanhshrink": "Tanhshrink", "elu": "ELU", "celu": "CELU", "gelu": "GELU", "glu": "GLU",
    "hardshrink": "Hardshrink", "softshrink": "Softshrink", "leaky_relu": "LeakyReLU", "hardtanh": "Hardtanh",
    "rrelu": "RReLU", "softplus": "Softplus", "softmin": "Softmin", "softmax": "Softmax", "log_softmax": "LogSoftmax",
}  # fmt: skip


@call(*(f"F.{it}" for it in _FUNCTIONS))
def activation(g: Draw, name: str) -> str:
    options = g.options(0.5, **_ACTIVATIONS[_FUNCTIONS[name[2:]]])
    if name in ("F.softmax", "F.log_softmax"):
        options += g.options(0.2, dtype=["torch.float64", "torch.float16"])
    kind = g.pick("int64", "float16", "bool", "float64", "bfloat16", "complex64", "uint8")
    shape = [g.int(1, 4) for _ in range(g.int(0, 4))]
    x = f"r({text(shape)})" if g.chance(0.8) else f"t(({text(shape)}{',' if shape else ''}), torch.{kind})"
    if kind == "complex64" and name not in ("F.sigmoid", "F.tanh"):
        x = f"r({text(shape)})"
    return f"{name}({x}{options})"


@call("F.prelu")
def prelu(g: Draw, name: str) -> str:
    channels = g.int(1, 4)
    shape = [g.int(1, 3), channels, *g.spatial(g.int(0, 2), 1, 3)]
    return f"F.prelu(r({text(shape)}), {g.pick(f'r({channels})', 'r(1)', f'r({channels + 1})', 'r()')})"


@call("F.threshold")
def threshold(g: Draw, name: str) -> str:
    return f"F.threshold({g.tensor(2, 3)}, 0.5, {g.pick(0, 2)})"


@call("F.gumbel_softmax")
def gumbel(g: Draw, name: str) -> str:
    return f"F.gumbel_softmax(r(2, 3, 4){g.options(tau=[2.0], hard=[True], dim=[0, 1, 2])})"


@call("F.dropout", "F.dropout1d", "F.dropout2d", "F.dropout3d", "F.alpha_dropout", "F.feature_alpha_dropout")
def dropout(g: Draw, name: str) -> str:
    shape = [g.int(1, 3) for _ in range(g.int(1, 5))]
    return f"{name}({g.tensor(*shape)}, {g.pick(0.0, 0.4, 1.0, 1.5)}{g.options(0.5, training=[True, False], inplace=[True])})"


@call("F.batch_norm")
def batch_norm(g: Draw, name: str) -> str:
    channels = g.int(1, 4)
    shape = [g.int(1, 3), channels, *g.spatial(g.int(0, 3), 1, 3)]
    stats = g.pick(f"r({channels}), torch.ones({channels})", "None, None", f"r({channels + 1}), torch.ones({channels + 1})")
    options = g.options(weight=[f"r({channels})"], bias=[f"r({channels})"], training=[True])
    return f"F.batch_norm(r({text(shape)}), {stats}{options})"


@call("F.instance_norm")
def instance_norm(g: Draw, name: str) -> str:
    channels = g.int(1, 4)
    shape = [g.int(1, 3), channels, *g.spatial(g.int(1, 3), 1, 3)]
    return f"F.instance_norm(r({text(shape)}){g.options(weight=[f'r({channels})'], bias=[f'r({channels})'])})"


@call("F.layer_norm", "F.rms_norm")
def layer_norm(g: Draw, name: str) -> str:
    shape = [g.int(1, 4) for _ in range(g.int(1, 3))]
    wanted = shape[-g.int(1, len(shape)) :]
    if g.wrong():
        wanted = g.pick([], [9], [*wanted[:-1], wanted[-1] + 1])
    options = g.options(weight=[f"r({text(wanted)})"], eps=[1e-3])
    if name == "F.layer_norm":
        options += g.options(bias=[f"r({text(wanted)})"])
    return f"{name}({g.tensor(*shape)}, {wanted}{options})"


@call("F.group_norm")
def group_norm(g: Draw, name: str) -> str:
    groups = g.int(1, 3)
    channels = groups * g.int(1, 3) + (1 if g.wrong() else 0)
    shape = [g.int(1, 3), channels, *g.spatial(g.int(0, 2), 1, 3)]
    return f"F.group_norm({g.tensor(*shape)}, {groups}{g.options(weight=[f'r({channels})'], bias=[f'r({channels})'])})"


@call("F.local_response_norm")
def response_norm(g: Draw, name: str) -> str:
    return f"F.local_response_norm(r({text([2, g.int(1, 5), *g.spatial(g.int(0, 3), 1, 4)])}), {g.int(1, 4)})"


@call("F.normalize")
def normalize(g: Draw, name: str) -> str:
    shape = [g.int(1, 4) for _ in range(g.int(1, 3))]
    return f"F.normalize({g.tensor(*shape)}{g.options(p=[1.0, 2.0, 3.0], dim=[0, -1, 1, 2])})"


@call("F.max_pool1d", "F.max_pool2d", "F.max_pool3d")
def max_pool(g: Draw, name: str) -> str:
    rank = int(name[-2])
    options = g.options(
        stride=[g.size(rank, 1, 3)],
        padding=[g.size(rank, 0, 2)],
        dilation=[g.size(rank, 1, 2)],
        ceil_mode=[True],
        return_indices=[True],
    )
    return f"{name}({g.batched(g.int(1, 3), g.spatial(rank))}, {g.size(rank, 1, 4)}{options})"


@call("F.avg_pool1d", "F.avg_pool2d", "F.avg_pool3d")
def avg_pool(g: Draw, name: str) -> str:
    rank = int(name[-2])
    options = g.options(
        stride=[g.size(rank, 1, 3)], padding=[g.size(rank, 0, 2)], ceil_mode=[True], count_include_pad=[False]
    )
    return f"{name}({g.batched(g.int(1, 3), g.spatial(rank))}, {g.size(rank, 1, 4)}{options})"


@call("F.lp_pool1d", "F.lp_pool2d", "F.lp_pool3d")
def lp_pool(g: Draw, name: str) -> str:
    rank = int(name[-2])
    return f"{name}({g.batched(2, g.spatial(rank, 3))}, 2, {g.size(rank, 1, 3)}{g.options(ceil_mode=[True])})"


@call(*(f"F.adaptive_{kind}_pool{rank}d" for kind in ("avg", "max") for rank in (1, 2, 3)))
def adaptive(g: Draw, name: str) -> str:
    rank = int(name[-2])
    size = g.size(rank, 1, 5) if g.chance(0.8) or rank == 1 else str(tuple(g.pick(None, 2) for _ in range(rank)))
    return f"{name}({g.batched(g.int(1, 3), g.spatial(rank))}, {size}{g.options(return_indices=[True]) if 'max' in name else ''})"


@call("F.interpolate")
def interpolate(g: Draw, name: str) -> str:
    rank = g.int(1, 3)
    mode = g.pick(
        "nearest", "nearest", "area", "nearest-exact", *(["linear"] if rank == 1 else ["trilinear"] if rank == 3 else ["bilinear", "bicubic"]),
        *(["bilinear"] if g.wrong() else []),
    )  # fmt: skip
    target = g.pick(
        f"size={g.size(rank, 1, 9)}", f"scale_factor={g.pick(2, 0.5, 1.7, 0.3, 3)}", f"scale_factor={[g.pick(0.6, 2.0, 1.1)] * rank}",
        "size=3, scale_factor=2" if g.wrong() else "scale_factor=1.5",
    )  # fmt: skip
    options = g.options(0.2, align_corners=[True, False], recompute_scale_factor=[True], antialias=[True])
    return f"F.interpolate({g.tensor(g.int(1, 2), g.int(1, 3), *g.spatial(rank, 2, 7))}, {target}, mode='{mode}'{options})"


@call("F.pad")
def pad(g: Draw, name: str) -> str:
    shape = [g.int(1, 4) for _ in range(g.int(1, 5))]
    count = 2 * g.int(1, min(3, len(shape))) + (1 if g.wrong() else 0)
    mode = g.pick("constant", "constant", "reflect", "replicate", "circular")
    low = -1 if g.chance(0.3) and mode != "circular" else 0
    amounts = [g.int(low, 3) for _ in range(count)]
    options = f", mode='{mode}'" + (g.options(value=[1.5]) if mode == "constant" or g.wrong() else "")
    return f"F.pad({g.tensor(*shape)}, {amounts}{options})"


@call("F.pixel_shuffle", "F.pixel_unshuffle", "F.channel_shuffle")
def shuffle(g: Draw, name: str) -> str:
    factor = g.int(1, 3)
    channels = factor * factor * g.int(1, 2) + (1 if g.wrong() else 0)
    batch = [2] if "channel" in name else [g.int(1, 2) for _ in range(g.int(0, 2))]
    return f"{name}({g.tensor(*batch, channels, factor * 2, factor * g.int(1, 2))}, {factor})"


@call("F.unfold")
def unfold(g: Draw, name: str) -> str:
    options = g.options(dilation=[g.size(2, 1, 2)], padding=[g.size(2, 0, 2)], stride=[g.size(2, 1, 3)])
    return f"F.unfold({g.batched(g.int(1, 3), g.spatial(2, 2, 7))}, {g.size(2, 1, 3)}{options})"


@call("F.fold")
def fold(g: Draw, name: str) -> str:
    height, width, k, stride = g.int(3, 6), g.int(3, 6), g.int(1, 3), g.int(1, 2)
    blocks = ((height - k) // stride + 1) * ((width - k) // stride + 1) + (1 if g.wrong() else 0)
    return f"F.fold({g.tensor(2, k * k * g.int(1, 2), blocks)}, ({height}, {width}), {k}, stride={stride})"


@call("F.grid_sample")
def grid_sample(g: Draw, name: str) -> str:
    rank = g.pick(2, 2, 3)
    batch = g.int(1, 2)
    grid = [batch + (1 if g.wrong() else 0), *g.spatial(rank, 1, 4), rank + (1 if g.wrong() else 0)]
    options = g.options(mode=["'nearest'", "'bicubic'", "'other'"], padding_mode=["'border'", "'reflection'"], align_corners=[True])
    return f"F.grid_sample(r({text([batch, 2, *g.spatial(rank, 1, 4)])}), r({text(grid)}){options})"


@call("F.affine_grid")
def affine_grid(g: Draw, name: str) -> str:
    rank, batch = g.pick(2, 2, 3), g.int(1, 2)
    size = [batch + (1 if g.wrong() else 0), 3, *g.spatial(rank, 1, 4)]
    return f"F.affine_grid(r({batch}, {rank}, {rank + 1 + (1 if g.wrong() else 0)}), {size}, align_corners={g.pick(True, False)})"


@call("F.embedding")
def embedding(g: Draw, name: str) -> str:
    shape = [g.int(1, 3) for _ in range(g.int(0, 3))]
    kind = g.pick("int64", "int64", "int32", "float32")
    return f"F.embedding(t(({text(shape)}{',' if shape else ''}), torch.{kind}), r(5, 3){g.options(padding_idx=[1, -1])})"


@call("F.one_hot")
def one_hot(g: Draw, name: str) -> str:
    x = g.pick(f"torch.arange({g.int(1, 5)})", f"torch.arange({g.int(1, 5)}).reshape(1, -1)", "torch.zeros(2, 3)")
    return f"F.one_hot({x}{g.options(0.6, num_classes=[g.int(1, 7)])})"


@call("F.scaled_dot_product_attention")
def attention(g: Draw, name: str) -> str:
    batch = [g.int(1, 3) for _ in range(g.int(0, 2))]
    length, source, size = g.int(1, 4), g.int(1, 4), g.int(1, 4)
    key_size = size + (1 if g.wrong() else 0)
    q, k = [*batch, length, size], [*batch, source, key_size]
    # The fused kernel of the CPU, for four dimensions, does not look at how many values there are.
    v = [*batch, source + (1 if len(batch) < 2 and g.wrong() else 0), g.int(1, 4)]
    mask = [length, source + (1 if g.wrong() else 0)]
    options = g.options(
        0.25, attn_mask=[f"t(({text(mask)}), torch.{g.pick('bool', 'float32', 'int64')})"], is_causal=[True], scale=[0.5]
    )
    return f"F.scaled_dot_product_attention({g.tensor(*q)}, r({text(k)}), r({text(v)}){options})"


@call("F.scaled_dot_product_attention with groups")
def grouped_attention(g: Draw, name: str) -> str:
    heads = g.pick(2, 4, 6)
    few = g.pick(1, 2, 2, heads, 3)
    size = g.int(1, 3)
    k = f"r(2, {few}, 5, {size})"
    return f"F.scaled_dot_product_attention(r(2, {heads}, 3, {size}), {k}, {k}, enable_gqa={g.pick(True, True, False)})"


@call("F.cosine_similarity")
def cosine(g: Draw, name: str) -> str:
    a, b, c = g.int(1, 3), g.int(1, 3), g.int(1, 3)
    other = g.pick([a, b, c], [1, b, c], [c], [b, c], [a, b, c + 1])
    return f"F.cosine_similarity(r({a}, {b}, {c}), r({text(other)}){g.options(dim=[0, 1, -1, 3])})"


@call("F.pairwise_distance", "F.pdist")
def distances(g: Draw, name: str) -> str:
    a, b = g.int(1, 4), g.int(1, 4)
    if name == "F.pdist":
        return f"F.pdist(r({a}, {b}){g.options(p=[1.0])})"
    return f"F.pairwise_distance(r({a}, {b}), r({g.pick(f'{a}, {b}', f'{b}', '1')}){g.options(keepdim=[True], p=[1.0])})"


@call("F.mse_loss", "F.l1_loss", "F.smooth_l1_loss", "F.huber_loss", "F.kl_div")
def loss(g: Draw, name: str) -> str:
    a, b = g.int(1, 3), g.int(1, 4)
    other = g.pick([a, b], [a, b], [1, b], [b], [a, b + 1])
    reduction = g.options(0.6, reduction=["'none'", "'sum'", "'mean'"])
    return f"{name}(torch.rand({a}, {b}), torch.rand({text(other)}){reduction})"


@call("F.cross_entropy", "F.nll_loss")
def cross_entropy(g: Draw, name: str) -> str:
    batch, classes = g.int(1, 3), g.int(2, 4)
    spatial = g.spatial(g.int(0, 2), 1, 3)
    target = [batch, *spatial]
    if g.wrong():
        target[-1] += 1
    options = g.options(0.6, reduction=["'none'", "'sum'", "'mean'"]) + g.options(weight=[f"torch.rand({classes})"])
    kind = g.pick("int64", "int64", "int64", "float32")
    return f"{name}(r({text([batch, classes, *spatial])}), t(({text(target)},), torch.{kind}){options})"


@call("F.cross_entropy of probabilities")
def soft_cross_entropy(g: Draw, name: str) -> str:
    shape = text([g.int(1, 3), g.int(2, 4)])
    options = g.options(0.6, reduction=["'none'", "'sum'", "'mean'"])
    return f"F.cross_entropy(r({shape}), torch.rand({shape}){options})"


@call("F.multi_head_attention_forward")
def heads(g: Draw, name: str) -> str:
    heads, size, length, batch = g.int(1, 2), g.int(1, 3), g.int(1, 3), g.int(1, 2)
    width = heads * size
    x = f"r({length}, {batch}, {width})"
    return (
        f"F.multi_head_attention_forward({x}, {x}, {x}, {width}, {heads}, r({3 * width}, {width}), r({3 * width}), None, "
        f"None, False, 0.0, r({width}, {width}), r({width}){g.options(training=[False], need_weights=[False])})"
    )


@call("init.kaiming_normal_", "init.kaiming_uniform_", "init.xavier_normal_", "init.xavier_uniform_", "init.orthogonal_")
def initial(g: Draw, name: str) -> str:
    shape = [g.int(1, 4) for _ in range(g.int(1, 4))]
    options = g.options(mode=["'fan_in'", "'fan_out'", "'other'"], nonlinearity=["'relu'", "'linear'"]) if "kaiming" in name else g.options(gain=[2.0])
    return f"{name}(torch.empty({text(shape)}){options})"


@call("init.constant_", "init.normal_", "init.uniform_", "init.trunc_normal_", "init.zeros_", "init.ones_", "init.eye_", "init.dirac_", "init.sparse_")
def simple_initial(g: Draw, name: str) -> str:
    shape = [g.int(1, 4) for _ in range(g.int(1, 4))]
    value = ", 0.3" if name in ("init.constant_", "init.sparse_") else ""
    return f"{name}(torch.empty({text(shape)}){value})"


@call("init.calculate_gain")
def gain(g: Draw, name: str) -> str:
    return f"init.calculate_gain({g.pick('relu', 'tanh', 'leaky_relu', 'selu', 'other')!r}{g.pick('', ', 0.2')})"


@call("rnn.pad_sequence")
def pad_sequence(g: Draw, name: str) -> str:
    rows = ", ".join(f"r({g.int(1, 4)}, 3)" for _ in range(g.int(1, 4)))
    return f"rnn.pad_sequence([{rows}]{g.options(batch_first=[True], padding_value=[1.0])})"


@call("rnn.pack_padded_sequence")
def pack(g: Draw, name: str) -> str:
    batch, steps = g.int(1, 3), g.int(1, 4)
    flag = g.pick("True", "False")
    extra = 1 if flag == "True" and g.wrong() else 0
    lengths = [g.int(0 if g.wrong() else 1, steps) for _ in range(batch + extra)]
    packed = f"rnn.pack_padded_sequence(r({steps}, {batch}, 2), {lengths}, enforce_sorted={flag})"
    return packed if g.chance(0.4) else f"rnn.pad_packed_sequence({packed}{g.options(batch_first=[True], total_length=[steps, 2])})"
