"""torch.nn.grad: gradients of convolutions, which are not part of a forward run."""

from edgewise_tracer.stubs import namespace

__getattr__ = namespace(__name__)
