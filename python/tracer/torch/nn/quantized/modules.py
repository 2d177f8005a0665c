"""torch.nn.quantized.modules."""

from edgewise_tracer.stubs import namespace

from ._functional import FloatFunctional, FXFloatFunctional, QFunctional

__all__ = ["FXFloatFunctional", "FloatFunctional", "QFunctional"]
__getattr__ = namespace(__name__)
