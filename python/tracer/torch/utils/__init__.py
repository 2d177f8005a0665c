"""torch.utils: data, checkpointing and helpers of models."""

from edgewise_tracer.stubs import namespace
from torch.utils import _pytree, checkpoint, cpp_extension, data, hooks, model_zoo

__all__ = ["_pytree", "checkpoint", "cpp_extension", "data", "hooks", "model_zoo"]
__getattr__ = namespace(__name__)
