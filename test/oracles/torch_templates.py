"""Which calls of which functions of torch are made: source text with holes that torch_calls.py fills."""

from __future__ import annotations

TEMPLATES: dict[str, list[str]] = {}


def _each(names: str, *templates: str) -> None:
    """The same templates for several functions; NAME is put in."""
    for name in names.split():
        TEMPLATES[name] = [it.replace("NAME", name) for it in templates]


# Functions of each element.
_each(
    "exp exp2 expm1 log log2 log10 log1p sqrt rsqrt reciprocal sin cos tan sinh cosh tanh asin acos atan asinh acosh atanh "
    "sigmoid erf erfc erfinv lgamma digamma i0 sinc deg2rad rad2deg abs neg sign sgn floor ceil trunc round frac square "
    "positive isnan isinf isfinite isposinf isneginf signbit isreal nan_to_num logical_not relu angle real conj logit "
    "arcsin arctan absolute negative fix",
    "torch.NAME({x}{turned})", "torch.NAME({k})", "torch.NAME({c:0-2})", "torch.NAME({x}{turned})",
)  # fmt: skip
for _name in ("exp", "log", "sqrt", "rsqrt", "sin", "cos", "tanh", "sigmoid", "abs", "neg", "sign", "floor", "ceil", "round",
              "square", "relu", "reciprocal", "logical_not", "nan_to_num"):  # fmt: skip
    TEMPLATES[_name] += [f"({{x}}{{turned}}).{_name}()", f"{{k}}.{_name}()"]
for _name in ("exp_", "sqrt_", "abs_", "floor_", "relu_", "sigmoid_", "tanh_", "neg_", "square_", "logical_not_", "zero_", "round_"):
    TEMPLATES[f"Tensor.{_name}"] = [f"x = {{x}}{{turned}}\nx.{_name}()", f"x = {{k}}\nx.{_name}()\nx"]
_each(
    "special.expit special.erf special.entr special.i0e special.i1 special.ndtr special.log_ndtr special.gammaln special.exp2",
    "torch.NAME({f})", "torch.NAME({i})",
)

# Functions of two.
_each(
    "add sub mul div floor_divide remainder fmod pow float_power maximum minimum fmax fmin atan2 eq ne lt le gt ge logical_and "
    "logical_or logical_xor bitwise_and bitwise_or bitwise_xor xlogy copysign hypot logaddexp logaddexp2 true_divide "
    "nextafter heaviside ldexp gcd lcm isclose multiply subtract divide greater less_equal not_equal",
    "torch.NAME({x}{turned}, {bc})", "torch.NAME({k}, {bc})", "torch.NAME({x:0-3}{turned}, {bc}{turned})",
    "torch.NAME({x}, {other})", "({x}{turned}).NAME({bc})", "{k}.NAME({bc})",
)  # fmt: skip
for _name in ("add", "sub", "mul", "div", "floor_divide", "remainder", "pow", "eq", "ne", "lt", "le", "gt", "ge"):
    TEMPLATES[_name] += [f"{{x}}.{_name}({{num}})", f"{{k}}.{_name}({{num}})"]
TEMPLATES["add alpha"] = ["torch.add({x}, {other}, alpha={int:1:3})", "torch.sub({x}, {bc}, alpha=2)", "torch.rsub({x}, {other})"]
TEMPLATES["div mode"] = ["torch.div({x}, {other}, rounding_mode='floor')", "torch.div({k}, {other}, rounding_mode='trunc')"]
for _name, _sign in (("add", "+"), ("sub", "-"), ("mul", "*"), ("truediv", "/"), ("floordiv", "//"), ("mod", "%"), ("pow", "**"),
                     ("and", "&"), ("or", "|"), ("xor", "^"), ("lt", "<"), ("ge", ">="), ("eq", "=="), ("lshift", "<<"),
                     ("rshift", ">>")):  # fmt: skip
    TEMPLATES[f"operator {_name}"] = [
        f"{{x}}{{turned}} {_sign} {{bc}}", f"{{k}} {_sign} {{bc}}", f"{{k}} {_sign} {{num}}", f"{{num}} {_sign} {{k}}",
        f"{{x}} {_sign} {{num}}", f"{{num}} {_sign} {{x}}", f"{{f:1-3}}{{turned}} {_sign} {{bc}}{{turned}}",
    ]  # fmt: skip
for _name in ("add_", "sub_", "mul_", "div_", "pow_", "remainder_", "floor_divide_", "eq_", "logical_and_", "bitwise_or_"):
    TEMPLATES[f"Tensor.{_name}"] = [f"x = {{x}}{{turned}}\nx.{_name}({{bc}})", f"x = {{k}}\nx.{_name}({{other}})\nx"]
TEMPLATES["operator iadd"] = ["x = {x}\nx += {bc}\nx", "x = {k}\nx *= {other}\nx", "x = {k}\nx /= {num}\nx", "x = {k:2}\nx[0] += 1\nx"]
TEMPLATES["operator unary"] = ["-{x}", "~{x}", "+{x}", "abs({k})", "~{k}", "-{k}"]
TEMPLATES["lerp"] = ["torch.lerp({f}, {bc}, 0.5)", "torch.lerp({f:1-2}, {same}, {same})", "{x}.lerp({same}, 0.3)"]
TEMPLATES["addcmul"] = ["torch.addcmul({f}, {bc}, {bc}, value=2)", "torch.addcmul({k}, {same}, {same})"]
TEMPLATES["addcdiv"] = ["torch.addcdiv({f}, {bc}, {bc}, value=2)", "torch.addcdiv({x}, {same}, {same})"]
TEMPLATES["where"] = [
    "torch.where({b}, {bc}, {bc})", "torch.where({kb:0-3}, {bc:int64}, {bc:float32})", "torch.where({b}, {num}, {bc})",
    "torch.where({kb}, {num}, {num})", "{x:1-2}.where({bc:bool}, {other})", "torch.where({kb:1-3})",
]  # fmt: skip
TEMPLATES["clamp"] = [
    "torch.clamp({x}, {num}, {num})", "{x}.clamp(min={num})", "{k}.clamp(max={num})", "torch.clamp({f}, min={bc}, max={bc})",
    "{x}.clamp(0, 1)", "{k}.clamp({num}, {num})", "{x}.clamp_min({num})", "{k}.clamp_max({num})", "torch.clip({x}, 0, {num})",
    "torch.clamp({x})",
]  # fmt: skip
TEMPLATES["clamp_"] = ["x = {x}\nx.clamp_({num}, {num})", "x = {x}\nx.clamp_(min={num})"]
TEMPLATES["isin"] = ["torch.isin({ki}, {ki:1})", "torch.isin({i}, {i:1})"]
TEMPLATES["allclose equal"] = ["torch.equal({ki:1-2}, {i:1-2} * 100)", "torch.allclose({kf:1}, {kf:1})", "torch.equal({ki:1}, {ki:1})"]

# Reductions.
_each(
    "sum mean prod nansum amax amin all any std var logsumexp count_nonzero",
    "torch.NAME({x}{turned}, {somedims})", "torch.NAME({f}{turned}, dim={dim}, keepdim={bool})", "torch.NAME({k}, {dims})",
    "{k}.NAME({dim})", "torch.NAME({f}, dim={dims}, keepdim=True)",
)  # fmt: skip
for _name in ("sum", "mean", "prod", "amax", "amin", "all", "any", "std", "var", "count_nonzero"):
    TEMPLATES[_name] += [f"torch.{_name}({{x}})", f"{{k}}.{_name}()"]
for _name in ("sum", "mean", "prod", "nansum"):
    TEMPLATES[_name] += [f"torch.{_name}({{x}}, {{dim}}, dtype={{dtype_}})", f"torch.{_name}({{k}}, dtype={{dtypef}})"]
TEMPLATES["nanmean"] = ["torch.nanmean({f}, {somedims})"]
TEMPLATES["std args"] = [
    "torch.std({f:1-3}, {dim}, unbiased={bool})", "{f:1-3}.var(unbiased=False)", "{f:1-3}.var({dim}, correction=0)",
    "{f:1-3}.std({dims}, True, True)", "torch.var_mean({f:1-3}, {dim})", "torch.std_mean({f:1-3}, dim={dims}, keepdim={bool})",
    "{f:1-3}.std(False)", "torch.var_mean({x})",
]  # fmt: skip
TEMPLATES["sum axis"] = ["{f:1-3}.sum(axis={dim})", "{f:1-3}.mean(axis={dim}, keepdims=True)", "{f:2-3}.sum((0, 1))", "{f:2-3}.sum(-1)"]
_each(
    "max min",
    "torch.NAME({x})", "torch.NAME({k})", "torch.NAME({x}, {dim})", "torch.NAME({k}, {dim}, keepdim={bool})",
    "torch.NAME({x}, {bc})", "{k}.NAME({dim}).indices", "{f:1-3}{turned}.NAME(dim={dim}, keepdim=True)[0]",
)  # fmt: skip
_each("argmax argmin", "torch.NAME({x})", "torch.NAME({k}, {dim})", "torch.NAME({x}, dim={dim}, keepdim={bool})", "{k}.NAME()")
_each("median nanmedian", "torch.NAME({n})", "torch.NAME({n}, {dim}, {bool})", "torch.NAME({kf:1-2}, {dim})[0]")
_each("mode kthvalue_", "torch.mode({n:1-3}, {dim}, {bool})")
del TEMPLATES["kthvalue_"]
TEMPLATES["kthvalue"] = ["torch.kthvalue({n:1-3}, {int:1:3}, {dim})", "torch.kthvalue({ki:1-2}, 1, {dim}, True)[0]"]
TEMPLATES["quantile"] = ["torch.quantile({f:1-3}, 0.5, {dim})", "torch.quantile({f32:1-3}, torch.tensor([0.1, 0.5]), dim={dim}, keepdim={bool})", "torch.quantile({x}, 0.5)"]  # fmt: skip
TEMPLATES["aminmax"] = ["torch.aminmax({k:1-3})", "torch.aminmax({k:1-3}, dim={dim}, keepdim={bool})"]
TEMPLATES["norm"] = [
    "torch.norm({f})", "torch.norm({f:1-3}, {int:1:3}, {dim})", "torch.norm({kf:1-3}, p=2, dim={dims}, keepdim={bool})",
    "{f:1-3}.norm(dim={dim})", "{f:1-3}.norm(p='fro')", "{f:1-3}.norm(1)", "torch.norm({x:1-2})",
]  # fmt: skip
_each("dist", "torch.dist({f:1-3}, {bc:float32}, {int:1:3})")
_each("trace", "torch.trace({x:2})", "torch.trace({ki:2})", "torch.trace({x:1-3})")
_each(
    "cumsum cumprod",
    "torch.NAME({x}, {dim})", "{k}.NAME({dim})", "torch.NAME({k}, dim={dim}, dtype={dtypef})", "{ki:1-3}.NAME(-1)",
)  # fmt: skip
_each("cummax cummin", "torch.NAME({n}, {dim})", "torch.NAME({ki:1-3}, {dim})")
_each("logcumsumexp", "torch.NAME({f}, {dim})")
TEMPLATES["diff"] = ["torch.diff({k:1-3}, dim={dim})", "torch.diff({ki:1-2}, n={int:0:3})", "{x:1-3}.diff()", "torch.diff({ki:1}, prepend=torch.tensor([0]))"]  # fmt: skip

# Views and shapes.
TEMPLATES["view"] = ["{x}.view({reshape})", "{k}.view({reshape})", "{x:2-4}{turned}.view({reshape})", "{x}.view([{reshape}])", "{x:1-3}.view(-1)"]
TEMPLATES["view after"] = [
    "({f:2-4}{turned} + 1).view({reshape})", "({f:2-3}{turned} + {f:2-3}{turned}).view(-1)", "({f:3}.permute(2, 0, 1) * 2).permute(1, 2, 0).view(-1)",
    "{f:2-3}{turned}.relu(){turned}.view(-1)", "{f:3-4}{turned}[1:].view(-1)", "{f:2-3}{turned}.clone().view(-1)", "{f:3}.transpose(0, 1).contiguous().view(-1)",
    "({f:3}.transpose(0, 2) > 0.5).view(-1)", "{f:4}.permute(0, 2, 3, 1).flatten(1, 2).view(-1)", "{f:3}[:, 0].view(-1)", "{f:3}[..., :2].view(-1)",
]  # fmt: skip
TEMPLATES["view dtype"] = ["{f32:1-2}.view(torch.int32)", "{f32:1-2}.view(torch.uint8)", "{f32:1-2}.view(torch.float16)"]
TEMPLATES["reshape"] = ["{x}{turned}.reshape({reshape})", "torch.reshape({k}, ({reshape},))", "{k}{turned}.reshape({reshape})", "{x:1-3}.reshape(-1)"]
TEMPLATES["flatten"] = ["torch.flatten({x}, {dim}, {dim})", "{k}{turned}.flatten({dim})", "{x}{turned}.flatten()", "{x:2-4}.flatten(1)", "{x:2-4}.flatten(start_dim=-2)"]
TEMPLATES["unflatten"] = ["torch.unflatten({x:1-3}, {dim}, (1, -1))", "{x:1-2}.unflatten(-1, (2, -1))", "{x:1-2}.unflatten({dim}, (2, 2))"]
TEMPLATES["squeeze"] = ["torch.squeeze({x})", "{k}.squeeze({dim})", "{x}.squeeze({dims})", "{x}{turned}.squeeze()"]
TEMPLATES["squeeze_ unsqueeze_"] = ["x = {x:1-3}\nx.squeeze_({dim})", "x = {x:1-3}\nx.unsqueeze_({dim})", "x = {k:2}\nx.t_()\nx"]
TEMPLATES["unsqueeze"] = ["torch.unsqueeze({x}, {newdim})", "{k}.unsqueeze({newdim})", "{x}{turned}.unsqueeze({newdim})"]
TEMPLATES["expand"] = ["{x}.expand({expand})", "{k}.expand({expand})", "{x}.expand([{expand}])", "{x:0-2}.expand_as({x:0-3})"]
TEMPLATES["broadcast_to"] = ["torch.broadcast_to({k:1-3}, ({expand},))", "torch.broadcast_tensors({k:1-2}, {bc})"]
TEMPLATES["repeat"] = ["{x}.repeat({repeats})", "{k}.repeat({repeats})", "{k}.repeat([{repeats}])"]
TEMPLATES["tile"] = ["torch.tile({x}, ({repeats},))", "{k}.tile({repeats})"]
TEMPLATES["transpose"] = ["torch.transpose({x}, {dim}, {dim})", "{k}.transpose({dim}, {dim})", "{x:2}.t()", "{k}.swapaxes({dim}, {dim})", "{x}.t()"]
TEMPLATES["permute"] = ["{x}.permute({perm})", "torch.permute({k}, ({perm},))", "{x}.permute([{perm}])", "{x:3}.permute(0, 1)"]
TEMPLATES["movedim"] = ["torch.movedim({x:1-4}, {dim}, {dim})", "{k:2-3}.movedim((0, 1), (1, 0))", "torch.moveaxis({x:3}, (0, 1), ({dim}, {dim}))"]
TEMPLATES["T"] = ["{k:2}.T", "{x:2-4}.mT", "{x:0-1}.mT", "{x:2}.H", "{c:2}.H", "{c:2-3}.mH", "{c:2}.adjoint()"]
TEMPLATES["flip"] = ["torch.flip({x}, {dims})", "{k}.flip({dims})", "{k:1-3}.flip({dim})", "torch.fliplr({k:2})", "torch.flipud({k:1-2})"]
TEMPLATES["rot90"] = ["torch.rot90({k:2-3}, {int:0:4}, (0, 1))", "torch.rot90({x:2-3}, 1, ({dim}, {dim}))"]
TEMPLATES["roll"] = ["torch.roll({k:1-3}, {int:-4:4}, {dim})", "{k:1-3}.roll({int:-2:3})", "torch.roll({k:2-3}, (1, 2), (0, 1))", "torch.roll({x:2-3}, (1,), (0, 1))"]
TEMPLATES["diagonal"] = ["torch.diagonal({k:2-4}, {int:-2:2}, {dim}, {dim})", "{x:2-3}.diagonal()", "{k:2-3}.diagonal(dim1=-2, dim2=-1)"]
TEMPLATES["diag"] = ["torch.diag({k:1-2}, {int:-2:2})", "torch.diag({x:1-3})", "{k:2}.diag()"]
TEMPLATES["diag_embed"] = ["torch.diag_embed({k:1-3}, {int:-1:1})", "torch.diag_embed({k:1-2}, {int:-1:1}, {dim}, {dim})", "torch.diagflat({k:1-2})"]
_each("tril triu", "torch.NAME({x}, {int:-2:2})", "{k:2-3}.NAME({int:-2:2})", "torch.NAME({k:2})")
TEMPLATES["as_strided"] = ["{k:2}.as_strided((2, 2), (1, 1))", "torch.as_strided({k:1-2}, (2, 3), (1, 0), 1)", "{x:2}.as_strided((3,), (2,))"]
TEMPLATES["unfold"] = ["{k:1-3}.unfold({dim}, {int:1:3}, {int:1:2})", "{x:1-3}.unfold({dim}, 2, 1)"]
TEMPLATES["atleast"] = ["torch.atleast_1d({k:0-2})", "torch.atleast_2d({k:0-3})", "torch.atleast_3d({k:0-4})"]
TEMPLATES["ravel"] = ["{k}{turned}.ravel()", "torch.ravel({x}{turned})"]
TEMPLATES["contiguous"] = ["{x:2-4}{turned}.contiguous()", "{x:4}.contiguous(memory_format=torch.channels_last)", "{x:4}.to(memory_format=torch.channels_last).permute(0, 2, 3, 1)", "({f:4}.to(memory_format=torch.channels_last) + 1).permute(0, 2, 3, 1)", "{x:2-4}{turned}.is_contiguous()", "{x:2-4}{turned}.stride()", "{k:2-3}{turned}[1:].storage_offset()"]  # fmt: skip
TEMPLATES["view_as"] = ["{x:1-3}.view_as({x:1-3})", "{x:1-3}.reshape_as({x:1-3})", "{x}.type_as({x})"]

# Together and apart.
TEMPLATES["cat"] = ["torch.cat({several}, {here})", "torch.cat({several}, dim={here})", "torch.cat([torch.zeros(0), {x:1-2}])", "torch.concat({several:2-3}, axis={here})", "torch.cat({several:0-1})"]
TEMPLATES["stack"] = ["torch.stack({several:0-3:same}, {newdim})", "torch.stack({several:0-2:same})"]
_each("hstack vstack dstack column_stack", "torch.NAME({several:0-3:same})", "torch.NAME({several:1-2})")
TEMPLATES["split"] = ["torch.split({x:1-3}, {int:1:4}, {dim})", "{k:1-3}.split({int:0:3}, {at})", "{x:1-3}.split({int:1:3})", "x = {k:1-3}\nax = {at}\nx.split({parts}, ax)", "x = {x:1-3}\nax = {at}\ntorch.split(x, {parts}, dim=ax)"]
TEMPLATES["chunk"] = ["torch.chunk({x:0-3}, {int:0:4}, {dim})", "{k:1-3}.chunk({int:1:5}, {dim})"]
TEMPLATES["tensor_split"] = ["torch.tensor_split({k:1-3}, {int:0:4}, {dim})", "torch.tensor_split({k:1-3}, (1, 2), {dim})", "torch.tensor_split({k:1-2}, (1, 5))"]
TEMPLATES["hsplit"] = ["torch.hsplit({k:1-3}, {int:1:2})", "torch.vsplit({k:1-3}, {int:1:2})", "torch.dsplit({k:3}, {int:1:2})"]
TEMPLATES["unbind"] = ["torch.unbind({k:0-3}, {dim})", "{x:1-3}{turned}.unbind({dim})", "list({k:1-2})", "tuple({x:1-2})"]
TEMPLATES["meshgrid"] = ["torch.meshgrid({ki:1}, {ki:1}, indexing='ij')", "torch.meshgrid({ki:1}, {ki:1}, indexing='xy')", "torch.meshgrid([{ki:1}, {ki:0-1}, {ki:1}])", "torch.meshgrid({k:1}, {k:1-2})"]
TEMPLATES["cartesian_prod"] = ["torch.cartesian_prod({ki:1}, {ki:1})", "torch.combinations({ki:1}, {int:1:3})", "torch.combinations({ki:1}, 2, True)"]
TEMPLATES["repeat_interleave"] = ["torch.repeat_interleave({k:1-3}, {int:0:3}, dim={dim})", "{k}.repeat_interleave({int:1:3})", "x = {k:1-3}\nax = {at}\nx.repeat_interleave({index:vec}, ax)", "torch.repeat_interleave(torch.tensor([1, 0, 2]))"]
TEMPLATES["block_diag"] = ["torch.block_diag({f32:1-2}, {f32:0-2})"]

# By index.
TEMPLATES["getitem"] = ["{x}[{key}]", "{k}[{key}]", "{k}[{key}]", "{x:2-4}{turned}[{key}]", "{k:1-3}[{index}]", "{x:0-2}[True]", "{k:1-2}[{kb:1-2}]", "x = {k}\nx[x > 0]", "torch.arange(24).view(2, 3, 4)[[[0, 1], [1, 0]]]", "torch.arange(24).view(2, 3, 4)[[0, slice(1)]]", "torch.arange(24).view(2, 3, 4)[[[0, 1], [1, 0]], [0, 1]]", "{k:2}[[0]]"]
TEMPLATES["setitem"] = ["x = {k}\nx[{key}] = {num}\nx", "x = {k}\nx[{key}] = 2\nx", "x = {k:1-3}{turned}\nx[{slices}] = {bc}\nx", "x = {k:2}\nx[:, 0] = {vec}\nx", "x = {x:1-3}\nx[{key}] = {bc}\nx", "x = {k:1-2}\nx[x > 1] = 0\nx"]
TEMPLATES["write through"] = ["x = {k:2}\ny = x[0]\ny.fill_(3)\nx", "x = {k:2}\ny = x.view(-1)\nx.add_(1)\ny", "x = {k:2}\nx.t().mul_(2)\nx", "x = {k:2-3}\nx.diagonal().fill_(1)\nx", "x = {k:1-2}\nx.data.zero_()\nx", "x = {k:1-2}\ny = x.detach()\ny += 1\nx", "x = {k:2}\na, *b = x.unbind(1)\na.zero_()\nx", "x = {k:2}\nx[0].copy_(x[-1])\nx"]
TEMPLATES["gather"] = ["x = {k:1-3}\nax = {at}\nx.gather(ax, {index})", "x = {x:1-3}\nax = {at}\ntorch.gather(x, ax, {index})", "torch.gather({f:2}, 1, {i:2})"]
TEMPLATES["take_along_dim"] = ["x = {k:1-3}\nax = {at}\ntorch.take_along_dim(x, {index}, ax)"]
TEMPLATES["scatter"] = ["x = {k:1-3}\nax = {at}\nx.scatter(ax, {index}, 5)", "x = {kf:1-3}\nax = {at}\nx.scatter(ax, {index}, {same})", "x = {f:1-3}\nax = {at}\nx.scatter_add(ax, {index}, {same})", "x = {f:1-3}\nax = {at}\nx.scatter_reduce(ax, {index}, {same}, 'amax')"]
TEMPLATES["index_select"] = ["x = {k:1-3}\nax = {at}\nx.index_select(ax, {index:vec})", "x = {x:1-3}\nax = {at}\ntorch.index_select(x, ax, {index:vec})"]
TEMPLATES["index_fill"] = ["x = {k:1-3}\nax = {at}\nx.index_fill(ax, {index:vec}, 3)"]
TEMPLATES["index_add"] = ["x = {f32:2}\nx.index_add(0, torch.tensor([0, 0]), torch.ones(2, x.shape[1]))", "x = {f32:2}\nx.index_copy(0, torch.tensor([0]), torch.ones(1, x.shape[1]))", "{f32:2}.index_add(0, torch.tensor([0]), {f32:2})"]
TEMPLATES["index_put"] = ["x = {k:1-2}\nx.index_put_((torch.tensor([0]),), torch.tensor(1, dtype=x.dtype))\nx", "x = {f32:1-2}\nx.index_put((torch.tensor([0, 0]),), torch.tensor(1.0), accumulate=True)"]
TEMPLATES["select"] = ["{k:0-3}.select({dim}, {int:-3:3})", "torch.select({x:1-3}{turned}, {dim}, 0)"]
TEMPLATES["narrow"] = ["{k:1-3}.narrow({dim}, {int:-1:3}, {int:0:3})", "torch.narrow({x:1-3}, {dim}, 0, 1)"]
TEMPLATES["take"] = ["torch.take({k:1-2}, torch.tensor([[0, -1]]))"]
TEMPLATES["select_scatter"] = ["x = {f32:2}\nx.select_scatter(torch.zeros(x.shape[1]), 0, 0)", "x = {f32:2}\nx.slice_scatter(torch.zeros(1, x.shape[1]), 0, 0, 1)", "x = {f32:2}\nx.diagonal_scatter(torch.zeros(min(x.shape)))"]
TEMPLATES["masked_fill"] = ["{x}{turned}.masked_fill({bc:bool}, {num})", "{k}.masked_fill({kb}, 2)", "{k}.masked_fill({bc:bool}, {num})", "{f}.masked_fill({bc:bool}, float('-inf'))", "x = {f:1-3}\nx.masked_fill_({bc:bool}, 0)"]
TEMPLATES["masked_select"] = ["torch.masked_select({k:1-3}, {kb:1-3})", "x = {k:1-3}\nx.masked_select(x > 0)"]
TEMPLATES["masked_scatter"] = ["{f:1-2}.masked_scatter({bc:bool}, torch.ones(100))"]
TEMPLATES["nonzero"] = ["torch.nonzero({k})", "{k:1-3}.nonzero(as_tuple=True)", "{k}.nonzero()", "torch.argwhere({k})"]
TEMPLATES["unique"] = ["torch.unique({k})", "torch.unique({ki:1-2}, return_inverse=True)", "{ki:1}.unique(return_counts=True)", "torch.unique_consecutive({ki:1})", "torch.unique({ki:2}, dim={dim})"]
TEMPLATES["bincount"] = ["torch.bincount({ki:1}.abs())", "torch.bincount({ki:1})", "torch.bincount(torch.tensor([1, 1, 3]), minlength={int:0:6})", "torch.bincount(torch.tensor([1, 1, 3]), torch.tensor([0.5, 1.0, 2.0]))"]
TEMPLATES["histc"] = ["torch.histc({f}, {int:1:5}, 0, 1)"]
TEMPLATES["searchsorted"] = ["torch.searchsorted(torch.tensor([1, 3, 5]), {ki})", "torch.searchsorted(torch.tensor([1, 3, 5]), {num}, right={bool})", "torch.bucketize({ki}, torch.tensor([0, 2, 4]), right={bool})", "torch.searchsorted({f:2}, {f:2})"]
TEMPLATES["topk"] = ["torch.topk({n:0-3}, {int:0:3}, {dim})", "{ki:1-2}.topk(1)[0]", "torch.topk({f:1-3}, 2, dim={dim}, largest=False)"]
TEMPLATES["sort"] = ["torch.sort({n}, {dim})", "torch.sort({kf:1-2}, {dim}, descending={bool})[0]", "torch.sort({ki}, dim={dim}, stable=True)", "{ki:1-2}.msort()"]
TEMPLATES["argsort"] = ["torch.argsort({n}, {dim})", "torch.argsort(torch.tensor([3, 1, 2]), descending={bool})"]
TEMPLATES["fill diagonal"] = ["x = {k:2}\nx.fill_diagonal_(1)\nx"]

# Products.
TEMPLATES["matmul"] = ["torch.matmul({f:2}, {mat})", "{f:1-4} @ {mat}", "{f:3-4} @ {batched}", "{f:1-4} @ {vec}", "{ki:1-2} @ {mat}", "{f:1} @ {f:3}", "{x:0-3} @ {x:0-3}", "{f:2} @ {f:3-4}"]
TEMPLATES["mm"] = ["torch.mm({f:2}, {mat})", "{x:1-3}.mm({mat})"]
TEMPLATES["bmm"] = ["torch.bmm({f:3}, {batched})", "{f:2-3}.bmm({batched})"]
TEMPLATES["mv"] = ["torch.mv({f:2}, {vec})", "torch.mv({x:1-2}, {vec})"]
TEMPLATES["dot"] = ["torch.dot({f:1}, {vec})", "torch.dot({ki:1}, {ki:1})", "torch.dot({f:1-2}, {vec})"]
TEMPLATES["inner"] = ["torch.inner({f:0-3}, {vec})", "torch.inner({f:1-3}, {f:1-3})"]
TEMPLATES["outer"] = ["torch.outer({k:1}, {k:1})", "torch.outer({x:1-2}, {x:1})"]
TEMPLATES["addmm"] = ["x = {f32:2}\ny = {mat:float32}\ntorch.addmm({f32:1-2}, x, y)", "x = {f32:2}\ny = {mat:float32}\ntorch.addmm(torch.rand(x.shape[0], y.shape[1]), x, y, beta=0.5)"]
TEMPLATES["baddbmm"] = ["x = {f32:3}\ny = {batched:float32}\ntorch.baddbmm(torch.rand(x.shape[0], x.shape[1], y.shape[2]), x, y)", "torch.baddbmm({f32:1}, {f32:3}, {batched:float32})"]
TEMPLATES["addmv"] = ["x = {f32:2}\ntorch.addmv(torch.rand(x.shape[0]), x, {vec:float32})", "torch.addr({f32:2}, {f32:1}, {f32:1})"]
TEMPLATES["kron"] = ["torch.kron({k:1-2}, {k:0-2})"]
TEMPLATES["tensordot"] = ["torch.tensordot({f:1-3}, {mat}, 1)", "x = {f32:2-3}\ntorch.tensordot(x, x, ([0], [0]))", "torch.tensordot({f32:1-2}, {f32:1-2}, {int:0:2})"]
TEMPLATES["cdist"] = ["torch.cdist({f32:2-3}, {f32:2-3})", "x = {f32:2-3}\ntorch.cdist(x, x)", "torch.cdist({f32:1-2}, {f32:2})"]
TEMPLATES["einsum"] = [
    "x = {f32:3}\ntorch.einsum('bij,bjk->bik', x, torch.rand(x.shape[0], x.shape[2], 3))", "torch.einsum('ij,jk', {f32:2}, {mat:float32})",
    "torch.einsum('ii->i', {f32:2})", "torch.einsum('...ij->...ji', {f32:1-4})", "torch.einsum('bhid,bhjd->bhij', {f32:4}, {same})",
    "torch.einsum('i,j->ij', {f32:1}, {f32:1})", "torch.einsum('ij->', {f32:2})", "torch.einsum('...d,de->...e', {f32:1-3}, {mat:float32})",
    "torch.einsum('bij->bk', {f32:3})", "torch.einsum('ij,ij->i', {f32:2}, {bc:float32})", "torch.einsum({f32:2}, [0, 1], [1, 0])",
]  # fmt: skip
TEMPLATES["cross"] = ["torch.cross(torch.rand(2, 3), torch.rand(2, 3), dim=1)", "torch.linalg.cross({f32:2}, {same})"]
TEMPLATES["chain_matmul"] = ["torch.linalg.multi_dot([{f32:2}, {mat:float32}])"]

# Linear algebra.
_each("linalg.inv linalg.det linalg.slogdet linalg.eigh linalg.eigvalsh linalg.eig linalg.matrix_exp linalg.svd linalg.svdvals linalg.pinv linalg.matrix_rank linalg.lu linalg.lu_factor linalg.qr linalg.cond", "torch.NAME({sq})", "torch.NAME({sq:1})", "torch.NAME({f:2-3})", "torch.NAME({f:1})")  # fmt: skip
TEMPLATES["linalg.svd args"] = ["torch.linalg.svd({f:2-3}, full_matrices={bool})", "torch.svd({f:2-3})", "torch.linalg.qr({f:2-3}, mode='complete')", "torch.linalg.qr({f:2}, mode='reduced')"]
TEMPLATES["linalg.solve"] = ["x = {sq:0}\ntorch.linalg.solve(x, torch.rand(x.shape[-1], dtype=x.dtype))", "x = {sq:0-1}\ntorch.linalg.solve(x, torch.rand(x.shape[-1], 2, dtype=x.dtype))", "torch.linalg.solve({sq:0}, {f:1-2})"]
TEMPLATES["linalg.cholesky"] = ["x = {sq:0-1}\ntorch.linalg.cholesky(x @ x.mT + 10 * torch.eye(x.shape[-1], dtype=x.dtype))"]
TEMPLATES["linalg.norm"] = ["torch.linalg.norm({f})", "torch.linalg.norm({f:1-3}, dim={dim})", "torch.linalg.norm({f:2}, 'fro')", "torch.linalg.norm({f:1-3}, ord={int:1:2}, dim={dim}, keepdim={bool})", "torch.linalg.norm({x:1-2})"]
TEMPLATES["linalg.vector_norm"] = ["torch.linalg.vector_norm({f:1-3}, {int:1:3}, {somedims})", "torch.linalg.vector_norm({f:1-3}, dim={dim}, keepdim={bool})"]
TEMPLATES["linalg.matrix_norm"] = ["torch.linalg.matrix_norm({f:2-3}, keepdim={bool})", "torch.linalg.matrix_norm({f:1-3})"]
TEMPLATES["cov"] = ["torch.cov({f:1-2})", "torch.corrcoef({f:1-2})"]

# New tensors.
_each("zeros ones empty rand randn", "torch.NAME({size:0-3})", "torch.NAME({sizel:0-3})", "torch.NAME({sizel:1-3}, dtype={dtypef})", "torch.NAME(size=({size:2}))", "torch.NAME({int:-1:3}, {int:1:3})", "torch.NAME(2.0, 3)")  # fmt: skip
_each("zeros_like ones_like empty_like rand_like randn_like", "torch.NAME({x:0-3})", "torch.NAME({f:1-2}{turned}, dtype={dtypef})")
TEMPLATES["full"] = ["torch.full(({size:1-3},), {num})", "torch.full(({size:1-2},), {num}, dtype={dtype_})", "torch.full_like({x:1-2}, {num})", "torch.full_like({x:1-2}, {num}, dtype={dtypef})"]
TEMPLATES["new"] = ["{x}.new_zeros({size:1-2})", "{x}.new_ones(({size:1-2},), dtype={dtype_})", "{x}.new_full(({size:1-2},), {num})", "{x}.new_empty({size:1-2})", "{x}.new_tensor([1, 2])", "{x}.new_tensor([[1.5]], dtype=torch.int64)"]
TEMPLATES["tensor"] = ["torch.tensor([[1, 2], [3, 4.5]])", "torch.tensor({num})", "torch.tensor({num}, dtype={dtype_})", "torch.tensor([True, 2])", "torch.tensor([])", "torch.tensor([[], []])", "torch.tensor({k})", "torch.tensor([{num}, {num}])", "torch.as_tensor([{num}], dtype={dtype_})", "torch.tensor([[1], [2, 3]])", "torch.tensor([{ki:0}, {ki:0}])", "torch.Tensor([1, 2])", "torch.Tensor(2, 3).shape", "torch.LongTensor([1, 2])", "torch.FloatTensor(2).shape", "torch.tensor(1 + 2j)", "torch.tensor(None)", "torch.tensor('a')"]
TEMPLATES["arange"] = ["torch.arange({int:0:9})", "torch.arange({int:-5:5}, {int:-5:9})", "torch.arange({int:-5:9}, {int:-5:9}, {int:-2:3})", "torch.arange({num}, 5, {num})", "torch.arange({int:0:9}, dtype={dtype_})", "torch.arange(0, 1, 0.1)", "torch.arange(start=1, end={int:1:9}, step=2)", "torch.arange(end={int:1:9})", "torch.arange(0.5, {int:1:9}, dtype={dtypef})"]
TEMPLATES["linspace"] = ["torch.linspace({num}, {num}, {int:0:9})", "torch.linspace(0, {num}, {int:1:12})", "torch.linspace(0, 10, {int:1:12}, dtype={dtype_})", "torch.linspace(start=-1, end=1, steps={int:1:20})", "torch.linspace(0, 0.1, {int:1:40})"]
TEMPLATES["logspace"] = ["torch.logspace(0, {int:-2:2}, {int:1:6})", "torch.logspace(0, 2, {int:1:6}, base=2.0)"]
TEMPLATES["eye"] = ["torch.eye({int:0:4})", "torch.eye({int:0:4}, {int:0:4})", "torch.eye(3, dtype={dtypef})", "torch.eye({int:-1:2})"]
_each("hann_window hamming_window blackman_window bartlett_window", "torch.NAME({int:1:9})", "torch.NAME({int:1:9}, periodic={bool})")
TEMPLATES["kaiser_window"] = ["torch.kaiser_window({int:1:9})"]
_each("tril_indices triu_indices", "torch.NAME({int:0:4}, {int:0:4}, {int:-2:2})", "torch.NAME({int:1:4}, {int:1:4})")
TEMPLATES["randint"] = ["torch.randint({int:1:5}, ({size:1-2},))", "torch.randint({int:0:3}, {int:1:5}, ({size:1-2},), dtype={dtypef})", "torch.randint(high=5, size=({size:1},))", "torch.randperm({int:0:6})", "torch.randint_like({i:1-2}, 5)"]
TEMPLATES["normal"] = ["torch.normal({f32:1-2}, {num})", "torch.normal(0.0, 1.0, ({size:1-2},))", "torch.normal({f32:1-2}, {same})", "torch.bernoulli({f32:1-2})"]
TEMPLATES["multinomial"] = ["torch.multinomial({f32:1-2}, {int:0:3}, True)", "torch.multinomial({f32:1-2}, {int:1:3})"]
TEMPLATES["random methods"] = ["x = {f32:1-2}\nx.normal_()", "x = {f32:1-2}\nx.uniform_(-1, 1)", "x = {x:1-2}\nx.random_(5)", "x = {f32:1-2}\nx.bernoulli_(0.5)", "x = {f32:1-2}\nx.exponential_()"]
TEMPLATES["complex"] = ["torch.complex({kf:1-2}, {same})", "torch.polar({kf:1-2}, {same})", "torch.complex({f:1}, {vec:float64})", "torch.view_as_real({c:0-2})", "torch.view_as_complex(torch.rand({int:1:3}, 2))", "torch.view_as_complex({f32:1-2})", "{c:1}.abs()", "{c:1}.real", "{c:1}.imag", "{f:1}.imag", "{c:1} * {c:1}", "{c:1}.sum()", "{f:1} + 1j"]

# Casts and copies.
TEMPLATES["to"] = ["{x}.to({dtype_})", "{k}.to({dtype_})", "{x}{turned}.to({dtype_})", "{x}.to('cpu', {dtype_})", "{x}.to({x})", "{k}.type({dtype_})", "{x}.type()", "{k}.to(torch.float64, copy=True)"]
_each("float double half int long bool short byte bfloat16", "{x}.NAME()", "{k}{turned}.NAME()")
TEMPLATES["clone"] = ["{x}{turned}.clone()", "{k}.clone()", "{x}.detach()", "{k}.data", "{x}{turned}.cpu()"]
TEMPLATES["copy_"] = ["x = {k:1-3}\nx.copy_({bc})\nx", "x = {x:1-3}\nx.copy_({bc})", "x = {k}\nx.fill_({num})\nx", "x = {x}\nx.fill_({num})", "x = {k:1-2}\nx.data = torch.zeros(2)\nx"]
TEMPLATES["result_type"] = ["torch.result_type({x:0-1}, {x:0-1})", "torch.result_type({x:0-1}, {num})", "torch.promote_types({dtype_}, {dtype_})", "torch.can_cast({dtype_}, {dtype_})", "{x:0-1} + {x:0-1}", "{x:0-1} * {x:0-1}"]
TEMPLATES["facts"] = ["{x}{turned}.shape", "{x}.dim()", "{x}.numel()", "{x}.size({dim})", "{x}.size()", "{x}.element_size()", "{x}.is_floating_point()", "{x}.nbytes", "len({x})", "{x:0}.ndim", "{k:0}.item()", "{k:1}.item()", "{k}.tolist()", "bool({k:0})", "bool({k:1})", "int({k:0})", "float({k:0})", "list(range({ki:0}))", "[5][{ki:0} * 0]", "2 in {ki:1}", "{x:1}.is_contiguous()", "torch.is_tensor({x})", "torch.finfo({dtypef}).eps", "torch.finfo({dtypef}).max", "torch.iinfo(torch.int16).min", "{x}.shape[1:]", "{x}.stride({dim})", "round({kf:0})", "{k:0}.__format__('')", "f'{kf:0}'[:3]"]
del TEMPLATES["facts"][-2:]
TEMPLATES["softmax"] = ["torch.softmax({x}, {dim})", "{f}{turned}.softmax({dim})", "{f}.log_softmax(dim={dim})", "{x}.softmax({dim}, dtype=torch.float32)"]

# Spectra.
_each("fft.fft fft.ifft fft.rfft fft.irfft fft.hfft fft.ihfft", "torch.NAME({f:1-3}, dim={dim})", "torch.NAME({f:1-3}, n={int:1:6})", "torch.NAME({c:1-2})", "torch.NAME({i:1-2})")
_each("fft.fft2 fft.ifft2 fft.rfft2 fft.irfft2 fft.fftn fft.ifftn fft.rfftn fft.irfftn", "torch.NAME({f:2-3})", "torch.NAME({f:2-3}, s=({int:1:5}, {int:1:5}))", "torch.NAME({f:3}, dim=(0, 1))", "torch.NAME({f:1})")
TEMPLATES["fft.fftshift"] = ["torch.fft.fftshift({k:1-2})", "torch.fft.ifftshift({k:1-2}, dim={dim})", "torch.fft.fftfreq({int:1:6})", "torch.fft.rfftfreq({int:1:6}, 0.5)"]
TEMPLATES["stft"] = ["torch.stft(torch.rand({int:1:3}, 40), {int:4:8}, return_complex=True)", "torch.stft(torch.rand(40), 8, {int:1:4}, return_complex=True, center={bool})", "torch.stft(torch.rand(40), 8)", "torch.istft(torch.stft(torch.rand(40), 8, 2, window=torch.hann_window(8), return_complex=True), 8, 2, window=torch.hann_window(8))"]
TEMPLATES["out"] = ["torch.add({k:1-2}, 1, out=torch.empty(0))", "torch.cat([{kf:1}, {kf:1}], out=torch.empty(0))", "torch.matmul({f32:2}, {mat:float32}, out=torch.empty(0))", "torch.sum({kf:2}, 0, out=torch.empty(0))", "torch.exp({kf:1-2}, out=torch.empty(0))", "torch.stack([{kf:0}, {kf:0}], out=torch.empty(0))"]
TEMPLATES["tensor methods"] = ["{f:1-2}.addmm_({f:2}, {f:2})", "x = {k:1-3}\nx.transpose_(0, -1)\nx", "{k:0}.is_nonzero()", "{k:1-2}.sum_to_size(1)", "x = {k:1-3}\nx.resize_(2, 2).shape", "{x:1-2}.new(3).shape", "{x}.get_device()", "{k:2}.index_select(0, torch.tensor([0]))", "{k:1-3}.numpy().tolist()", "{k:1-2}.requires_grad", "{x}.itemsize", "torch.is_floating_point({x})", "{k:1-3}.unbind()[0]", "x = {k:2}\ny, = x.split([x.shape[0]])\ny", "{f:1-2}.sqrt().requires_grad_().requires_grad", "{i:1-2}.requires_grad_()", "{x}.tolist().__class__", "torch.numel({x})", "{x}.device.type", "{x}.layout"]
TEMPLATES["unravel and copies"] = ["torch.unravel_index({ki:1}.abs(), (3, 4))", "torch.permute_copy({k:2}, (1, 0))", "torch.unsqueeze_copy({k:1-2}, 0)", "torch.frexp({f:1})", "torch.nonzero_static({ki:1-2}, size={int:0:4})"]
TEMPLATES["scalars"] = ["{k:0} + {k:0}", "{k:1}[0] * 2.5", "{k:1-2}[0] // 2", "{k:1-2} ** 2", "2 ** {ki:1-2}.abs()", "{k:1-2} % 3", "-7 // {ki:1-2}.abs().add(1)", "{kf:1-2} // 0.5", "{kf:1-2} % -2", "1 - {kf:1-2}", "1 / {kf:1-2}.abs().add(1)", "{ki:1-2} & 3", "{ki:1-2} >> 1", "True & {kb:1-2}", "{kf:1-2}.pow(-1)", "{ki:1-2}.pow(2.0)", "{kf:1-2} > 0.5", "0 < {ki:1-2}", "({kf:1-2} * 3).int() % 2 == 0", "({kf:1-2}.round() + 0.5).floor().long()", "{ki:1}.float().mean().round().int()", "torch.arange(10).float().div(3).ceil().long().unique()", "torch.linspace(0, 1, 5).mul(4).round().tolist()"]
