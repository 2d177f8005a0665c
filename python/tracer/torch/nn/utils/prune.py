"""Pruning: which weights are zero changes nothing about shapes, so pruned modules keep their weights as they are."""

from __future__ import annotations

from typing import Any

from edgewise_tracer import notes
from edgewise_tracer.stubs import namespace


def _unpruned(module: Any, *args: Any, **kwargs: Any) -> Any:
    notes.add("limit", "pruning by mask leaves shapes as they are; weights that are zero are counted", level="info")
    return module


identity = random_unstructured = l1_unstructured = random_structured = ln_structured = custom_from_mask = _unpruned


def global_unstructured(parameters: Any, pruning_method: Any, importance_scores: Any = None, **kwargs: Any) -> None:
    _unpruned(None)


def remove(module: Any, name: str) -> Any:
    return module


def is_pruned(module: Any) -> bool:
    return False


class BasePruningMethod:
    PRUNING_TYPE = "unstructured"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        pass

    def compute_mask(self, t: Any, default_mask: Any) -> Any:
        return default_mask

    @classmethod
    def apply(cls, module: Any, name: str, *args: Any, **kwargs: Any) -> Any:
        return _unpruned(module)


class Identity(BasePruningMethod):
    pass


class RandomUnstructured(BasePruningMethod):
    pass


class L1Unstructured(BasePruningMethod):
    pass


class RandomStructured(BasePruningMethod):
    PRUNING_TYPE = "structured"


class LnStructured(BasePruningMethod):
    PRUNING_TYPE = "structured"


class CustomFromMask(BasePruningMethod):
    PRUNING_TYPE = "global"


class PruningContainer(BasePruningMethod):
    pass


__getattr__: Any = namespace(__name__)
