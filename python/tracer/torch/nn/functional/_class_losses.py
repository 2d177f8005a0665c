"""Losses over classes, triplets and sequences."""

from __future__ import annotations

from typing import Any

import torch

from ..._core.registry import function
from ._activation import log_softmax
from ._common import check_tensor, emit, reduce_loss, reduction_of, scalar_name, sizes
from ._distance import pairwise_distance


def _check_targets(input: Any, target: Any) -> None:
    if target.dtype not in (torch.int64, torch.uint8):
        raise RuntimeError(f"expected target dtype to be Long or Byte, but got {scalar_name(target.dtype)}")


def _loss_shape(target: Any, reduction: str) -> Any:
    return target.shape if reduction == "none" else ()


def nll_loss(
    input: Any,
    target: Any,
    weight: Any = None,
    size_average: Any = None,
    ignore_index: int = -100,
    reduce: Any = None,
    reduction: str = "mean",
) -> Any:
    wanted = reduction_of(reduction, size_average, reduce)
    check_tensor(input, "nll_loss_nd")
    return _negative_log(input, target, weight, ignore_index, wanted, "NegativeLogLikelihoodLoss")


def _negative_log(input: Any, target: Any, weight: Any, ignore_index: int, reduction: str, op: str) -> Any:
    dims = input.dim()
    if dims < 1:
        raise ValueError(f"Expected 1 or more dimensions (got {dims})")
    if dims != 1 and input.shape[0] != target.shape[0]:
        raise ValueError(
            f"Expected input batch_size ({input.shape[0]}) to match target batch_size ({target.shape[0]})."
        )
    if dims == 4:
        _check_targets(input, target)
    if dims > 2:
        wanted = [input.shape[0], *input.shape[2:]]
        if list(target.shape) != wanted and dims == 4:
            raise RuntimeError(f"size mismatch (got input: {sizes(input.shape)} , target: {sizes(target.shape)}")
        if list(target.shape) != wanted:
            raise RuntimeError(f"Expected target size {sizes(wanted)}, got {sizes(target.shape)}")
    elif dims == 2 and target.dim() != 1 or dims == 1 and target.dim() > 1:
        raise RuntimeError("0D or 1D target tensor expected, multi-target not supported")
    _check_targets(input, target)
    classes = input.shape[1] if dims > 1 else input.shape[0]
    if weight is not None and weight.numel() != classes:
        raise RuntimeError(
            "weight tensor should be defined either for all "
            f"{classes} classes or no classes but got weight tensor of shape: {sizes(weight.shape)}"
        )
    attributes = {"reduction": reduction, "ignore_index": int(ignore_index)}
    return emit(op, [input, target, weight], [(_loss_shape(target, reduction), input.dtype)], attributes)


def cross_entropy(
    input: Any,
    target: Any,
    weight: Any = None,
    size_average: Any = None,
    ignore_index: int = -100,
    reduce: Any = None,
    reduction: str = "mean",
    label_smoothing: float = 0.0,
) -> Any:
    wanted = reduction_of(reduction, size_average, reduce)
    check_tensor(input, "cross_entropy_loss")
    if not 0.0 <= label_smoothing <= 1.0:
        raise RuntimeError(f"label_smoothing must be between 0.0 and 1.0. Got: {label_smoothing}")
    if input.shape == target.shape:
        return _soft_cross_entropy(input, target, weight, wanted)
    return _negative_log(input, target, weight, ignore_index, wanted, "SoftmaxCrossEntropyLoss")


def _soft_cross_entropy(input: Any, target: Any, weight: Any, reduction: str) -> Any:
    """The target gives a probability for each class."""
    if not target.dtype.is_floating_point:
        raise RuntimeError(
            f"Expected floating point type for target with class probabilities, got {scalar_name(target.dtype)}"
        )
    at = 0 if input.dim() == 1 else 1
    products = log_softmax(input, at) * target
    if weight is not None:
        products = products * weight.reshape([-1 if i == at else 1 for i in range(input.dim())])
    loss = -products.sum(at)
    if reduction == "mean":
        return loss.sum() / (input.numel() // input.shape[at])
    return reduce_loss(loss, reduction)


def multilabel_margin_loss(
    input: Any, target: Any, size_average: Any = None, reduce: Any = None, reduction: str = "mean"
) -> Any:
    wanted = reduction_of(reduction, size_average, reduce)
    if input.dim() > 2 or input.shape != target.shape:
        raise RuntimeError(f"inconsistent target size: {sizes(target.shape)} for input of size: {sizes(input.shape)}")
    shape = input.shape[:-1] if wanted == "none" else ()
    return emit("multilabel_margin_loss", [input, target], [(shape, input.dtype)], None, "aten")


def multilabel_soft_margin_loss(
    input: Any,
    target: Any,
    weight: Any = None,
    size_average: Any = None,
    reduce: Any = None,
    reduction: str = "mean",
) -> Any:
    loss = -(target * input.sigmoid().log() + (1 - target) * (-input).sigmoid().log())
    if reduction not in ("none", "mean", "sum"):
        raise ValueError(f"{reduction} is not valid")
    wanted = reduction_of(reduction, size_average, reduce)
    if weight is not None:
        loss = loss * weight
    return reduce_loss(loss.sum(dim=-1) / input.shape[-1], wanted)


def multi_margin_loss(
    input: Any,
    target: Any,
    p: int = 1,
    margin: float = 1.0,
    weight: Any = None,
    size_average: Any = None,
    reduce: Any = None,
    reduction: str = "mean",
) -> Any:
    wanted = reduction_of(reduction, size_average, reduce)
    if p not in (1, 2):
        raise ValueError("only p == 1 and p == 2 supported")
    if weight is not None and weight.dim() != 1:
        raise ValueError("weight must be one-dimensional")
    if input.dim() == 2 and tuple(target.shape) != (input.shape[0],):
        raise RuntimeError(
            "multi_margin_loss: target tensor should be 1-D with size equal to the number of input samples (batch "
            f"size). Expected target size [{input.shape[0]}], but got {sizes(target.shape)}. "
            f"Input has shape {sizes(input.shape)}."
        )
    if target.dtype is not torch.int64:
        raise RuntimeError(f"expected scalar type Long but found {scalar_name(target.dtype)}")
    shape = target.shape if wanted == "none" else ()
    return emit("multi_margin_loss", [input, target, weight], [(shape, input.dtype)], None, "aten")


def _triplet(positive: Any, negative: Any, margin: float, reduction: str) -> Any:
    return reduce_loss((positive - negative + margin).clamp_min(0), reduction)


def triplet_margin_loss(
    anchor: Any,
    positive: Any,
    negative: Any,
    margin: float = 1.0,
    p: float = 2,
    eps: float = 1e-6,
    swap: bool = False,
    size_average: Any = None,
    reduce: Any = None,
    reduction: str = "mean",
) -> Any:
    wanted = reduction_of(reduction, size_average, reduce)
    if margin <= 0:
        raise ValueError(f"margin must be greater than 0, got {margin}")
    dims = [it.dim() for it in (anchor, positive, negative)]
    if len(set(dims)) > 1:
        raise RuntimeError(
            "The anchor, positive, and negative tensors are expected to have the same number of dimensions, but got: "
            f"anchor {dims[0]}D, positive {dims[1]}D, and negative {dims[2]}D inputs"
        )
    far = pairwise_distance(anchor, negative, p, eps)
    if swap:
        far = torch.minimum(far, pairwise_distance(positive, negative, p, eps))
    return _triplet(pairwise_distance(anchor, positive, p, eps), far, margin, wanted)


def triplet_margin_with_distance_loss(
    anchor: Any,
    positive: Any,
    negative: Any,
    *,
    distance_function: Any = None,
    margin: float = 1.0,
    swap: bool = False,
    reduction: str = "mean",
) -> Any:
    wanted = reduction_of(reduction)
    if margin <= 0:
        raise ValueError(f"margin must be greater than 0, got {margin}")
    distance = pairwise_distance if distance_function is None else distance_function
    dims = [it.dim() for it in (anchor, positive, negative)]
    if len(set(dims)) > 1:
        raise RuntimeError(
            "The anchor, positive, and negative tensors are expected to have the same number of dimensions, but got: "
            f"anchor {dims[0]}D, positive {dims[1]}D, and negative {dims[2]}D inputs"
        )
    far = distance(anchor, negative)
    if swap:
        far = torch.minimum(far, distance(positive, negative))
    return _triplet(distance(anchor, positive), far, margin, wanted)


def ctc_loss(
    log_probs: Any,
    targets: Any,
    input_lengths: Any,
    target_lengths: Any,
    blank: int = 0,
    reduction: str = "mean",
    zero_infinity: bool = False,
) -> Any:
    wanted = reduction_of(reduction)
    batch = log_probs.shape[1] if log_probs.dim() == 3 else 0
    shape = ([batch] if batch else []) if wanted == "none" else ()
    return emit("ctc_loss", [log_probs, targets], [(shape, log_probs.dtype)], {"blank": int(blank)}, "aten")


function(ctc_loss)
