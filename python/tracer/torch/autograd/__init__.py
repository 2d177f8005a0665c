"""torch.autograd: a network is run forward only. Functions with their own backward run their forward."""

from __future__ import annotations

from typing import Any

import torch
from edgewise_tracer.stubs import namespace, unsupported
from torch._noop import Context, nothing
from torch.autograd import function, functional, grad_mode, graph, profiler, variable
from torch.autograd.function import Function
from torch.autograd.grad_mode import enable_grad, inference_mode, no_grad, set_grad_enabled
from torch.autograd.variable import Variable

detect_anomaly = set_detect_anomaly = Context
backward = nothing


def grad(outputs: Any, inputs: Any, *args: Any, **kwargs: Any) -> tuple[Any, ...]:
    """The gradient has the shape of its input; the work of computing it is not counted, and that is noted."""
    from edgewise_tracer import notes

    notes.note(
        "unsupported", "torch.autograd.grad is not counted; its results have the shapes of the inputs", level="warning"
    )
    inputs = (inputs,) if isinstance(inputs, torch.Tensor) else tuple(inputs)
    return tuple(torch.zeros_like(value) for value in inputs)


def gradcheck(*args: Any, **kwargs: Any) -> bool:
    raise unsupported("Edgewise does not know torch.autograd.gradcheck")


__all__ = [
    "Function",
    "Variable",
    "enable_grad",
    "function",
    "functional",
    "grad_mode",
    "graph",
    "inference_mode",
    "no_grad",
    "profiler",
    "set_grad_enabled",
    "variable",
]
__getattr__ = namespace(__name__)
