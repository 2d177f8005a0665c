"""torch.amp.grad_scaler."""

from __future__ import annotations

from typing import Any

from edgewise_tracer.stubs import namespace
from torch._noop import nothing


class GradScaler:
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        pass

    def scale(self, outputs: Any) -> Any:
        return outputs

    def step(self, optimizer: Any, *args: Any, **kwargs: Any) -> Any:
        return optimizer.step(*args, **kwargs)

    def get_scale(self) -> float:
        return 1.0

    def is_enabled(self) -> bool:
        return False

    def state_dict(self) -> dict[str, Any]:
        return {}

    update = unscale_ = load_state_dict = nothing


__getattr__ = namespace(__name__)
