"""torch._utils."""

from edgewise_tracer.stubs import namespace
from torch._noop import same

_flatten_dense_tensors = _unflatten_dense_tensors = same


def _get_device_index(device: object, optional: bool = False, allow_cpu: bool = False) -> int:
    return -1


class ExceptionWrapper:
    """Carries an error across processes; here only a type."""


__getattr__ = namespace(__name__)
