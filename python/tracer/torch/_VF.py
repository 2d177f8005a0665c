"""torch._VF: functions of torch under another name."""

from torch.functional import __getattr__

__all__ = ["__getattr__"]
