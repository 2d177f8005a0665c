"""torch.nn.quantized: the name that torch.ao.nn.quantized had before."""

from edgewise_tracer.stubs import namespace

from ._functional import FloatFunctional, FXFloatFunctional, QFunctional
from . import dynamic, modules  # isort: skip

__all__ = ["FXFloatFunctional", "FloatFunctional", "QFunctional", "dynamic", "modules"]
__getattr__ = namespace(__name__)
