"""Downloads from the hub: the name of a file that is not there, which torch.load and load_file take."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any

_WEIGHTS = (".bin", ".pt", ".pth", ".ckpt", ".safetensors", ".tar", ".msgpack")
_OWN_WAYS = ("transformers", "diffusers", "peft", "huggingface_hub", "timm", "sentence_transformers")


def patch_download(module: ModuleType) -> None:
    original = getattr(module, "hf_hub_download", None)
    if original is None:
        return

    def hf_hub_download(repo_id: str, filename: str = "", *args: Any, **kwargs: Any) -> Any:
        if str(filename).endswith(_WEIGHTS):
            return f"{repo_id}/{filename}"
        try:
            return original(repo_id, filename, *args, **kwargs)
        except Exception:  # noqa: BLE001
            # These take another way when a file is not there; whoever else asks only hands the name on.
            if str(sys._getframe(1).f_globals.get("__name__")).startswith(_OWN_WAYS):
                raise
            return f"{repo_id}/{filename}"

    module.hf_hub_download = hf_hub_download  # type: ignore[attr-defined]
