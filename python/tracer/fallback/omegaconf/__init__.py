"""omegaconf: configurations of dicts and lists, without interpolation. Used when the package itself is not there."""

from __future__ import annotations

import dataclasses
from typing import Any

from edgewise_tracer.attribute_dict import AttributeDict
from edgewise_tracer.stubs import namespace

MISSING: Any = "???"
ListConfig = list


class DictConfig(AttributeDict):
    """A dict whose keys are attributes; a key that is not there is None, as in omegaconf's non-struct mode."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return self.get(name)


class OmegaConf:
    @staticmethod
    def create(obj: Any = None, *args: Any, **kwargs: Any) -> Any:
        if dataclasses.is_dataclass(obj):
            obj = dataclasses.asdict(obj() if isinstance(obj, type) else obj)
        if isinstance(obj, str):
            import yaml

            obj = yaml.safe_load(obj)
        return (
            [OmegaConf.create(item) if isinstance(item, dict) else item for item in obj]
            if isinstance(obj, list)
            else DictConfig(obj)
        )

    structured = create

    @staticmethod
    def load(file_: Any) -> Any:
        import yaml

        if hasattr(file_, "read"):
            return OmegaConf.create(yaml.safe_load(file_))
        with open(file_) as file:
            return OmegaConf.create(yaml.safe_load(file))

    @staticmethod
    def merge(*configs: Any) -> Any:
        merged = DictConfig()
        for config in configs:
            _merge(merged, config)
        return merged

    @staticmethod
    def to_container(cfg: Any, *args: Any, **kwargs: Any) -> Any:
        if isinstance(cfg, dict):
            return {key: OmegaConf.to_container(value) for key, value in cfg.items()}
        return [OmegaConf.to_container(value) for value in cfg] if isinstance(cfg, (list, tuple)) else cfg

    to_object = to_container

    @staticmethod
    def select(cfg: Any, key: str, default: Any = None, **kwargs: Any) -> Any:
        for part in key.split("."):
            if not isinstance(cfg, dict) or part not in cfg:
                return default
            cfg = cfg[part]
        return cfg

    @staticmethod
    def is_config(obj: Any) -> bool:
        return isinstance(obj, DictConfig)

    @staticmethod
    def from_cli(*args: Any) -> Any:
        return DictConfig()

    @staticmethod
    def register_new_resolver(*args: Any, **kwargs: Any) -> None:
        return None

    set_struct = set_readonly = resolve = register_new_resolver


def open_dict(config: Any) -> Any:
    import contextlib

    return contextlib.nullcontext(config)


def _merge(into: Any, other: Any) -> None:
    for key, value in (other or {}).items():
        if isinstance(value, dict) and isinstance(into.get(key), dict):
            _merge(into[key], value)
        else:
            into[key] = value


__getattr__ = namespace(__name__)
