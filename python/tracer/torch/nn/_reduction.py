"""torch.nn._reduction: what the older arguments of losses mean."""

from __future__ import annotations

from typing import Any


def get_enum(reduction: str) -> int:
    found = {"none": 0, "mean": 1, "elementwise_mean": 1, "sum": 2}.get(reduction)
    if found is None:
        raise ValueError(f"{reduction} is not a valid value for reduction")
    return found


def legacy_get_string(size_average: Any, reduce: Any, emit_warning: bool = True) -> str:
    size_average = True if size_average is None else size_average
    reduce = True if reduce is None else reduce
    return "none" if not reduce else "mean" if size_average else "sum"


def legacy_get_enum(size_average: Any, reduce: Any, emit_warning: bool = True) -> int:
    return get_enum(legacy_get_string(size_average, reduce, emit_warning))
