"""Normalisations."""

from __future__ import annotations

from typing import Any

import torch

from ..._core.registry import function
from ..._core.state import state
from ._common import check_floating, check_tensor, emit, sizes, wrap_dim


def _verify_batch_size(shape: Any) -> None:
    count = shape[0] if shape else 1
    for size in shape[2:]:
        count *= size
    if count == 1:
        raise ValueError(f"Expected more than 1 value per channel when training, got input size {shape}")


def _check_statistics(input: Any, settings: tuple[tuple[str, Any], ...]) -> None:
    channels = input.shape[1]
    for name, value in settings:
        if value is not None and value.numel() != channels:
            raise RuntimeError(f"{name} should contain {channels} elements not {value.numel()}")


def _check_mixed(input: Any, *others: Any) -> None:
    """The CPU takes parameters of the same dtype, and float32 ones for inputs of half the width."""
    given = [it for it in others if it is not None]
    if all(it.dtype is input.dtype for it in given) or state.is_autocast:
        return
    if input.dtype in (torch.float16, torch.bfloat16):
        if any(it.dtype is not torch.float32 for it in given):
            raise RuntimeError("mixed dtype (CPU): expect parameter to have scalar type of Float")
    elif any(it.dtype in (torch.float16, torch.bfloat16) for it in given) and input.dtype is torch.float32:
        raise RuntimeError("mixed dtype (CPU): expect parameter to have scalar type of Float")
    else:
        raise RuntimeError("mixed dtype (CPU): all inputs must share same datatype.")


def batch_norm(
    input: Any,
    running_mean: Any,
    running_var: Any,
    weight: Any = None,
    bias: Any = None,
    training: bool = False,
    momentum: Any = 0.1,
    eps: float = 1e-5,
) -> Any:
    check_tensor(input, "batch_norm")
    if training:
        _verify_batch_size(input.shape)
    if not training and running_mean is None:
        raise RuntimeError("running_mean must be defined in evaluation mode")
    if not training and running_var is None:
        raise RuntimeError("running_var must be defined in evaluation mode")
    if input.dim() < 2:
        raise IndexError("Dimension out of range (expected to be in range of [-1, 0], but got 1)")
    _check_statistics(
        input, (("running_mean", running_mean), ("running_var", running_var), ("weight", weight), ("bias", bias))
    )
    check_floating(input, "batch_norm")
    _check_mixed(input, weight, bias, running_mean, running_var)
    attributes = {"epsilon": float(eps), "training_mode": int(bool(training))}
    inputs = [input, weight, bias, running_mean, running_var]
    return emit("BatchNormalization", inputs, [(input.shape, input.dtype)], attributes)


def instance_norm(
    input: Any,
    running_mean: Any = None,
    running_var: Any = None,
    weight: Any = None,
    bias: Any = None,
    use_input_stats: bool = True,
    momentum: float = 0.1,
    eps: float = 1e-5,
) -> Any:
    check_tensor(input, "instance_norm")
    shape = input.shape
    if use_input_stats:
        count = 1
        for size in shape[2:]:
            count *= size
        if count == 1:
            raise ValueError(f"Expected more than 1 spatial element when training, got input size {shape}")
    elif running_mean is None or running_var is None:
        raise RuntimeError("Expected running_mean and running_var to be defined when use_input_stats is false")
    for name, value in (("running_mean", running_mean), ("running_var", running_var), ("weight", weight), ("bias", bias)):
        if value is not None and value.numel() != shape[1]:
            # For torch every channel of every item of the batch is a channel of one big item.
            batch = shape[0]
            raise RuntimeError(f"{name} should contain {batch * shape[1]} elements not {batch * value.numel()}")
    check_floating(input, "batch_norm")
    _check_mixed(input, weight, bias)
    inputs = [input, weight, bias]
    if not use_input_stats:
        inputs = [input, weight, bias, running_mean, running_var]
        attributes = {"epsilon": float(eps), "training_mode": 0}
        return emit("BatchNormalization", inputs, [(shape, input.dtype)], attributes)
    return emit("InstanceNormalization", inputs, [(shape, input.dtype)], {"epsilon": float(eps)})


def _normalized_shape(value: Any, function_name: str) -> tuple[int, ...]:
    if isinstance(value, int):
        raise TypeError(f"{function_name}(): argument 'normalized_shape' (position 2) must be tuple of ints, not int")
    return tuple(int(it) for it in value)


def _check_normalized(input: Any, wanted: tuple[int, ...], weight: Any, bias: Any, star: str) -> None:
    if not wanted:
        raise RuntimeError(
            "Expected normalized_shape to be at least 1-dimensional, i.e., containing at least one element, "
            "but got normalized_shape = []"
        )
    for name, value in (("weight", weight), ("bias", bias)):
        if value is not None and tuple(value.shape) != wanted:
            raise RuntimeError(
                f"Expected {name} to be of same shape as normalized_shape, but got {name} of shape "
                f"{sizes(value.shape)} and normalized_shape = {sizes(wanted)}"
            )
    shape = input.shape
    if len(shape) < len(wanted) or tuple(shape[len(shape) - len(wanted) :]) != wanted:
        text = star + ", ".join(str(it) for it in wanted)
        raise RuntimeError(
            f"Given normalized_shape={sizes(wanted)}, expected input with shape [{text}], "
            f"but got input of size{sizes(shape)}"
        )


@function
def layer_norm(
    input: Any, normalized_shape: Any, weight: Any = None, bias: Any = None, eps: float = 1e-5, cudnn_enable: bool = True
) -> Any:
    check_tensor(input, "layer_norm")
    wanted = _normalized_shape(normalized_shape, "layer_norm")
    _check_normalized(input, wanted, weight, bias, "*, ")
    if weight is not None or bias is not None:
        _check_mixed(input, weight, bias)
    check_floating(input, "LayerNormKernelImpl")
    attributes = {"axis": input.dim() - len(wanted), "epsilon": float(eps)}
    return emit("LayerNormalization", [input, weight, bias], [(input.shape, input.dtype)], attributes)


@function
def rms_norm(input: Any, normalized_shape: Any, weight: Any = None, eps: Any = None) -> Any:
    check_tensor(input, "rms_norm")
    wanted = _normalized_shape(normalized_shape, "rms_norm")
    if wanted and input.dim() < len(wanted):
        raise ValueError(f"Input tensor must have at least {len(wanted)} dimensions, but got {input.dim()}")
    _check_normalized(input, wanted, weight, None, "*")
    check_floating(input, "rms_norm")
    dtype = input.dtype
    if weight is not None and dtype not in (torch.float16, torch.bfloat16):
        dtype = torch.promote_types(dtype, weight.dtype)
    attributes = {"axis": input.dim() - len(wanted)}
    if eps is not None:
        attributes["epsilon"] = float(eps)
    return emit("RMSNormalization", [input, weight], [(input.shape, dtype)], attributes)


def group_norm(input: Any, num_groups: int, weight: Any = None, bias: Any = None, eps: float = 1e-5) -> Any:
    check_tensor(input, "group_norm")
    shape = input.shape
    if len(shape) < 2:
        raise RuntimeError(f"Expected at least 2 dimensions for input tensor but received {len(shape)}")
    count = shape[0] * shape[1] // num_groups
    for size in shape[2:]:
        count *= size
    if count == 1:
        grouped = [shape[0] * shape[1] // num_groups, num_groups, *shape[2:]]
        _verify_batch_size(grouped)
    if num_groups <= 0:
        raise RuntimeError(f"Expected num groups to be greater than 0, got {num_groups}")
    if shape[1] % num_groups:
        raise RuntimeError(
            "Expected number of channels in input to be divisible by num_groups, but got input of shape "
            f"{sizes(shape)} and num_groups={num_groups}"
        )
    for name, value in (("weight", weight), ("bias", bias)):
        if value is not None and (value.dim() != 1 or value.numel() != shape[1]):
            raise RuntimeError(
                f"Expected {name} to be a vector of size equal to the number of channels in input, but got {name} "
                f"of shape {sizes(value.shape)} and input of shape {sizes(shape)}"
            )
    if weight is not None or bias is not None:
        _check_mixed(input, weight, bias)
    check_floating(input, "GroupNormKernelImpl")
    attributes = {"num_groups": int(num_groups), "epsilon": float(eps)}
    return emit("GroupNormalization", [input, weight, bias], [(shape, input.dtype)], attributes)


def local_response_norm(input: Any, size: int, alpha: float = 1e-4, beta: float = 0.75, k: float = 1.0) -> Any:
    dims = input.dim()
    if dims < 3:
        # The gap is in torch's own text.
        gap = " " * 26
        raise ValueError(f"Expected 3D or higher dimensionality{gap}input (got {dims} dimensions)")
    if input.numel() == 0:
        return input
    attributes = {"size": int(size), "alpha": float(alpha), "beta": float(beta), "bias": float(k)}
    return emit("LRN", [input], [(input.shape, input.dtype)], attributes)


def normalize(input: Any, p: float = 2.0, dim: Any = 1, eps: float = 1e-12, out: Any = None) -> Any:
    if p in (1, 2) and isinstance(dim, int) and input.dtype.is_floating_point and input.dim():
        at = wrap_dim(dim, input.dim())
        return emit("LpNormalization", [input], [(input.shape, input.dtype)], {"axis": at, "p": int(p)})
    norm = torch.linalg.vector_norm(input, p, dim, keepdim=True)
    return input / norm.clamp_min(eps).expand_as(input)


def _torch_batch_norm(
    input: Any,
    weight: Any,
    bias: Any,
    running_mean: Any,
    running_var: Any,
    training: bool,
    momentum: float,
    eps: float,
    cudnn_enabled: bool = True,
) -> Any:
    return batch_norm(input, running_mean, running_var, weight, bias, training, momentum, eps)


def _torch_instance_norm(
    input: Any,
    weight: Any,
    bias: Any,
    running_mean: Any,
    running_var: Any,
    use_input_stats: bool,
    momentum: float,
    eps: float,
    cudnn_enabled: bool = True,
) -> Any:
    return instance_norm(input, running_mean, running_var, weight, bias, use_input_stats, momentum, eps)


def _torch_group_norm(
    input: Any,
    num_groups: int,
    weight: Any = None,
    bias: Any = None,
    eps: float = 1e-5,
    cudnn_enabled: bool = True,
) -> Any:
    return group_norm(input, num_groups, weight, bias, eps)


for _name, _function in (
    ("batch_norm", _torch_batch_norm),
    ("instance_norm", _torch_instance_norm),
    ("group_norm", _torch_group_norm),
):
    _function.__name__ = _name
    function(_function)
