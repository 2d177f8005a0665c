"""torch.backends.cudnn."""

from __future__ import annotations

from edgewise_tracer.stubs import namespace
from torch._noop import Context, false, nothing

enabled = True
benchmark = deterministic = allow_tf32 = False
benchmark_limit = 10
is_available = is_acceptable = false
set_flags = nothing
flags = Context


class conv:
    fp32_precision = "none"


rnn = conv


def version() -> None:
    return None


__getattr__ = namespace(__name__)
