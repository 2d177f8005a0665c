"""torch.utils.data.dataloader."""

from edgewise_tracer.stubs import namespace
from torch.utils.data.loader import DataLoader, default_collate, default_convert

__all__ = ["DataLoader", "default_collate", "default_convert"]
__getattr__ = namespace(__name__)
