"""torch.autograd.grad_mode: the switches of gradients, as torch itself names them."""

from edgewise_tracer.stubs import namespace
from torch import enable_grad, inference_mode, no_grad, set_grad_enabled

__all__ = ["enable_grad", "inference_mode", "no_grad", "set_grad_enabled"]
__getattr__ = namespace(__name__)
