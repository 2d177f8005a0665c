"""torch.nn.parallel: a wrapped network runs as the network itself, on one device."""

from edgewise_tracer.stubs import namespace

from .data_parallel import DataParallel, data_parallel
from .distributed import DistributedDataParallel

__all__ = ["DataParallel", "DistributedDataParallel", "data_parallel"]
__getattr__ = namespace(__name__)
