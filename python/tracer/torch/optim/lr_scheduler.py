"""torch.optim.lr_scheduler: learning rates do not change what a network costs; schedules keep them as they are."""

from __future__ import annotations

from typing import Any

from edgewise_tracer.stubs import namespace
from torch._noop import nothing


class LRScheduler:
    def __init__(self, optimizer: Any, *args: Any, **kwargs: Any) -> None:
        self.optimizer = optimizer
        self.last_epoch = -1
        groups = getattr(optimizer, "param_groups", [])
        self.base_lrs = [group.get("lr", 0.0) for group in groups]

    def get_last_lr(self) -> list[Any]:
        return list(self.base_lrs)

    get_lr = get_last_lr

    def state_dict(self) -> dict[str, Any]:
        return {}

    step = load_state_dict = nothing


_LRScheduler = LRScheduler
_NAMES = (
    "ChainedScheduler ConstantLR CosineAnnealingLR CosineAnnealingWarmRestarts CyclicLR ExponentialLR LambdaLR LinearLR "
    "MultiStepLR MultiplicativeLR OneCycleLR PolynomialLR ReduceLROnPlateau SequentialLR StepLR"
).split()
for _name in _NAMES:
    globals()[_name] = type(_name, (LRScheduler,), {"__module__": __name__, "__doc__": f"torch's {_name}."})

__all__ = ["LRScheduler", *_NAMES]
__getattr__ = namespace(__name__)
