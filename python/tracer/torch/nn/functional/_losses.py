"""Losses that compare element by element."""

from __future__ import annotations

import math
import warnings
from typing import Any

import torch

from ..._core.shapes import broadcast_shapes
from ._common import check_tensor, reduce_loss, reduction_of, sizes


def _warn_sizes(name: str, input: Any, target: Any) -> None:
    if target.shape != input.shape:
        warnings.warn(
            f"Using a target size ({target.shape}) that is different to the input size ({input.shape}). "
            "This will likely lead to incorrect results due to broadcasting. Please ensure they have the same size.",
            stacklevel=3,
        )


def _weighted(loss: Any, weight: Any, reduction: str) -> Any:
    if weight is None:
        return reduce_loss(loss, reduction)
    weighted = loss * weight
    return weighted.sum() / weight.sum() if reduction == "mean" else reduce_loss(weighted, reduction)


def l1_loss(
    input: Any, target: Any, size_average: Any = None, reduce: Any = None, reduction: str = "mean", weight: Any = None
) -> Any:
    check_tensor(input, "l1_loss")
    _warn_sizes("l1_loss", input, target)
    loss = (input - target).abs()
    return _weighted(loss, weight, reduction_of(reduction, size_average, reduce))


def mse_loss(
    input: Any, target: Any, size_average: Any = None, reduce: Any = None, reduction: str = "mean", weight: Any = None
) -> Any:
    check_tensor(input, "mse_loss")
    _warn_sizes("mse_loss", input, target)
    difference = input - target
    return _weighted(difference * difference, weight, reduction_of(reduction, size_average, reduce))


def smooth_l1_loss(
    input: Any, target: Any, size_average: Any = None, reduce: Any = None, reduction: str = "mean", beta: float = 1.0
) -> Any:
    reduction = reduction_of(reduction, size_average, reduce)
    check_tensor(input, "smooth_l1_loss")
    _warn_sizes("smooth_l1_loss", input, target)
    if beta == 0.0:
        return l1_loss(input, target, reduction=reduction)
    if beta < 0:
        raise RuntimeError("smooth_l1_loss does not support negative values for beta.")
    distance = (input - target).abs()
    loss = torch.where(distance < beta, distance * distance * (0.5 / beta), distance - 0.5 * beta)
    return reduce_loss(loss, reduction)


def huber_loss(input: Any, target: Any, reduction: str = "mean", delta: float = 1.0, weight: Any = None) -> Any:
    reduction = reduction_of(reduction)
    check_tensor(input, "huber_loss")
    if delta <= 0:
        raise RuntimeError("huber_loss does not support non-positive values for delta.")
    distance = (input - target).abs()
    loss = torch.where(distance <= delta, distance * distance * 0.5, (distance - 0.5 * delta) * delta)
    return _weighted(loss, weight, reduction)


def binary_cross_entropy(
    input: Any,
    target: Any,
    weight: Any = None,
    size_average: Any = None,
    reduce: Any = None,
    reduction: str = "mean",
) -> Any:
    reduction = reduction_of(reduction, size_average, reduce)
    check_tensor(input, "binary_cross_entropy")
    if target.shape != input.shape:
        raise ValueError(
            f"Using a target size ({target.shape}) that is different to the input size ({input.shape}) is deprecated. "
            "Please ensure they have the same size."
        )
    loss = -(target * input.log() + (1 - target) * (1 - input).log())
    return reduce_loss(loss if weight is None else loss * weight, reduction)


def binary_cross_entropy_with_logits(
    input: Any,
    target: Any,
    weight: Any = None,
    size_average: Any = None,
    reduce: Any = None,
    reduction: str = "mean",
    pos_weight: Any = None,
) -> Any:
    reduction = reduction_of(reduction, size_average, reduce)
    check_tensor(input, "binary_cross_entropy_with_logits")
    if target.shape != input.shape:
        raise ValueError(f"Target size ({target.shape}) must be the same as input size ({input.shape})")
    log_probability = input.sigmoid().log()
    if pos_weight is not None:
        log_probability = log_probability * ((pos_weight - 1) * target + 1)
    loss = (1 - target) * input - log_probability
    return reduce_loss(loss if weight is None else loss * weight, reduction)


def kl_div(
    input: Any,
    target: Any,
    size_average: Any = None,
    reduce: Any = None,
    reduction: str = "mean",
    log_target: bool = False,
) -> Any:
    is_batch_mean = reduction == "batchmean" and size_average is None and reduce is None
    wanted = "sum" if is_batch_mean else reduction_of(reduction, size_average, reduce)
    check_tensor(input, "kl_div")
    if log_target:
        loss = target.exp() * (target - input)
    else:
        loss = torch.xlogy(target, target) - target * input
    reduced = reduce_loss(loss, wanted)
    return reduced / input.shape[0] if is_batch_mean and input.dim() else reduced


def poisson_nll_loss(
    input: Any,
    target: Any,
    log_input: bool = True,
    full: bool = False,
    size_average: Any = None,
    eps: float = 1e-8,
    reduce: Any = None,
    reduction: str = "mean",
) -> Any:
    wanted = reduction_of(reduction, size_average, reduce)
    loss = input.exp() - target * input if log_input else input - target * (input + eps).log()
    if full:
        stirling = target * target.log() - target + 0.5 * (2 * math.pi * target).log()
        loss = loss + torch.where(target > 1, stirling, torch.zeros_like(stirling))
    return reduce_loss(loss, wanted)


def gaussian_nll_loss(
    input: Any, target: Any, var: Any, full: bool = False, eps: float = 1e-6, reduction: str = "mean"
) -> Any:
    if isinstance(var, float):
        if var < 0:
            raise ValueError("var has negative entry/entries")
        var = var * torch.ones_like(input)
    if var.shape != input.shape:
        if input.shape[:-1] == var.shape:
            var = torch.unsqueeze(var, -1)
        elif not (input.shape[:-1] == var.shape[:-1] and var.shape[-1] == 1) and not _is_broadcast(input, var):
            raise ValueError("var is of incorrect size")
    if reduction not in ("none", "mean", "sum"):
        raise ValueError(reduction + " is not valid")
    var = var.clone().clamp_(min=eps)
    loss = 0.5 * (torch.log(var) + (input - target) ** 2 / var)
    if full:
        loss = loss + 0.5 * math.log(2 * math.pi)
    return reduce_loss(loss, reduction)


def _is_broadcast(input: Any, var: Any) -> bool:
    """One variance along one dimension."""
    if input.dim() != var.dim():
        return False
    differing = [(a, b) for a, b in zip(input.shape, var.shape) if a != b]
    return len(differing) == 1 and differing[0][1] == 1


def hinge_embedding_loss(
    input: Any,
    target: Any,
    margin: float = 1.0,
    size_average: Any = None,
    reduce: Any = None,
    reduction: str = "mean",
) -> Any:
    wanted = reduction_of(reduction, size_average, reduce)
    zeros = torch.zeros_like(input)
    far = torch.where(target != 1, (margin - input).clamp_min(0), zeros)
    near = torch.where(target != -1, input, zeros)
    return reduce_loss(far + near, wanted)


def soft_margin_loss(
    input: Any, target: Any, size_average: Any = None, reduce: Any = None, reduction: str = "mean"
) -> Any:
    wanted = reduction_of(reduction, size_average, reduce)
    shape = broadcast_shapes(input.shape, target.shape)
    if shape != input.shape:
        raise RuntimeError(f"output with shape {sizes(input.shape)} doesn't match the broadcast shape {sizes(shape)}")
    return reduce_loss((-input * target).exp().log1p(), wanted)


def margin_ranking_loss(
    input1: Any,
    input2: Any,
    target: Any,
    margin: float = 0,
    size_average: Any = None,
    reduce: Any = None,
    reduction: str = "mean",
) -> Any:
    wanted = reduction_of(reduction, size_average, reduce)
    dims = [it.dim() for it in (input1, input2, target)]
    if len(set(dims)) > 1:
        raise RuntimeError(
            "margin_ranking_loss : All input tensors should have same dimension but got sizes: "
            f"input1: {input1.size()}, input2: {input2.size()}, target: {target.size()} "
        )
    return reduce_loss((-target * (input1 - input2) + margin).clamp_min(0), wanted)


def cosine_embedding_loss(
    input1: Any,
    input2: Any,
    target: Any,
    margin: float = 0,
    size_average: Any = None,
    reduce: Any = None,
    reduction: str = "mean",
) -> Any:
    wanted = reduction_of(reduction, size_average, reduce)
    if target.dim() not in (0, 1):
        raise RuntimeError("0D or 1D target tensor expected, multi-target not supported")
    if target.dim() == 1 and (input1.dim() != 2 or input2.dim() != 2):
        raise RuntimeError("1D target tensor expects 2D input tensors, but found inputs with sizes "
                           f"{list(input1.shape)} and {list(input2.shape)}.")  # fmt: skip
    if target.dim() == 0 and (input1.dim() != 1 or input2.dim() != 1):
        raise RuntimeError("0D target tensor expects 1D input tensors, but found inputs with sizes "
                           f"{list(input1.shape)} and {list(input2.shape)}.")  # fmt: skip
    similarity = torch.cosine_similarity(input1, input2, dim=-1)
    zeros = torch.zeros_like(similarity)
    near = torch.where(target == 1, 1 - similarity, zeros)
    far = torch.where(target == -1, (similarity - margin).clamp_min(0), zeros)
    return reduce_loss(near + far, wanted)
