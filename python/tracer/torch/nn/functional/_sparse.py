"""Embeddings and one-hot codes."""

from __future__ import annotations

from typing import Any

import torch
from edgewise_tracer import notes

from ..._core.registry import function
from ._common import check_tensor, emit, ints, scalar_name


def _check_indices(indices: Any, name: str, caller: str, position: int = 1) -> None:
    if indices.dtype in (torch.int64, torch.int32):
        return
    kind = scalar_name(indices.dtype)
    raise RuntimeError(
        f"Expected tensor for argument #{position} '{name}' to have one of the following scalar types: Long, Int; "
        f"but got torch.{kind}Tensor instead (while checking arguments for {caller})"
    )


def embedding(
    input: Any,
    weight: Any,
    padding_idx: Any = None,
    max_norm: Any = None,
    norm_type: float = 2.0,
    scale_grad_by_freq: bool = False,
    sparse: bool = False,
) -> Any:
    check_tensor(input, "embedding", "indices", 2)
    check_tensor(weight, "embedding", "weight", 1)
    if padding_idx is not None and not -weight.shape[0] <= padding_idx < weight.shape[0]:
        raise AssertionError("Padding_idx must be within num_embeddings")
    if weight.dim() != 2:
        raise RuntimeError("'weight' must be 2-D")
    if max_norm is not None:
        _check_indices(input, "indices", "embedding_renorm_", 2)
    _check_indices(input, "indices", "embedding")
    rows = weight.shape[0]
    if input._values is not None and any(not 0 <= it < rows for it in input._values):
        raise IndexError("index out of range in self")
    shape = [*input.shape, weight.shape[1]]
    return emit("Gather", [weight, input], [(shape, weight.dtype)], {"axis": 0})


def _torch_embedding(
    weight: Any, indices: Any, padding_idx: int = -1, scale_grad_by_freq: bool = False, sparse: bool = False
) -> Any:
    return embedding(indices, weight)


_torch_embedding.__name__ = "embedding"
function(_torch_embedding)


def embedding_bag(
    input: Any,
    weight: Any,
    offsets: Any = None,
    max_norm: Any = None,
    norm_type: float = 2,
    scale_grad_by_freq: bool = False,
    mode: str = "mean",
    sparse: bool = False,
    per_sample_weights: Any = None,
    include_last_offset: bool = False,
    padding_idx: Any = None,
) -> Any:
    if weight.dtype is torch.int64 and input.is_floating_point():
        input, weight = weight, input
    if mode not in ("sum", "mean", "max"):
        raise ValueError("mode has to be one of sum or mean")
    if per_sample_weights is not None:
        _check_sample_weights(input, per_sample_weights, mode)
    if input.dim() == 2:
        if offsets is not None:
            text = "<unknown>" if not isinstance(offsets, torch.Tensor) else str(type(offsets))
            raise ValueError(
                "if input is 2D, then offsets has to be None, as input is treated is a mini-batch of fixed length "
                f"sequences. However, found offsets of type {text}"
            )
        bags = input.shape[0]
    elif input.dim() == 1:
        if not isinstance(offsets, torch.Tensor):
            raise ValueError("offsets has to be a 1D Tensor but got None")
        if offsets.dim() != 1:
            raise ValueError("offsets has to be a 1D Tensor")
        bags = offsets.shape[0] - int(bool(include_last_offset))
    else:
        raise ValueError(f"input has to be 1D or 2D Tensor, but got Tensor of dimension {input.dim()}")
    _check_indices(input, "indices", "embedding_bag")
    inputs = [weight, input, offsets, per_sample_weights]
    return emit("embedding_bag", inputs, [([bags, weight.shape[1]], weight.dtype)], {"mode": mode}, "aten")


def _check_sample_weights(input: Any, weights: Any, mode: str) -> None:
    if tuple(input.shape) != tuple(weights.shape):
        raise ValueError(
            f"embedding_bag: If per_sample_weights ({weights.shape}) is not None, "
            f"then it must have the same shape as the input ({input.shape})"
        )
    if mode != "sum":
        raise NotImplementedError(
            "embedding_bag: per_sample_weights was not None. per_sample_weights is only supported for mode='sum' "
            f"(got mode='{mode}'). Please open a feature request on GitHub."
        )


def one_hot(tensor: Any, num_classes: int = -1) -> Any:
    check_tensor(tensor, "one_hot", "self")
    if tensor.dtype not in (torch.int64,):
        raise RuntimeError("one_hot is only applicable to index tensor of type LongTensor.")
    values = tensor._values
    if num_classes == -1:
        if values is None:
            notes.add("data-dependent", "the number of classes depends on the data; taken as 2")
        num_classes = max(values) + 1 if values else 2
    num_classes = int(num_classes)
    if num_classes <= 0:
        raise RuntimeError("num_classes should be positive")
    if values is not None:
        if any(it < 0 for it in values):
            raise RuntimeError("Class values must be non-negative.")
        if any(it >= num_classes for it in values):
            raise RuntimeError("Class values must be smaller than num_classes.")
    known = None
    if values is not None and len(values) * num_classes <= 8192:
        known = [[int(it == at) for it in values for at in range(num_classes)]]
    shape = [*tensor.shape, num_classes]
    inputs = [tensor, ints([num_classes]), ints([0, 1])]
    return emit("OneHot", inputs, [(shape, torch.int64)], {"axis": -1}, "", known)


