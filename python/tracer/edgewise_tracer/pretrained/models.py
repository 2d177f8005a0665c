"""Configurations and models of transformers, made by name without a hub."""

from __future__ import annotations

import copy
from types import ModuleType
from typing import Any

from .. import checkpoint, notes
from . import known

# What is said about fetching and loading, and not about the architecture.
_FETCHING = frozenset(
    """cache_dir force_download resume_download proxies token use_auth_token local_files_only revision code_revision
    trust_remote_code subfolder _from_pipeline _from_auto _commit_hash gguf_file user_agent mirror
    _configuration_file""".split()
)
_LOADING = frozenset(
    """ignore_mismatched_sizes device_map low_cpu_mem_usage quantization_config load_in_8bit load_in_4bit torch_dtype dtype
    attn_implementation use_flash_attention_2 use_safetensors weights_only output_loading_info state_dict from_tf
    from_flax max_memory offload_folder offload_state_dict offload_buffers variant adapter_kwargs adapter_name
    generation_config tp_plan tp_size device_mesh key_mapping _fast_init use_kernels experts_implementation""".split()
)


def _split(options: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """(what is about the architecture, what is about loading)."""
    kept = {key: value for key, value in options.items() if key not in _FETCHING and key not in _LOADING}
    return kept, {key: value for key, value in options.items() if key in _LOADING}


def patch_configurations(module: ModuleType) -> None:
    base: Any = getattr(module, "PreTrainedConfig", None) or getattr(module, "PretrainedConfig", None)
    if base is None or "get_config_dict" not in base.__dict__:
        return
    original = base.get_config_dict.__func__

    def get_config_dict(cls: Any, pretrained_model_name_or_path: Any, **kwargs: Any) -> Any:
        name = str(pretrained_model_name_or_path)
        try:
            return original(cls, pretrained_model_name_or_path, **kwargs)
        except (OSError, ValueError):
            found, is_known = known.configuration(name, getattr(cls, "model_type", ""))
            if not found.get("model_type"):
                raise
        if not is_known:
            notes.add(
                "assumed-input",
                f"the configuration of {name} is not here; the defaults of {found['model_type']} are taken",
                "error",
            )
        return found, {key: value for key, value in kwargs.items() if key not in _FETCHING}

    base.get_config_dict = classmethod(get_config_dict)


def patch_models(module: ModuleType) -> None:
    base: Any = getattr(module, "PreTrainedModel", None)
    if base is None or "from_pretrained" not in base.__dict__:
        return

    def from_pretrained(
        cls: Any, pretrained_model_name_or_path: Any, *args: Any, config: Any = None, **kwargs: Any
    ) -> Any:
        checkpoint.fake(str(pretrained_model_name_or_path or ""))
        options, loading = _split(kwargs)
        if hasattr(config, "to_dict"):
            config = copy.deepcopy(config)
            for key in [it for it in options if hasattr(config, it)]:
                setattr(config, key, options.pop(key))
        else:
            source = config or pretrained_model_name_or_path
            config, options = cls.config_class.from_pretrained(source, return_unused_kwargs=True, **options)
        return _loaded(cls(config, *args, **options), loading)

    base.from_pretrained = classmethod(from_pretrained)


def _loaded(model: Any, loading: dict[str, Any]) -> Any:
    import torch

    kind = loading.get("dtype", loading.get("torch_dtype"))
    kind = getattr(torch, kind, None) if isinstance(kind, str) else kind
    if isinstance(kind, torch.dtype):
        model.to(kind)
    model.eval()
    return (model, {}) if loading.get("output_loading_info") else model


def patch_auto_models(module: ModuleType) -> None:
    base: Any = getattr(module, "_BaseAutoModelClass", None)
    if base is None or not hasattr(module, "_get_model_class"):
        return

    def from_pretrained(cls: Any, pretrained_model_name_or_path: Any, *args: Any, **kwargs: Any) -> Any:
        config = kwargs.pop("config", None)
        options, loading = _split(kwargs)
        if not hasattr(config, "to_dict"):
            config, options = module.AutoConfig.from_pretrained(
                config or pretrained_model_name_or_path, return_unused_kwargs=True, **options
            )
        if type(config) not in cls._model_mapping:
            raise ValueError(f"Unrecognized configuration class {type(config)} for this kind of AutoModel: {cls.__name__}.")
        kind = module._get_model_class(config, cls._model_mapping)
        return kind.from_pretrained(pretrained_model_name_or_path, *args, config=config, **options, **loading)

    base.from_pretrained = classmethod(from_pretrained)
