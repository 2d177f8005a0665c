"""torch.func: functional_call runs; transforms of functions (vmap, grad) do not."""

from __future__ import annotations

from typing import Any

import torch
from edgewise_tracer.stubs import namespace, unsupported


def functional_call(
    module: Any, parameter_and_buffer_dicts: Any, args: Any = None, kwargs: Any = None, **_: Any
) -> Any:
    """Calls a module with other tensors in the place of its parameters and buffers."""
    dicts = parameter_and_buffer_dicts
    values = dicts if isinstance(dicts, dict) else {key: value for part in dicts for key, value in part.items()}
    undo = [_swap(module, path, value) for path, value in values.items()]
    try:
        arguments = () if args is None else args if isinstance(args, tuple) else (args,)
        return module(*arguments, **(kwargs or {}))
    finally:
        for owner, table, name, value in undo:
            getattr(owner, table)[name] = value


def _swap(module: Any, path: str, value: Any) -> tuple[Any, str, str, Any]:
    *parents, name = path.split(".")
    owner = module
    for parent in parents:
        owner = getattr(owner, parent)
    table = "_parameters" if name in owner._parameters else "_buffers"
    before = getattr(owner, table)[name]
    getattr(owner, table)[name] = value
    return owner, table, name, before


def stack_module_state(models: Any) -> Any:
    """The parameters and the buffers of several like modules, stacked along a new first axis."""
    parameters = [dict(model.named_parameters()) for model in models]
    buffers = [dict(model.named_buffers()) for model in models]

    def stacked(parts: list[Any]) -> dict[str, Any]:
        return {name: torch.stack([part[name] for part in parts]) for name in parts[0]}

    return stacked(parameters), stacked(buffers)


def _transform(name: str) -> Any:
    def transform(*args: Any, **kwargs: Any) -> Any:
        raise unsupported(f"Edgewise does not know torch.func.{name}")

    transform.__name__ = name
    return transform


vmap, grad, grad_and_value, vjp, jvp, jacrev, jacfwd, hessian = (
    _transform(name) for name in ("vmap", "grad", "grad_and_value", "vjp", "jvp", "jacrev", "jacfwd", "hessian")
)
linearize, functionalize = _transform("linearize"), _transform("functionalize")
__getattr__ = namespace(__name__)
