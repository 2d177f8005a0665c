"""torch.backends.mps."""

from edgewise_tracer.stubs import namespace
from torch._noop import false

is_available = is_built = is_macos13_or_newer = is_macos_or_newer = false
__getattr__ = namespace(__name__)
