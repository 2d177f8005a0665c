"""weight_norm as a hook: a length for each row of the weight, and its direction."""

from __future__ import annotations

from typing import Any

import torch

from ..._core.emit import emit
from ..._core.registry import function
from ..parameter import Parameter, UninitializedParameter


def norm_except_dim(v: Any, pow: int = 2, dim: int = 0) -> Any:
    shape = [1] * v.dim() if dim is not None and dim != -1 else []
    if shape:
        shape[dim] = v.shape[dim]
    return emit("norm_except_dim", [v], [(shape, v.dtype)], {"pow": int(pow), "dim": -1 if dim is None else int(dim)}, "aten")


def _weight_norm(v: Any, g: Any, dim: int = 0) -> Any:
    return emit("_weight_norm", [v, g], [(v.shape, v.dtype)], {"dim": -1 if dim is None else int(dim)}, "aten")


function(norm_except_dim)
function(_weight_norm)


class WeightNorm:
    name: str
    dim: int

    def __init__(self, name: str, dim: Any) -> None:
        self.name = name
        self.dim = -1 if dim is None else dim

    def compute_weight(self, module: Any) -> Any:
        g, v = getattr(module, self.name + "_g"), getattr(module, self.name + "_v")
        return _weight_norm(v, g, self.dim)

    @staticmethod
    def apply(module: Any, name: str, dim: Any) -> WeightNorm:
        for hook in module._forward_pre_hooks.values():
            if isinstance(hook, WeightNorm) and hook.name == name:
                raise RuntimeError(f"Cannot register two weight_norm hooks on the same parameter {name}")
        hook = WeightNorm(name, dim)
        weight = getattr(module, name)
        if isinstance(weight, UninitializedParameter):
            raise ValueError(
                "The module passed to `WeightNorm` can't have uninitialized parameters. "
                "Make sure to run the dummy forward before applying weight normalization"
            )
        del module._parameters[name]
        with torch.no_grad():
            length = norm_except_dim(weight, 2, hook.dim)
        module.register_parameter(name + "_g", Parameter(length.data))
        module.register_parameter(name + "_v", Parameter(weight.data))
        setattr(module, name, hook.compute_weight(module))
        module.register_forward_pre_hook(hook)
        return hook

    def remove(self, module: Any) -> None:
        weight = self.compute_weight(module)
        delattr(module, self.name)
        del module._parameters[self.name + "_g"]
        del module._parameters[self.name + "_v"]
        setattr(module, self.name, Parameter(weight.data))

    def __call__(self, module: Any, inputs: Any) -> None:
        setattr(module, self.name, self.compute_weight(module))


def weight_norm(module: Any, name: str = "weight", dim: Any = 0) -> Any:
    WeightNorm.apply(module, name, dim)
    return module


def remove_weight_norm(module: Any, name: str = "weight") -> Any:
    for key, hook in module._forward_pre_hooks.items():
        if isinstance(hook, WeightNorm) and hook.name == name:
            hook.remove(module)
            del module._forward_pre_hooks[key]
            return module
    raise ValueError(f"weight_norm of '{name}' not found in {module}")
