"""torch.fx.proxy: the classes exist to be tested against."""

from edgewise_tracer.stubs import namespace


class Proxy:
    """A value during symbolic tracing; here only a type, never an instance."""


class TraceError(ValueError):
    """Raised by torch when a program cannot be traced."""


class TracerBase:
    """What every tracer derives from."""


class GraphAppendingTracer(TracerBase):
    """A tracer that adds to a given graph."""


__getattr__ = namespace(__name__)
