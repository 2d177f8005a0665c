"""torch._dynamo.eval_frame."""

from edgewise_tracer.stubs import namespace
from torch._dynamo import OptimizedModule

__all__ = ["OptimizedModule"]
__getattr__ = namespace(__name__)
