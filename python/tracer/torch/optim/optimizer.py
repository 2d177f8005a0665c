"""torch.optim.optimizer: parameter groups as torch keeps them."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import torch
from edgewise_tracer.stubs import namespace
from torch._noop import nothing

required = object()
ParamsT = Any


class Optimizer:
    def __init__(self, params: Any, *args: Any, **kwargs: Any) -> None:
        # A user's own optimiser passes its defaults as a dict, a built-in one gets them as keywords.
        given = args[0] if args and isinstance(args[0], dict) else {**_positional(args), **kwargs}
        self.defaults: dict[str, Any] = given.get("defaults", given) if isinstance(given, dict) else {}
        self.state: Any = defaultdict(dict)
        self.param_groups: list[dict[str, Any]] = []
        groups = list(params)
        if not groups:
            raise ValueError("optimizer got an empty parameter list")
        if not isinstance(groups[0], dict):
            groups = [{"params": groups}]
        for group in groups:
            self.add_param_group(group)

    def add_param_group(self, param_group: dict[str, Any]) -> None:
        params = param_group["params"]
        params = [params] if isinstance(params, torch.Tensor) else list(params)
        params = [value[1] if isinstance(value, tuple) else value for value in params]
        self.param_groups.append({**self.defaults, **param_group, "params": params})

    def step(self, closure: Any = None) -> Any:
        return closure() if closure is not None else None

    def state_dict(self) -> dict[str, Any]:
        return {"state": {}, "param_groups": []}

    zero_grad = load_state_dict = register_step_post_hook = register_step_pre_hook = nothing


def _positional(args: tuple[Any, ...]) -> dict[str, Any]:
    return {"lr": args[0]} if args else {}


def register_optimizer_step_post_hook(hook: Any) -> None:
    return None


__getattr__ = namespace(__name__)
