"""timm.models: the registry's decorators; no models."""

from edgewise_tracer.stubs import namespace
from timm import create_model
from timm.models import layers, registry, vision_transformer
from timm.models.registry import register_model

__all__ = ["create_model", "layers", "register_model", "registry", "vision_transformer"]
__getattr__ = namespace(__name__)
