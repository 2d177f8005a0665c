"""Activations. In place or not, each is one operator; softmax and its kin compute in the dtype that is asked for."""

from __future__ import annotations

from typing import Any

import torch

from ..._core.registry import function, method
from ._common import become, check_floating, check_tensor, emit, same, scalar, scalar_name, wrap_dim


@function
def relu(input: Any, inplace: bool = False) -> Any:
    check_tensor(input, "relu")
    if input.dtype is torch.bool:
        raise RuntimeError("Boolean inputs not supported for relu")
    return become(input, same(input, "Relu"), inplace)


def _clamped(input: Any, low: float, high: float, name: str) -> Any:
    check_tensor(input, name)
    if low < 0 and not input.dtype.is_signed and input.dtype is not torch.bool:
        raise RuntimeError("cannot do hardtanh on an unsigned type with negative limits")
    if input.dtype is torch.bool:
        raise RuntimeError(f"Bool inputs not supported for {name}")
    return same(input, "Clip", None, "", [scalar(low, input.dtype), scalar(high, input.dtype)])


@function
def relu6(input: Any, inplace: bool = False) -> Any:
    return become(input, _clamped(input, 0.0, 6.0, "hardtanh"), inplace)


@function
def hardtanh(input: Any, min_val: float = -1.0, max_val: float = 1.0, inplace: bool = False) -> Any:
    if min_val > max_val:
        raise ValueError("min_val cannot be greater than max_val")
    return become(input, _clamped(input, min_val, max_val, "hardtanh"), inplace)


def _simple(
    input: Any, kernel: tuple[str, str], op: str, attributes: dict[str, Any] | None = None, domain: str = ""
) -> Any:
    """An activation over floats: `kernel` is torch's name of the function and of its implementation."""
    check_tensor(input, kernel[0])
    check_floating(input, kernel[1])
    return same(input, op, attributes, domain)


@function
def gelu(input: Any, approximate: str = "none") -> Any:
    if approximate not in ("none", "tanh"):
        raise RuntimeError("approximate argument must be either none or tanh.")
    return _simple(input, ("gelu", "GeluKernelImpl"), "Gelu", {"approximate": approximate})


@function
def silu(input: Any, inplace: bool = False) -> Any:
    return become(input, _simple(input, ("silu", "silu_cpu"), "Swish"), inplace)


@function
def mish(input: Any, inplace: bool = False) -> Any:
    return become(input, _simple(input, ("mish", "mish_cpu"), "Mish"), inplace)


@function
def hardswish(input: Any, inplace: bool = False) -> Any:
    return become(input, _simple(input, ("hardswish", "hardswish_cpu"), "HardSwish"), inplace)


@function
def hardsigmoid(input: Any, inplace: bool = False) -> Any:
    attributes = {"alpha": 1 / 6, "beta": 0.5}
    return become(input, _simple(input, ("hardsigmoid", "hardsigmoid_cpu"), "HardSigmoid", attributes), inplace)


@function
def elu(input: Any, alpha: float = 1.0, inplace: bool = False) -> Any:
    return become(input, _simple(input, ("elu", "elu_cpu"), "Elu", {"alpha": float(alpha)}), inplace)


@function
def selu(input: Any, inplace: bool = False) -> Any:
    return become(input, _simple(input, ("selu", "elu_cpu"), "Selu"), inplace)


@function
def celu(input: Any, alpha: float = 1.0, inplace: bool = False) -> Any:
    if alpha == 0:
        raise RuntimeError("ZeroDivisionError: alpha cannot be 0 for CELU")
    return become(input, _simple(input, ("celu", "elu_cpu"), "Celu", {"alpha": float(alpha)}), inplace)


def leaky_relu(input: Any, negative_slope: float = 0.01, inplace: bool = False) -> Any:
    slope = {"alpha": float(negative_slope)}
    return become(input, _simple(input, ("leaky_relu", "leaky_relu_cpu"), "LeakyRelu", slope), inplace)


@function
def rrelu(
    input: Any, lower: float = 1 / 8, upper: float = 1 / 3, training: bool = False, inplace: bool = False
) -> Any:
    if lower > upper:
        raise RuntimeError("Lower bound should be less than or equal to the upper bound")
    slope = {"alpha": (lower + upper) / 2}
    return become(input, _simple(input, ("rrelu", "leaky_relu_cpu"), "LeakyRelu", slope), inplace)


@function
def threshold(input: Any, threshold: float, value: float, inplace: bool = False) -> Any:
    check_tensor(input, "threshold")
    if input.dtype is torch.bool:
        raise NotImplementedError("\"threshold_cpu\" not implemented for 'Bool'")
    if value == 0:
        result = same(input, "ThresholdedRelu", {"alpha": float(threshold)})
    else:
        chosen = [input > threshold, input, scalar(value, input.dtype)]
        result = emit("Where", chosen, [(input.shape, input.dtype)])
    return become(input, result, inplace)


@function
def prelu(input: Any, weight: Any) -> Any:
    check_tensor(input, "prelu")
    if input.dtype is not weight.dtype:

        names = (scalar_name(input.dtype), scalar_name(weight.dtype))
        raise RuntimeError(f"prelu: Type promoting not supported. Got {names[0]} and {names[1]}")
    _check_slopes(input, weight)
    return same(input, "PRelu", None, "", [weight])


def _check_slopes(input: Any, weight: Any) -> None:
    count = weight.numel()
    if count == 1:
        return
    if input.dim() == 0:
        raise RuntimeError("Not allow zero-dim input tensor.")
    channels = input.shape[1] if input.dim() >= 2 else 1
    if count != channels:
        raise RuntimeError(
            f"Mismatch of parameter numbers and input channel size. Found parameter numbers = {count} "
            f"and channel size = {channels}."
        )
    if weight.dim() > 1:
        raise RuntimeError(
            f"prelu: Expected `weight` to be a scalar or 1D tensor, but got: ndim = {weight.dim()}"
        )


def glu(input: Any, dim: int = -1) -> Any:
    """Halves, a sigmoid and a product, as exporters decompose it."""
    check_tensor(input, "glu")
    if input.dim() == 0:
        raise RuntimeError("glu does not support scalars because halving size must be even")
    at = wrap_dim(dim, input.dim())
    size = input.shape[at]
    if size % 2:
        raise RuntimeError(f"Halving dimension must be even, but dimension {at} is size {size}")
    check_floating(input, "glu_cpu")
    first, second = torch.chunk(input, 2, at)
    return first * second.sigmoid()


def logsigmoid(input: Any) -> Any:
    check_tensor(input, "log_sigmoid")
    check_floating(input, "log_sigmoid_cpu")
    return input.sigmoid().log()


def softplus(input: Any, beta: float = 1, threshold: float = 20) -> Any:
    check_tensor(input, "softplus")
    check_floating(input, "softplus_cpu")
    if beta == 1:
        return same(input, "Softplus")
    return same(input * beta, "Softplus") / beta


def softsign(input: Any) -> Any:
    check_tensor(input, "softsign")
    if input.dtype is torch.bool:
        raise NotImplementedError("\"abs_cpu\" not implemented for 'Bool'")
    return emit("Softsign", [input], [(input.shape, _floating(input))])


def tanhshrink(input: Any) -> Any:
    return input - torch.tanh(input)


@function
@method
def hardshrink(input: Any, lambd: float = 0.5) -> Any:
    check_tensor(input, "hardshrink")
    check_floating(input, "hardshrink_cpu")
    return same(input, "Shrink", {"lambd": float(lambd), "bias": 0.0})


def softshrink(input: Any, lambd: float = 0.5) -> Any:
    check_tensor(input, "softshrink")
    check_floating(input, "softshrink_check")
    if lambd < 0:

        raise RuntimeError(
            f"lambda must be in range [0, 3.40282e+38] for input dtype {scalar_name(input.dtype)}, but found {lambd:g}"
        )
    return same(input, "Shrink", {"lambd": float(lambd), "bias": float(lambd)})


def _floating(input: Any) -> Any:
    kind = input.dtype
    return kind if kind.is_floating_point or kind.is_complex else torch.get_default_dtype()


def sigmoid(input: Any) -> Any:
    return input.sigmoid()


def tanh(input: Any) -> Any:
    return input.tanh()


_LEGACY_FIRST = (0, 1, 3)


def _softmax_dim(rank: int) -> int:
    """Where softmax goes when no dimension is given: torch's old rule."""
    return 0 if rank in _LEGACY_FIRST else 1


def _softmax(input: Any, dim: Any, dtype: Any, op: str, kernel: str) -> Any:
    check_tensor(input, "log_softmax" if op == "LogSoftmax" else "softmax")
    if dim is None:
        dim = _softmax_dim(input.dim())
    if dtype is not None and dtype is not input.dtype:
        input = input.to(dtype)
    at = wrap_dim(dim, input.dim())
    check_floating(input, kernel if at == max(input.dim(), 1) - 1 else _inner(kernel))
    return same(input, op, {"axis": at if input.dim() else 0})


def _inner(kernel: str) -> str:
    return "log_softmax_kernel_impl" if kernel.startswith("log") else "softmax_kernel_impl"


def softmax(input: Any, dim: Any = None, _stacklevel: int = 3, dtype: Any = None) -> Any:
    return _softmax(input, dim, dtype, "Softmax", "softmax_lastdim_kernel_impl")


def log_softmax(input: Any, dim: Any = None, _stacklevel: int = 3, dtype: Any = None) -> Any:
    return _softmax(input, dim, dtype, "LogSoftmax", "log_softmax_lastdim_kernel_impl")


def softmin(input: Any, dim: Any = None, _stacklevel: int = 3, dtype: Any = None) -> Any:
    return softmax(-input, dim, _stacklevel, dtype)


def gumbel_softmax(logits: Any, tau: float = 1, hard: bool = False, eps: float = 1e-10, dim: int = -1) -> Any:
    noise = -torch.empty_like(logits).exponential_().log()
    soft = softmax((logits + noise) / tau, dim)
    if not hard:
        return soft
    index = soft.max(dim, keepdim=True)[1]
    one_hot = torch.zeros_like(logits).scatter_(dim, index, 1.0)
    return one_hot - soft.detach() + soft


def _named_inplace(activation: Any) -> Any:
    def inplace(input: Any, *args: Any, **kwargs: Any) -> Any:
        return activation(input, *args, inplace=True, **kwargs)

    inplace.__name__ = activation.__name__ + "_"
    return inplace


relu_ = _named_inplace(relu)
elu_ = _named_inplace(elu)
selu_ = _named_inplace(selu)
celu_ = _named_inplace(celu)
leaky_relu_ = _named_inplace(leaky_relu)
hardtanh_ = _named_inplace(hardtanh)
rrelu_ = _named_inplace(rrelu)
threshold_ = _named_inplace(threshold)
