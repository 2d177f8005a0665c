"""Prints, as JSON, every module call that real torch makes in whole models: the peer of whole-models.ts.

``[{name, call, inputs, parameters, multiplyAdds, calls: [{path, class, outputs, state}]}]``: `outputs` are the shapes of
all tensors that the call gave, `state` the names and shapes of the module's own parameters and buffers. Calls are in the
order in which they began. Nothing is computed: tensors are on the `meta` device.
"""

from __future__ import annotations

import json
from typing import Any

import torch
import torchvision_import  # noqa: F401  (declares what torchvision needs while it is imported)
import whole_model_sources as sources
from torch.utils.flop_counter import FlopCounterMode


def main() -> None:
    # The fast path runs a whole encoder layer as one operator, so that no module in it is called.
    torch.backends.mha.set_fastpath_enabled(False)
    leave_numbers_alone()
    print(json.dumps([described(name, *it) for name, it in sources.MODELS.items()]))


def leave_numbers_alone() -> None:
    """Which numbers the weights start with does not matter here, and making them takes most of the time."""
    for name in dir(torch.nn.init):
        if name.endswith("_") and not name.startswith("_"):
            setattr(torch.nn.init, name, lambda tensor, *args, **kwargs: tensor)


def described(name: str, call: str, inputs: str) -> dict[str, Any]:
    space = vars(sources)
    with torch.device("meta"):
        # Drop-path rates and the like are read back from tensors: they need memory.
        with torch.device("cpu"):
            model = eval(call, space)
        # Before the move, which makes two of a parameter that two modules share.
        parameters = sum(it.numel() for it in model.parameters())
        state = states(model)
        model = model.to("meta").eval()
        given = eval(inputs, space)
        calls = watched(model, state)
        counter = FlopCounterMode(display=False)
        with torch.no_grad(), counter:
            model(*given)
    return {
        "name": name,
        "call": call,
        "inputs": inputs,
        "parameters": parameters,
        "multiplyAdds": counter.get_total_flops() // 2,
        "calls": calls,
    }


def watched(model: torch.nn.Module, state: dict[str, list[Any]]) -> list[dict[str, Any]]:
    """Fills the list that it returns while the model runs."""
    calls: list[dict[str, Any]] = []
    for path, module in model.named_modules():
        open_calls: list[dict[str, Any]] = []

        def before(it: Any, _: Any, path: str = path, open_calls: Any = open_calls) -> None:
            open_calls.append({"path": path, "class": type(it).__name__, "outputs": [], "state": state[path]})
            calls.append(open_calls[-1])

        def after(_: Any, __: Any, output: Any, open_calls: Any = open_calls) -> None:
            open_calls.pop()["outputs"] = shapes_in(output)

        module.register_forward_pre_hook(before)
        module.register_forward_hook(after)
    return calls


def states(model: torch.nn.Module) -> dict[str, list[Any]]:
    """The own parameters and buffers of each module, by its path. One that is shared is that of the first module."""
    seen: set[int] = set()
    found: dict[str, list[Any]] = {}
    for path, module in model.named_modules():
        own = [*module.named_parameters(recurse=False), *module.named_buffers(recurse=False)]
        found[path] = sorted([name, list(it.shape)] for name, it in own if id(it) not in seen)
        seen.update(id(it) for _, it in own)
    return found


def shapes_in(value: Any) -> list[list[int]]:
    if isinstance(value, torch.Tensor):
        return [list(value.shape)]
    items = value.values() if isinstance(value, dict) else value if isinstance(value, (list, tuple)) else ()
    return [shape for it in items for shape in shapes_in(it)]


if __name__ == "__main__":
    main()
