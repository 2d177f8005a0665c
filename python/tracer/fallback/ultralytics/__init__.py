"""ultralytics: the helpers that other YOLO repositories take from it; no models. Used when the package itself is not there."""

from edgewise_tracer.stubs import namespace

__version__ = "8.3.0"
__getattr__ = namespace(__name__)
