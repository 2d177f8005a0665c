"""scaled_dot_product_attention, and multi-head attention taken apart as torch does it.

Whether query, key and value are one and the same decides how their projections are computed, so identity is kept.
"""

from __future__ import annotations

import math
from typing import Any

import torch

from ..._core.registry import function
from ..._core.shapes import broadcast_shapes
from ..._core.state import state
from ._activation import softmax
from ._common import check_tensor, cpp_name, emit, sizes
from ._dropout import dropout
from ._linear import linear
from ._pad import pad


@function
def scaled_dot_product_attention(
    query: Any,
    key: Any,
    value: Any,
    attn_mask: Any = None,
    dropout_p: float = 0.0,
    is_causal: bool = False,
    scale: Any = None,
    enable_gqa: bool = False,
) -> Any:
    for position, (name, it) in enumerate((("query", query), ("key", key), ("value", value))):
        check_tensor(it, "scaled_dot_product_attention", name, position + 1)
    _check_attention(query, key, value, attn_mask, is_causal)
    shape = _attention_shape(query, key, value, enable_gqa)
    if attn_mask is not None:
        scores = [*shape[:-1], key.shape[-2]]
        masked = broadcast_shapes(scores, attn_mask.shape)
        if list(masked) != scores:
            raise RuntimeError(
                f"output with shape {sizes(scores)} doesn't match the broadcast shape {sizes(masked)}"
            )
    attributes = {"is_causal": int(bool(is_causal)), "enable_gqa": int(bool(enable_gqa))}
    if scale is not None:
        attributes["scale"] = float(scale)
    inputs = [query, key, value] if attn_mask is None else [query, key, value, attn_mask]
    return emit("scaled_dot_product_attention", inputs, [(shape, query.dtype)], attributes, "aten")


def _check_attention(query: Any, key: Any, value: Any, mask: Any, is_causal: bool) -> None:
    kinds = [cpp_name(it.dtype) for it in (query, key, value)]
    if len(set(kinds)) > 1 and not state.is_autocast:
        raise RuntimeError(
            f"Expected query, key, and value to have the same dtype, but got query.dtype: {kinds[0]} "
            f"key.dtype: {kinds[1]} and value.dtype: {kinds[2]} instead."
        )
    dims = [it.dim() for it in (query, key, value)]
    if min(dims) < 2:
        raise RuntimeError(
            "Expected query, key, and value to all be  at least 2 dimensional, but got query.dim: "
            f"{dims[0]} key.dim: {dims[1]} and value.dim: {dims[2]} instead."
        )
    if mask is None:
        return
    if mask.dtype not in (torch.bool, torch.float32) and mask.dtype is not query.dtype:
        raise RuntimeError(
            "Expected attn_mask dtype to be bool or float or to match query dtype, but got attn_mask.dtype: "
            f"{cpp_name(mask.dtype)} and  query.dtype: {cpp_name(query.dtype)} instead."
        )
    # The fused kernel of the CPU takes both, as long as the sizes go together.
    heads = {it.shape[-1] for it in (query, key, value)}
    if is_causal and (dims[0] != 4 or len(heads) > 1 or key.shape[-2] != value.shape[-2]):
        raise RuntimeError("_scaled_dot_product_attention: Explicit attn_mask should not be set when is_causal=True")


def _attention_shape(query: Any, key: Any, value: Any, enable_gqa: bool) -> list[int]:
    q, k, v = query.shape, key.shape, value.shape
    if enable_gqa:
        if len(q) < 4 or len(k) < 4 or len(v) < 4 or q[-3] % k[-3] or q[-3] % v[-3]:
            raise RuntimeError("Number of heads in key and value must divide the number of heads in ")
        k = (*k[:-3], q[-3], *k[-2:])
        v = (*v[:-3], q[-3], *v[-2:])
    scores = broadcast_shapes(q[:-2], k[:-2])
    _check_product(scores if len(k) > 2 else (), (math.prod(q[:-1]), q[-1]), (k[-1], k[-2]))
    batch = broadcast_shapes(scores, v[:-2])
    _check_product(batch if len(v) > 2 else (), (math.prod(scores) * q[-2], k[-2]), (v[-2], v[-1]))
    return [*batch, q[-2], v[-1]]


def _check_product(batch: Any, left: tuple[int, int], right: tuple[int, int]) -> None:
    wanted, found = left[1], right[0]
    if wanted == found:
        return
    if not batch:
        raise RuntimeError(
            f"mat1 and mat2 shapes cannot be multiplied ({left[0]}x{left[1]} and {right[0]}x{right[1]})"
        )
    count = math.prod(batch)
    raise RuntimeError(
        f"Expected size for first two dimensions of batch2 tensor to be: [{count}, {wanted}] "
        f"but got: [{count}, {found}]."
    )


def _in_projection_packed(q: Any, k: Any, v: Any, w: Any, b: Any = None) -> list[Any]:
    size = q.shape[-1]
    if k is v:
        if q is k:
            projected = linear(q, w, b)
            projected = projected.unflatten(-1, (3, size)).unsqueeze(0).transpose(0, -2).squeeze(-2).contiguous()
            return [projected[0], projected[1], projected[2]]
        w_q, w_kv = w.split([size, size * 2])
        b_q, b_kv = (None, None) if b is None else b.split([size, size * 2])
        q_projected = linear(q, w_q, b_q)
        kv = linear(k, w_kv, b_kv)
        kv = kv.unflatten(-1, (2, size)).unsqueeze(0).transpose(0, -2).squeeze(-2).contiguous()
        return [q_projected, kv[0], kv[1]]
    w_q, w_k, w_v = w.chunk(3)
    b_q, b_k, b_v = (None, None, None) if b is None else b.chunk(3)
    return [linear(q, w_q, b_q), linear(k, w_k, b_k), linear(v, w_v, b_v)]


def _in_projection(
    q: Any, k: Any, v: Any, w_q: Any, w_k: Any, w_v: Any, b_q: Any = None, b_k: Any = None, b_v: Any = None
) -> list[Any]:
    size = q.shape[-1]
    for name, it, weight in (("query", q, w_q), ("key", k, w_k), ("value", v, w_v)):
        wanted = (size, it.shape[-1])
        if tuple(weight.shape) != wanted:
            raise AssertionError(f"expecting {name} weights shape of {wanted}, but got {weight.shape}")
    return [linear(q, w_q, b_q), linear(k, w_k, b_k), linear(v, w_v, b_v)]


def _canonical_mask(
    mask: Any, mask_name: str, other_type: Any, other_name: str, target_type: Any, check_other: bool = True
) -> Any:
    if mask is None:
        return None
    if mask.dtype is not torch.bool and not mask.dtype.is_floating_point:
        raise AssertionError(f"only bool and floating types of {mask_name} are supported")
    if mask.dtype is torch.bool:
        return torch.zeros_like(mask, dtype=target_type).masked_fill_(mask, float("-inf"))
    return mask


def _check_shapes(query: Any, key: Any, value: Any, key_padding_mask: Any, attn_mask: Any, num_heads: int) -> bool:
    """Whether the inputs have a batch dimension."""
    dims = query.dim()
    if dims not in (2, 3):
        raise AssertionError(
            f"query should be unbatched 2D or batched 3D tensor but received {dims}-D query tensor"
        )
    word = "batched" if dims == 3 else "unbatched"
    if key.dim() != dims or value.dim() != dims:
        raise AssertionError(
            f"For {word} ({dims}-D) `query`, expected `key` and `value` to be {dims}-D but found {key.dim()}-D and "
            f"{value.dim()}-D tensors respectively"
        )
    if key_padding_mask is not None and key_padding_mask.dim() != dims - 1:
        raise AssertionError(
            f"For {word} ({dims}-D) `query`, expected `key_padding_mask` to be `None` or {dims - 1}-D but found "
            f"{key_padding_mask.dim()}-D tensor instead"
        )
    if attn_mask is not None:
        if attn_mask.dim() not in (2, 3):
            raise AssertionError(
                f"For {word} ({dims}-D) `query`, expected `attn_mask` to be `None`, 2-D or 3-D but found "
                f"{attn_mask.dim()}-D tensor instead"
            )
        if dims == 2 and attn_mask.dim() == 3:
            expected = (num_heads, query.shape[0], key.shape[0])
            if tuple(attn_mask.shape) != expected:
                raise AssertionError(f"Expected `attn_mask` shape to be {expected} but got {attn_mask.shape}")
    return dims == 3


def multi_head_attention_forward(
    query: Any,
    key: Any,
    value: Any,
    embed_dim_to_check: int,
    num_heads: int,
    in_proj_weight: Any,
    in_proj_bias: Any,
    bias_k: Any,
    bias_v: Any,
    add_zero_attn: bool,
    dropout_p: float,
    out_proj_weight: Any,
    out_proj_bias: Any,
    training: bool = True,
    key_padding_mask: Any = None,
    need_weights: bool = True,
    attn_mask: Any = None,
    use_separate_proj_weight: bool = False,
    q_proj_weight: Any = None,
    k_proj_weight: Any = None,
    v_proj_weight: Any = None,
    static_k: Any = None,
    static_v: Any = None,
    average_attn_weights: bool = True,
    is_causal: bool = False,
) -> tuple[Any, Any]:
    is_batched = _check_shapes(query, key, value, key_padding_mask, attn_mask, num_heads)
    if not is_batched:
        query, key, value = _with_batch(query, key, value)
        key_padding_mask = None if key_padding_mask is None else key_padding_mask.unsqueeze(0)
    attn_mask, is_causal, key_padding_mask = _prepare_masks(
        query, attn_mask, key_padding_mask, is_causal, need_weights
    )
    length, batch, width = query.shape
    if width != embed_dim_to_check:
        raise AssertionError(f"was expecting embedding dimension of {embed_dim_to_check}, but got {width}")
    head = width // num_heads
    if head * num_heads != width:
        raise AssertionError(f"embed_dim {width} not divisible by num_heads {num_heads}")
    if use_separate_proj_weight:
        if key.shape[:2] != value.shape[:2]:
            raise AssertionError(
                f"key's sequence and batch dims {key.shape[:2]} do not match value's {value.shape[:2]}"
            )
        biases = (None, None, None) if in_proj_bias is None else in_proj_bias.chunk(3)
        q, k, v = _in_projection(query, key, value, q_proj_weight, k_proj_weight, v_proj_weight, *biases)
    else:
        if key.shape != value.shape:
            raise AssertionError(f"key shape {key.shape} does not match value shape {value.shape}")
        q, k, v = _in_projection_packed(query, key, value, in_proj_weight, in_proj_bias)
    attn_mask = _shaped_mask(attn_mask, length, key.shape[0], batch * num_heads)
    if bias_k is not None and bias_v is not None:
        k, v = torch.cat([k, bias_k.repeat(1, batch, 1)]), torch.cat([v, bias_v.repeat(1, batch, 1)])
        attn_mask, key_padding_mask = _one_longer(attn_mask), _one_longer(key_padding_mask)
    q = q.view(length, batch * num_heads, head).transpose(0, 1)
    k = static_k if static_k is not None else k.view(k.shape[0], batch * num_heads, head).transpose(0, 1)
    v = static_v if static_v is not None else v.view(v.shape[0], batch * num_heads, head).transpose(0, 1)
    if add_zero_attn:
        zeros = (batch * num_heads, 1, head)
        k = torch.cat([k, torch.zeros(zeros, dtype=k.dtype, device=k.device)], dim=1)
        v = torch.cat([v, torch.zeros(zeros, dtype=v.dtype, device=v.device)], dim=1)
        attn_mask, key_padding_mask = _one_longer(attn_mask), _one_longer(key_padding_mask)
    attn_mask = _merged_mask(attn_mask, key_padding_mask, (batch, num_heads, k.shape[1]))
    chance = dropout_p if training else 0.0
    settings = (attn_mask, chance, is_causal)
    if need_weights:
        output, weights = _explicit(q, k, v, settings)
        output = output.transpose(0, 1).contiguous().view(length * batch, width)
        output = linear(output, out_proj_weight, out_proj_bias).view(length, batch, -1)
        weights = weights.view(batch, num_heads, length, k.shape[1])
        if average_attn_weights:
            weights = weights.mean(dim=1)
        if not is_batched:
            output, weights = output.squeeze(1), weights.squeeze(0)
        return output, weights
    output = _fused(q, k, v, settings, (batch, num_heads, head))
    output = linear(output, out_proj_weight, out_proj_bias).view(length, batch, -1)
    return (output if is_batched else output.squeeze(1)), None


def _with_batch(query: Any, key: Any, value: Any) -> tuple[Any, Any, Any]:
    """Adds the batch dimension and keeps who is the same as whom."""
    q = query.unsqueeze(1)
    k = q if key is query else key.unsqueeze(1)
    v = k if value is key else q if value is query else value.unsqueeze(1)
    return q, k, v


def _prepare_masks(
    query: Any, attn_mask: Any, key_padding_mask: Any, is_causal: bool, need_weights: bool
) -> tuple[Any, bool, Any]:
    key_padding_mask = _canonical_mask(key_padding_mask, "key_padding_mask", None, "attn_mask", query.dtype)
    if is_causal and attn_mask is None:
        raise RuntimeError(
            "Need attn_mask if specifying the is_causal hint. You may use the Transformer module method "
            "`generate_square_subsequent_mask` to create this mask."
        )
    if is_causal and key_padding_mask is None and not need_weights:
        return None, True, None
    attn_mask = _canonical_mask(attn_mask, "attn_mask", None, "", query.dtype, False)
    return attn_mask, False if key_padding_mask is not None else is_causal, key_padding_mask


def _shaped_mask(mask: Any, length: int, source: int, heads: int) -> Any:
    if mask is None:
        return None
    if mask.dim() == 2:
        if tuple(mask.shape) != (length, source):
            raise RuntimeError(
                f"The shape of the 2D attn_mask is {mask.shape}, but should be {(length, source)}."
            )
        return mask.unsqueeze(0)
    if mask.dim() == 3:
        if tuple(mask.shape) != (heads, length, source):
            raise RuntimeError(
                f"The shape of the 3D attn_mask is {mask.shape}, but should be {(heads, length, source)}."
            )
        return mask
    raise RuntimeError(f"attn_mask's dimension {mask.dim()} is not supported")


def _one_longer(mask: Any) -> Any:
    return None if mask is None else pad(mask, (0, 1))


def _merged_mask(mask: Any, padding: Any, counts: tuple[int, int, int]) -> Any:
    if padding is None:
        return mask
    batch, heads, source = counts
    if padding.shape[0] != batch:
        raise AssertionError(f"Expected key_padded_mask.shape[0] to be {batch}, but got {padding.shape[0]}")
    if padding.shape[1] != source:
        raise AssertionError(f"Expected key_padded_mask.shape[1] to be {source}, but got {padding.shape[1]}")
    padding = padding.view(batch, 1, 1, source).expand(-1, heads, -1, -1).reshape(batch * heads, 1, source)
    return padding if mask is None else mask + padding


def _explicit(q: Any, k: Any, v: Any, settings: tuple[Any, float, bool]) -> tuple[Any, Any]:
    """Attention whose weights are wanted: two batched products with a softmax between."""
    mask, chance, _ = settings
    scaled = q * math.sqrt(1.0 / float(q.shape[-1]))
    if mask is not None:
        scores = torch.baddbmm(mask, scaled, k.transpose(-2, -1))
    else:
        scores = torch.bmm(scaled, k.transpose(-2, -1))
    weights = softmax(scores, dim=-1)
    if chance > 0.0:
        weights = dropout(weights, p=chance)
    return torch.bmm(weights, v), weights


def _fused(q: Any, k: Any, v: Any, settings: tuple[Any, float, bool], counts: tuple[int, int, int]) -> Any:
    mask, chance, is_causal = settings
    batch, heads, head = counts
    length, source = q.shape[1], k.shape[1]
    if mask is not None:
        mask = mask.unsqueeze(0) if mask.shape[0] == 1 and mask.dim() == 3 else mask.view(batch, heads, -1, source)
    q, k, v = q.view(batch, heads, length, head), k.view(batch, heads, source, head), v.view(batch, heads, source, head)
    output = scaled_dot_product_attention(q, k, v, mask, chance, is_causal)
    return output.permute(2, 0, 1, 3).contiguous().view(batch * length, heads * head)
