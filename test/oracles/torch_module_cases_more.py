"""Random constructions and calls of attention, recurrent layers, losses and containers."""

from __future__ import annotations

from torch_module_cases import Case, Draw, case


@case("MultiheadAttention")
def attention(g: Draw, name: str) -> Case:
    heads = g.int(1, 3)
    width = heads * g.int(1, 3) + (1 if g.wrong() else 0)
    kdim, vdim = g.pick((width, width), (width, width), (g.int(1, 4), g.int(1, 4)))
    options = g.options(
        0.25, bias=[False], add_bias_kv=[True], add_zero_attn=[True], batch_first=[True], dropout=[0.1]
    )
    if (kdim, vdim) != (width, width):
        options += f", kdim={kdim}, vdim={vdim}"
    length, source, batch = g.int(1, 4), g.int(1, 4), g.int(1, 3)
    is_first = "batch_first" in options
    is_self = g.chance(0.4) and (kdim, vdim) == (width, width)
    source = length if is_self else source
    place = (lambda n, e: f"{batch}, {n}, {e}") if is_first else (lambda n, e: f"{n}, {batch}, {e}")
    if g.chance(0.15):
        batch = 1
        place = lambda n, e: f"{n}, {e}"  # noqa: E731
    query = f"r({place(length, width + (1 if g.wrong() else 0))})"
    args = f"*(({query},) * 3)" if is_self else f"{query}, r({place(source, kdim)}), r({place(source, vdim)})"
    if g.chance(0.3):
        args += f", need_weights={g.pick(True, False)}"
    if g.chance(0.3):
        kind = g.pick("bool", "float32", "int64")
        sides = f"{length}, {source + (1 if g.wrong() else 0)}"
        args += ", attn_mask=" + g.pick(f"t(({sides}), torch.{kind})", f"t(({batch * heads}, {sides}), torch.{kind})")
    if g.chance(0.2):
        args += f", key_padding_mask=t(({batch}, {source}), torch.{g.pick('bool', 'float32')})"
    args += ", average_attn_weights=False" if g.chance(0.2) else ""
    return f"nn.MultiheadAttention({width}, {heads}{options})", args


def _layer_options(g: Draw) -> str:
    return g.options(
        0.3,
        activation=["'gelu'", "F.relu", "nn.GELU()"],
        batch_first=[True],
        norm_first=[True],
        bias=[False],
        dropout=[0.0],
    )


@case("TransformerEncoderLayer", "TransformerEncoder")
def encoder(g: Draw, name: str) -> Case:
    heads = g.int(1, 2)
    width, length, batch = heads * g.int(1, 3), g.int(1, 4), g.int(1, 3)
    options = _layer_options(g)
    shape = f"{batch}, {length}, {width}" if "batch_first" in options else f"{length}, {batch}, {width}"
    if g.chance(0.15):
        batch, shape = 1, f"{length}, {width}"
    args = f"r({shape})"
    mask = "src_mask" if name == "TransformerEncoderLayer" else "mask"
    if g.chance(0.4):
        args += f", {mask}=nn.Transformer.generate_square_subsequent_mask({length + (1 if g.wrong() else 0)})"
        args += g.pick("", ", is_causal=True")
    layer = f"nn.TransformerEncoderLayer({width}, {heads}, {g.int(1, 6)}{options})"
    if name == "TransformerEncoder":
        norm = g.pick("", f", nn.LayerNorm({width})")
        return f"nn.TransformerEncoder({layer}, {g.int(1, 2)}{norm})", args
    return layer, args


@case("TransformerDecoderLayer", "TransformerDecoder")
def decoder(g: Draw, name: str) -> Case:
    heads = g.int(1, 2)
    width, length, source, batch = heads * g.int(1, 3), g.int(1, 4), g.int(1, 4), g.int(1, 3)
    options = _layer_options(g)
    is_first = "batch_first" in options
    place = (lambda n: f"{batch}, {n}, {width}") if is_first else (lambda n: f"{n}, {batch}, {width}")
    args = f"r({place(length)}), r({place(source)})"
    if g.chance(0.4):
        args += f", tgt_mask=nn.Transformer.generate_square_subsequent_mask({length})"
        args += g.pick("", ", tgt_is_causal=True")
    if g.chance(0.2):
        args += f", memory_key_padding_mask=t(({batch}, {source}), torch.bool)"
    layer = f"nn.TransformerDecoderLayer({width}, {heads}, {g.int(1, 6)}{options})"
    if name == "TransformerDecoder":
        return f"nn.TransformerDecoder({layer}, {g.int(1, 2)})", args
    return layer, args


@case("Transformer")
def transformer(g: Draw, name: str) -> Case:
    heads = g.int(1, 2)
    width, batch = heads * g.int(1, 3), g.int(1, 2)
    options = _layer_options(g)
    is_first = "batch_first" in options
    place = (lambda n, b: f"{b}, {n}, {width}") if is_first else (lambda n, b: f"{n}, {b}, {width}")
    other = batch + (1 if g.wrong() else 0)
    args = f"r({place(g.int(1, 4), batch)}), r({place(g.int(1, 4), other)})"
    return f"nn.Transformer({width}, {heads}, {g.int(1, 2)}, {g.int(1, 2)}, {g.int(1, 5)}{options})", args


@case("LSTM", "GRU", "RNN")
def recurrent(g: Draw, name: str) -> Case:
    ins, hidden, layers = g.int(1, 4), g.int(1, 5), g.int(1, 3)
    options = g.options(bias=[False], batch_first=[True], bidirectional=[True], dropout=[0.0])
    options += g.options(0.25, proj_size=[1, 2]) if name == "LSTM" else ""
    options += g.options(nonlinearity=["'relu'"]) if name == "RNN" else ""
    steps, batch = g.int(1, 4), g.int(1, 3)
    shape = f"{batch}, {steps}" if "batch_first" in options else f"{steps}, {batch}"
    width = ins + (1 if g.wrong() else 0)
    if g.chance(0.15):
        args = f"r({steps}, {width})"
        states = ""
    elif g.chance(0.2):
        lengths = sorted((g.int(1, steps) for _ in range(batch)), reverse=True)
        lengths[0] = steps
        first = "batch_first" in options
        flag = g.pick("True", "False")
        args = f"rnn.pack_padded_sequence(r({shape}, {ins}), {lengths}, batch_first={first}, enforce_sorted={flag})"
        states = ""
    else:
        args = f"r({shape}, {width})"
        rows = layers * (2 if "bidirectional" in options else 1)
        size = int(options.split("proj_size=")[1][0]) if "proj_size" in options else hidden
        state = f"r({rows}, {batch}, {size + (1 if g.wrong() else 0)})"
        cell = f"r({rows}, {batch}, {hidden})"
        states = g.pick("", f", ({state}, {cell})" if name == "LSTM" else f", {state}")
    return f"nn.{name}({ins}, {hidden}, num_layers={layers}{options})", args + states


@case("LSTMCell", "GRUCell", "RNNCell")
def cell(g: Draw, name: str) -> Case:
    ins, hidden, batch = g.int(1, 4), g.int(1, 4), g.int(1, 3)
    options = g.options(bias=[False])
    if g.chance(0.2):
        args, state = f"r({ins})", f"r({hidden})"
    else:
        args = f"r({batch}, {ins + (1 if g.wrong() else 0)})"
        state = f"r({batch}, {hidden + (1 if g.wrong() else 0)})"
    if g.chance(0.5):
        args += f", ({state}, {state})" if name == "LSTMCell" else f", {state}"
    return f"nn.{name}({ins}, {hidden}{options})", args


_LOSSES = (
    "L1Loss MSELoss SmoothL1Loss HuberLoss BCELoss BCEWithLogitsLoss KLDivLoss PoissonNLLLoss HingeEmbeddingLoss "
    "SoftMarginLoss MultiLabelSoftMarginLoss GaussianNLLLoss"
).split()


@case(*_LOSSES)
def loss(g: Draw, name: str) -> Case:
    shape = [g.int(1, 3), g.int(1, 4)]
    other = list(shape)
    if g.chance(0.15):
        other[-1] = g.pick(1, other[-1] + 1)
    a = f"torch.rand({shape[0]}, {shape[1]})"
    b = f"torch.rand({other[0]}, {other[1]})"
    reduction = g.options(0.6, reduction=["'none'", "'mean'", "'sum'", "'other'"] if g.wrong() else ["'none'", "'mean'", "'sum'"])
    args = f"{a}, {b}"
    if name == "GaussianNLLLoss":
        args += f", torch.ones({shape[0]}, {g.pick(1, shape[1])})"
    return f"nn.{name}({reduction.lstrip(', ')})", args


@case("CrossEntropyLoss", "NLLLoss", "MultiMarginLoss")
def class_loss(g: Draw, name: str) -> Case:
    batch, classes = g.int(1, 3), g.int(2, 5)
    spatial = [] if name == "MultiMarginLoss" else g.spatial(g.pick(0, 0, 1, 2), 1, 3)
    target = [batch + (1 if g.wrong() else 0), *spatial]
    kind = "int64" if g.chance(0.9) else "float32"
    shape = ", ".join(str(it) for it in [batch, classes, *spatial])
    target_text = ", ".join(str(it) for it in target)
    reduction = g.options(0.6, reduction=["'none'", "'mean'", "'sum'"])
    extra = g.options(0.2, label_smoothing=[0.1]) if name == "CrossEntropyLoss" else ""
    return f"nn.{name}({(reduction + extra).lstrip(', ')})", f"r({shape}), t(({target_text},), torch.{kind})"


@case("TripletMarginLoss", "TripletMarginWithDistanceLoss", "CosineEmbeddingLoss", "MarginRankingLoss")
def pair_loss(g: Draw, name: str) -> Case:
    a, b = g.int(1, 3), g.int(1, 4)
    x = f"r({a}, {b})"
    reduction = g.options(0.6, reduction=["'none'", "'mean'", "'sum'"])
    margin = g.options(0.2, margin=[0.5, -1.0])
    third = f"torch.ones({a})" if name == "CosineEmbeddingLoss" else x
    return f"nn.{name}({(reduction + margin).lstrip(', ')})", f"{x}, {x}, {third}"


@case("CTCLoss")
def ctc_loss(g: Draw, name: str) -> Case:
    steps, batch, classes, length = g.int(4, 6), g.int(1, 3), g.int(2, 4), 2
    reduction = g.options(0.6, reduction=["'none'", "'mean'", "'sum'"])
    args = (
        f"r({steps}, {batch}, {classes}).log_softmax(2), torch.ones({batch}, {length}, dtype=torch.long), "
        f"torch.full(({batch},), {steps}), torch.full(({batch},), {length})"
    )
    return f"nn.CTCLoss({reduction.lstrip(', ')})", args


@case("MultiLabelMarginLoss")
def multilabel_margin(g: Draw, name: str) -> Case:
    a, b = g.int(1, 3), g.int(1, 4)
    reduction = g.options(0.6, reduction=["'none'", "'mean'", "'sum'"])
    return f"nn.MultiLabelMarginLoss({reduction.lstrip(', ')})", f"r({a}, {b}), torch.zeros({a}, {b}, dtype=torch.long)"


@case("AdaptiveLogSoftmaxWithLoss")
def adaptive_log_softmax(g: Draw, name: str) -> Case:
    classes = g.int(6, 12)
    cutoffs = sorted({g.int(1, classes - 1) for _ in range(2)}) if not g.wrong() else [3, 30]
    batch = g.int(1, 3)
    build = f"nn.AdaptiveLogSoftmaxWithLoss(8, {classes}, {cutoffs}{g.options(head_bias=[True])}, div_value=2.0)"
    return build, f"r({batch}, 8), torch.zeros({batch}, dtype=torch.long)"


@case("Sequential")
def sequential(g: Draw, name: str) -> Case:
    parts = ["nn.Linear(4, 4)", "nn.ReLU()", "nn.LayerNorm(4)", "nn.Identity()"]
    build = "nn.Sequential(" + ", ".join(g.pick(*parts) for _ in range(g.int(1, 4))) + ")"
    build = g.pick(build, f"{build}[:{g.int(1, 3)}]", f"{build} + {build}", f"{build} * 2", f"{build}.append(nn.ReLU())")
    return f"({build})", g.tensor(2, 4)


@case("ModuleList")
def module_list(g: Draw, name: str) -> Case:
    text = "[nn.Linear(2, 3), nn.ReLU(), nn.Linear(3, 2)]"
    build = g.pick(f"nn.ModuleList({text})", f"nn.ModuleList({text})[1:]", f"nn.ModuleList({text}).extend({text})")
    return build, ""


@case("ModuleDict")
def module_dict(g: Draw, name: str) -> Case:
    return g.pick("nn.ModuleDict({'b': nn.Linear(1, 2), 'a': nn.ReLU()})", "nn.ModuleDict([['x', nn.Linear(1, 2)]])"), ""


@case("ParameterList")
def parameter_list(g: Draw, name: str) -> Case:
    return g.pick("nn.ParameterList([nn.Parameter(r(2, 3)), r(4)])", "nn.ParameterList([r(2)] * 3)[1:]"), ""


@case("ParameterDict")
def parameter_dict(g: Draw, name: str) -> Case:
    return g.pick("nn.ParameterDict({'b': r(2), 'a': nn.Parameter(r(3))})", "nn.ParameterDict([('k', r(1))])"), ""


@case("weight_norm", "spectral_norm", "parametrizations.weight_norm", "parametrizations.spectral_norm")
def reparametrized(g: Draw, name: str) -> Case:
    layer, args = g.pick(
        ("nn.Linear(4, 3)", g.tensor(2, 4)),
        ("nn.Conv2d(2, 4, 3)", g.tensor(1, 2, 5, 5)),
        ("nn.ConvTranspose2d(2, 4, 3)", g.tensor(1, 2, 5, 5)),
        ("nn.Conv1d(2, 4, 3)", g.tensor(1, 2, 5)),
    )
    dim = g.options(0.4, dim=[0, 1]) if "weight" in name else g.options(0.3, dim=[0, 1])
    return f"nn.utils.{name}({layer}{dim})", args


@case("SyncBatchNorm.convert")
def sync(g: Draw, name: str) -> Case:
    return "nn.SyncBatchNorm.convert_sync_batchnorm(nn.Sequential(nn.Conv2d(2, 3, 1), nn.BatchNorm2d(3)))", ""


@case("fuse_conv_bn_eval")
def fused(g: Draw, name: str) -> Case:
    channels = g.int(1, 4)
    build = f"nn.utils.fuse_conv_bn_eval(nn.Conv2d(2, {channels}, 3, bias={g.pick(True, False)}).eval(), nn.BatchNorm2d({channels}).eval())"
    return build, g.tensor(1, 2, 5, 5)
