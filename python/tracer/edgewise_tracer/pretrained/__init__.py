"""What `from_pretrained` gives without a hub: the architecture under its known configuration, and no weights.

Patches of transformers, diffusers and huggingface_hub, applied when one of their modules has been imported.
"""

from __future__ import annotations

import importlib.abc
from collections.abc import Callable
from types import ModuleType
from typing import Any

from . import diffusion, hub, models, processors, vision

# Read by the packages when they are imported: not to wait for a network that is not there.
ENVIRONMENT = {"HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1", "HF_HUB_DISABLE_TELEMETRY": "1"}

PATCHES: dict[str, Callable[[ModuleType], None]] = {
    "transformers.configuration_utils": models.patch_configurations,
    "transformers.modeling_utils": models.patch_models,
    "transformers.models.auto.auto_factory": models.patch_auto_models,
    "transformers.tokenization_utils_base": processors.patch_tokenizers,
    "transformers.models.auto.tokenization_auto": processors.patch_tokenizers,
    "transformers.models.auto.image_processing_auto": processors.patch_processors,
    "transformers.models.auto.feature_extraction_auto": processors.patch_processors,
    "transformers.models.auto.processing_auto": processors.patch_processors,
    "transformers.image_processing_base": processors.patch_processors,
    "transformers.image_processing_utils": processors.patch_processors,
    "transformers.feature_extraction_utils": processors.patch_processors,
    "transformers.processing_utils": processors.patch_processors,
    "diffusers.models.modeling_utils": diffusion.patch_models,
    "huggingface_hub.file_download": hub.patch_download,
    **{f"torchvision.models.{name}": vision.patch_addresses for name in vision.MODULES},
}


class PatchingLoader(importlib.abc.Loader):
    """Runs a module, then changes what asks the hub."""

    def __init__(self, loader: Any, patch: Callable[[ModuleType], None]) -> None:
        self._loader = loader
        self._patch = patch

    def __getattr__(self, name: str) -> Any:
        return getattr(self._loader, name)

    def create_module(self, spec: Any) -> ModuleType | None:
        return self._loader.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        module.__loader__ = self._loader
        if module.__spec__ is not None:
            module.__spec__.loader = self._loader
        self._loader.exec_module(module)
        self._patch(module)
