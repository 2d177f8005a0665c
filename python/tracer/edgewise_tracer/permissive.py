"""The nn.Module that classes of missing packages become: it can be built and registered, but never run."""

from __future__ import annotations

import sys
from typing import Any

import torch.nn as nn

from . import stubs


class PermissiveModule(nn.Module):
    """Base of user classes that derive from a missing class, and the instance of a missing class itself."""

    def __new__(cls, *args: Any, **kwargs: Any) -> Any:
        # A dataclass that derives from a missing class never calls its __init__.
        self = super().__new__(cls)
        nn.Module.__init__(self)
        return self

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        nn.Module.__init__(self)
        name = args[0] if type(self) is PermissiveModule and args else type(self).__name__
        object.__setattr__(self, "_edgewise_name", str(name))

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__()
        # A dataclass would take it away.
        cls.__hash__ = nn.Module.__hash__  # type: ignore[method-assign]

    def __getattr__(self, name: str) -> Any:
        try:
            return super().__getattr__(name)
        except AttributeError:
            if name.startswith("_") or stubs.is_probing(sys._getframe(1)):
                raise
        owner = self.__dict__.get("_edgewise_name", type(self).__name__)
        stubs.note(f"{owner}.{name}")
        return stubs.Stub(f"{owner}.{name}")

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        # An instance of a missing class may be a registry whose call decorates a class or a function.
        return args[0] if stubs.is_decorated(args, kwargs) else super().__call__(*args, **kwargs)

    def register_module(self, *args: Any, **kwargs: Any) -> Any:
        """A missing registry's `@MODELS.register_module()` as well as nn.Module's method of that name."""
        if len(args) == 2 and isinstance(args[1], (nn.Module, type(None))):
            return super().register_module(*args)
        made = kwargs.get("module", args[0] if stubs.is_decorated(args, kwargs) else None)
        return made if made is not None else lambda decorated: decorated

    def __enter__(self) -> Any:
        return self

    def __exit__(self, *error: Any) -> bool:
        return False

    def forward(self, *args: Any, **kwargs: Any) -> Any:
        owner = self.__dict__.get("_edgewise_name", type(self).__name__)
        raise stubs.unsupported(f"Edgewise does not have {owner}, which is called here")

    def __iter__(self) -> Any:
        raise stubs.unsupported(
            f"Edgewise does not have {self.__dict__.get('_edgewise_name')}, which is iterated here"
        )
