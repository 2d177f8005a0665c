"""Models of diffusers, made by name without a hub."""

from __future__ import annotations

from types import ModuleType
from typing import Any

from .. import checkpoint, notes

_STABLE = ("stable-diffusion-v1", "stable-diffusion-v-1", "sd-v1", "dreamlike", "runwayml", "compvis")
_CHANNELS = (128, 256, 512, 512)
# Where Stable Diffusion 1 differs from the defaults of the classes.
_OF_STABLE: dict[str, dict[str, Any]] = {
    "UNet2DConditionModel": {"sample_size": 64, "cross_attention_dim": 768},
    "AutoencoderKL": {
        "block_out_channels": _CHANNELS,
        "down_block_types": ("DownEncoderBlock2D",) * 4,
        "up_block_types": ("UpDecoderBlock2D",) * 4,
        "layers_per_block": 2,
        "sample_size": 512,
    },
}


def patch_models(module: ModuleType) -> None:
    base: Any = getattr(module, "ModelMixin", None)
    if base is None or "from_pretrained" not in base.__dict__:
        return

    def from_pretrained(cls: Any, pretrained_model_name_or_path: Any, **kwargs: Any) -> Any:
        name = str(pretrained_model_name_or_path or "")
        checkpoint.fake(name)
        return _made(cls, name, kwargs.get("subfolder")).eval()

    base.from_pretrained = classmethod(from_pretrained)


def _made(cls: Any, name: str, subfolder: Any) -> Any:
    try:
        config = cls.load_config(name, subfolder=subfolder)
        return cls.from_config(config)
    except (OSError, ValueError):
        found = _OF_STABLE.get(cls.__name__) if name.lower().startswith(_STABLE) or _is_stable(name) else None
    if found is None:
        notes.add(
            "assumed-input",
            f"the configuration of {name} is not here; the defaults of {cls.__name__} are taken",
            "error",
        )
    return cls(**(found or {}))


def _is_stable(name: str) -> bool:
    return any(it in name.lower() for it in _STABLE)
