"""torch.autograd.graph: hooks on what is saved for backward have nothing to do."""

from edgewise_tracer.stubs import namespace
from torch._noop import Context

save_on_cpu = saved_tensors_hooks = disable_saved_tensors_hooks = Context


class Node:
    """A step of the backward graph; here only a type."""


__getattr__ = namespace(__name__)
