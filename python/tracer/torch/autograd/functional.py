"""torch.autograd.functional: derivatives are not computed."""

from __future__ import annotations

from typing import Any

from edgewise_tracer.stubs import namespace, unsupported


def _unknown(name: str) -> Any:
    def derivative(*args: Any, **kwargs: Any) -> Any:
        raise unsupported(f"Edgewise does not know torch.autograd.functional.{name}")

    return derivative


jacobian, hessian, vjp, jvp, vhp, hvp = (_unknown(name) for name in ("jacobian", "hessian", "vjp", "jvp", "vhp", "hvp"))
__getattr__ = namespace(__name__)
