"""mmcv: registries, and the layers that models are put together from. Used when the package itself is not there."""

from edgewise_tracer.stubs import namespace
from mmcv.utils import Config, ConfigDict, is_list_of, is_str, is_tuple_of

__all__ = ["Config", "ConfigDict", "is_list_of", "is_str", "is_tuple_of"]
__version__ = "1.3.0"
__getattr__ = namespace(__name__)
