"""torch.backends.mkldnn."""

from edgewise_tracer.stubs import namespace
from torch._noop import Context, false, nothing

enabled = False
is_available = false
set_flags = nothing
flags = verbose = Context
__getattr__ = namespace(__name__)
