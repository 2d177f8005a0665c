"""yacs.config."""

from __future__ import annotations

from typing import Any

from edgewise_tracer.attribute_dict import AttributeDict


class CfgNode(AttributeDict):
    def __init__(self, init_dict: Any = None, key_list: Any = None, new_allowed: bool = False) -> None:
        super().__init__(init_dict)

    def clone(self) -> CfgNode:
        return type(self)(self)

    def freeze(self) -> None:
        return None

    defrost = freeze

    def merge_from_list(self, cfg_list: list[Any]) -> None:
        for name, value in zip(cfg_list[::2], cfg_list[1::2]):
            node, *path = self, *name.split(".")
            for part in path[:-1]:
                node = node[part]
            node[path[-1]] = value

    def merge_from_other_cfg(self, cfg_other: Any) -> None:
        _merge(self, cfg_other)

    def merge_from_file(self, cfg_filename: str) -> None:
        import yaml

        with open(cfg_filename) as file:
            _merge(self, yaml.safe_load(file))


def _merge(into: Any, other: Any) -> None:
    for key, value in (other or {}).items():
        if isinstance(value, dict) and isinstance(into.get(key), dict):
            _merge(into[key], value)
        else:
            into[key] = value
