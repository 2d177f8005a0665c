"""torch.cuda.amp.grad_scaler."""

from edgewise_tracer.stubs import namespace
from torch.amp.grad_scaler import GradScaler

__all__ = ["GradScaler"]
__getattr__ = namespace(__name__)
