"""Multiply-adds of one call: by torch's own FlopCounterMode on the meta device, and from the stand-in's recorded nodes.

The stand-in itself never counts. The few formulas here are those of the operator table, so that the nodes
it records can be compared with what torch runs: a projection that is computed in one piece or in three, a
matrix product with a batch or without.
"""

from __future__ import annotations

import math

COUNTED = (
    "Linear Conv1d Conv2d Conv3d ConvTranspose1d ConvTranspose2d ConvTranspose3d LazyConv2d LazyLinear "
    "MultiheadAttention TransformerEncoderLayer TransformerEncoder TransformerDecoderLayer TransformerDecoder "
    "Transformer Sequential AdaptiveLogSoftmaxWithLoss F.conv1d F.conv2d F.conv3d F.conv_transpose2d "
    "F.scaled_dot_product_attention F.multi_head_attention_forward"
).split()


def by_torch(space: dict, case: dict) -> int | None:
    """Half the flops; None when the call cannot be run without values."""
    import torch
    from torch.utils.flop_counter import FlopCounterMode

    torch.backends.mha.set_fastpath_enabled(False)
    counter = FlopCounterMode(display=False)
    try:
        with torch.device("meta"), torch.no_grad():
            run = prepared(space, case)
            with counter:
                run()
    except Exception:
        return None
    return counter.get_total_flops() // 2


def by_stand_in(space: dict, case: dict) -> int | None:
    from edgewise_tracer import recorder

    try:
        run = prepared(space, case)
        recorder.start()
        run()
    except Exception:
        return None
    finally:
        recording = recorder.finish()
    shapes = [tuple(shape) for shape, _ in recording.tensors]
    total = 0
    for op, _, read, written, *_ in recording.nodes:
        formula = FORMULAS.get(op)
        if formula is not None:
            total += formula([shapes[it] if it >= 0 else () for it in read], shapes[written[0]])
    return total


def prepared(space: dict, case: dict):
    """What to run: the construction of a module is not part of it, the making of its arguments is."""
    if "call" in case:
        code = compile(case["call"], "<case>", "eval")
        return lambda: eval(code, space)
    module = eval(case["build"], space)
    module.train(case["train"])
    code = compile(f"module({case['args']})", "<case>", "eval")
    return lambda: eval(code, {**space, "module": module})


def product(inputs, out) -> int:
    return math.prod(out) * inputs[0][-1]


def attention(inputs, out) -> int:
    query, key, value = inputs[:3]
    return math.prod(out[:-1]) * key[-2] * (query[-1] + value[-1])


FORMULAS = {
    "Conv": lambda inputs, out: math.prod(out) * math.prod(inputs[1][1:]),
    "ConvTranspose": lambda inputs, out: math.prod(inputs[0]) * math.prod(inputs[1][1:]),
    "Gemm": product,
    "linear": product,
    "MatMul": product,
    "addmm": lambda inputs, out: math.prod(out) * inputs[1][-1],
    "baddbmm": lambda inputs, out: math.prod(out) * inputs[1][-1],
    "scaled_dot_product_attention": attention,
}
