"""mmcv.utils.registry: classes by name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def build_from_cfg(cfg: Any, registry: Registry, default_args: Any = None) -> Any:
    """Calls what the registry has under `cfg["type"]` with the rest of `cfg`."""
    args = {**(default_args or {}), **dict(cfg)}
    kind = args.pop("type")
    made = registry.get(kind) if isinstance(kind, str) else kind
    if made is None:
        raise KeyError(f"{kind} is not in the {registry.name} registry")
    return made(**args)


class Registry:
    def __init__(
        self, name: str, build_func: Callable[..., Any] | None = None, parent: Any = None, **kwargs: Any
    ) -> None:
        self.name = self._name = name
        self.parent = parent
        self.build_func = build_func or build_from_cfg
        self._module_dict: dict[str, Any] = {}

    @property
    def module_dict(self) -> dict[str, Any]:
        return self._module_dict

    def __len__(self) -> int:
        return len(self._module_dict)

    def __contains__(self, key: str) -> bool:
        return self.get(key) is not None

    def get(self, key: str) -> Any:
        found = self._module_dict.get(key)
        return self.parent.get(key) if found is None and self.parent is not None else found

    def build(self, cfg: Any, *args: Any, **kwargs: Any) -> Any:
        return self.build_func(cfg, *args, **kwargs, registry=self)

    def register_module(
        self, name: Any = None, force: bool = False, module: Any = None, **kwargs: Any
    ) -> Any:
        if isinstance(name, type):
            self._module_dict[name.__name__] = name
            return name

        def register(made: Any) -> Any:
            names = [name] if isinstance(name, str) else name or [made.__name__]
            self._module_dict.update(dict.fromkeys(names, made))
            return made

        return register(module) if module is not None else register
