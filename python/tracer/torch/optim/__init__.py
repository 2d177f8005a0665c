"""torch.optim: optimisers keep their parameter groups; a step does nothing, a network is run forward only."""

from __future__ import annotations

from typing import Any

from edgewise_tracer.stubs import namespace
from torch.optim import lr_scheduler, optimizer, swa_utils
from torch.optim.optimizer import Optimizer

_NAMES = (
    "ASGD Adadelta Adafactor Adagrad Adam AdamW Adamax LBFGS Muon NAdam RAdam RMSprop Rprop SGD SparseAdam"
).split()


def _optimizer(name: str) -> type:
    return type(name, (Optimizer,), {"__module__": f"torch.optim.{name.lower()}", "__doc__": f"torch.optim.{name}."})


for _name in _NAMES:
    globals()[_name] = _optimizer(_name)

__all__ = ["Optimizer", "lr_scheduler", "optimizer", "swa_utils", *_NAMES]
_namespace = namespace(__name__)


def __getattr__(name: str) -> Any:
    # torch.optim.adam and its like are files in torch; here the class is all there is of them.
    for known in _NAMES:
        if name == known.lower():
            import types

            module = types.ModuleType(f"{__name__}.{name}")
            module.__dict__.update({known: globals()[known], "Optimizer": Optimizer})
            return module
    return _namespace(name, 2)
