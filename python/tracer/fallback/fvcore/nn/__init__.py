"""fvcore.nn."""

from __future__ import annotations

from typing import Any

from edgewise_tracer.stubs import namespace


class FlopCountAnalysis:
    def __init__(self, model: Any = None, inputs: Any = None) -> None:
        pass

    def total(self, *args: Any) -> int:
        return 0

    def by_module(self) -> dict[str, int]:
        return {}

    by_operator = by_module_and_operator = by_module

    def unsupported_ops_warnings(self, enabled: bool) -> FlopCountAnalysis:
        return self

    uncalled_modules_warnings = tracer_warnings = unsupported_ops_warnings


ActivationCountAnalysis = FlopCountAnalysis


def flop_count_table(*args: Any, **kwargs: Any) -> str:
    return ""


flop_count_str = parameter_count_table = flop_count_table


def flop_count(*args: Any, **kwargs: Any) -> tuple[dict[str, float], Any]:
    return {}, None


def parameter_count(model: Any) -> dict[str, int]:
    return {"": sum(parameter.numel() for parameter in model.parameters())}


__getattr__ = namespace(__name__)
