"""What is behind a tensor: the value it stands for in the graph, and the numbers as far as they are known."""

from __future__ import annotations

from typing import Any

from edgewise_tracer import recorder


class Ref(recorder.Ref):
    """The identity of one value in the graph. An in-place operator gives a tensor a new one.

    `values` are known numbers in row-major order or None: what a recorder needs to name a value no node made.
    """

    __slots__ = ("values",)

    def __init__(self, shape: Any, dtype: Any, values: list[Any] | None = None) -> None:
        self.shape = shape
        self.dtype = dtype
        self.values = values


class Storage:
    """Numbers that a tensor and its views share. `values` is None as soon as one of them is not known.

    `version` counts writes; `root` is the whole as the graph knows it after the last write, None when no view was
    ever made and the tensor's own value is the whole.
    """

    __slots__ = ("values", "size", "version", "root", "__weakref__")

    def __init__(self, size: int, values: list[Any] | None, root: Ref) -> None:
        self.size = size
        self.values = values
        self.version = 0
        self.root = root
