"""torch.export: nothing is exported."""

from __future__ import annotations

from typing import Any

from edgewise_tracer.stubs import namespace, unsupported
from torch._noop import nothing


class Dim:
    """A size that may vary."""

    AUTO = STATIC = DYNAMIC = None

    def __init__(self, name: str, *, min: int | None = None, max: int | None = None) -> None:
        self.__name__, self.min, self.max = name, min, max


class ExportedProgram:
    """What export gives in torch; here only a type to test against."""


def export(mod: Any, *args: Any, **kwargs: Any) -> Any:
    raise unsupported("Edgewise does not know torch.export.export")


export_for_training = load = export
save = register_dataclass = nothing
__getattr__ = namespace(__name__)
