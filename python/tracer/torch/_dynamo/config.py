"""torch._dynamo.config: settings may be set freely."""

from edgewise_tracer.stubs import namespace

cache_size_limit = recompile_limit = accumulated_cache_size_limit = 64
suppress_errors = capture_scalar_outputs = automatic_dynamic_shapes = False
__getattr__ = namespace(__name__)
