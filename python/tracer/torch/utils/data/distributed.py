"""torch.utils.data.distributed."""

from edgewise_tracer.stubs import namespace
from torch.utils.data.sampler import DistributedSampler

__all__ = ["DistributedSampler"]
__getattr__ = namespace(__name__)
