"""Prints, as JSON, what real torch counts for the models of the installed timm.

``{timm, models: [{name, module, size, parameters, multiplyAdds}]}``: ``size`` is channels, height and width of the
input that the model states for itself. Everything is built and run on ``meta``: nothing is downloaded, no weight is
allocated. ``multiplyAdds`` is half of what torch's own ``FlopCounterMode`` counts.

Without names, one model of each of timm's module files: the middle one of its names in order. ``--list`` prints all
names instead, as a JSON list.
"""

from __future__ import annotations

import argparse
import json
import sys
import warnings

import torch
import torchvision_import  # noqa: F401  (timm imports torchvision)
from torch.utils.flop_counter import FlopCounterMode

warnings.simplefilter("ignore")

import timm  # noqa: E402


class NoModules:
    """In place of the counter's own tracker, which fails where modules share a tensor: only the total is wanted."""

    parents = ("Global",)

    def __enter__(self) -> None: ...

    def __exit__(self, *error: object) -> None: ...


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--list", action="store_true")
    parser.add_argument("names", nargs="*")
    args = parser.parse_args()
    torch.set_grad_enabled(False)
    modules = {name: module for module in timm.list_modules() for name in timm.list_models(module=module)}
    if args.list:
        print(json.dumps(sorted(modules)))
        return
    models = [counted(name, modules[name]) for name in args.names or sample()]
    print(json.dumps({"timm": timm.__version__, "models": models}))


def sample() -> list[str]:
    """The middle model of each module file that has any."""
    lists = (sorted(timm.list_models(module=module)) for module in timm.list_modules())
    return [names[len(names) // 2] for names in lists if names]


def counted(name: str, module: str) -> dict:
    """One model's figures; what torch itself refuses has none, and says why."""
    found = {"name": name, "module": module}
    try:
        with torch.device("meta"):
            model = timm.create_model(name).eval()
        found["size"] = list(model.default_cfg["input_size"])
        found["parameters"] = sum(it.numel() for it in model.parameters())
        counter = FlopCounterMode(display=False)
        counter.mod_tracker = NoModules()
        with counter:
            model(torch.empty(1, *found["size"], device="meta"))
        found["multiplyAdds"] = counter.get_total_flops() // 2
    except Exception as error:  # Reported by name, so that one model does not hide the others.
        found["error"] = f"{type(error).__name__}: {error}"[:300]
        print(name, found["error"], file=sys.stderr)
    return found


if __name__ == "__main__":
    main()
