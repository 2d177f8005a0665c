"""Padding as modules."""

from __future__ import annotations

from typing import Any

from .. import functional as F
from .module import Module
from .utils import _ntuple, _pair, _quadruple

_spreads = {1: _pair, 2: _quadruple, 3: _ntuple(6)}


class _PadNd(Module):
    __constants__ = ["padding"]
    padding: Any

    def __init__(self, padding: Any) -> None:
        super().__init__()
        self.padding = _spreads[int(type(self)._rank)](padding)

    _rank = 2
    _mode = "constant"

    def forward(self, input: Any) -> Any:
        self._check_input_dim(input)
        return F.pad(input, self.padding, self._mode)

    def _check_input_dim(self, input: Any) -> None:
        """Only circular padding has a rule of its own."""

    def extra_repr(self) -> str:
        return f"{self.padding}"


class _CircularPadNd(_PadNd):
    _mode = "circular"

    def _check_input_dim(self, input: Any) -> None:
        low, high = self._rank + 1, self._rank + 2
        if input.dim() not in (low, high):
            raise ValueError(f"expected {low}D or {high}D input (got {input.dim()}D input)")


class CircularPad1d(_CircularPadNd):
    _rank = 1


class CircularPad2d(_CircularPadNd):
    _rank = 2


class CircularPad3d(_CircularPadNd):
    _rank = 3


class _ConstantPadNd(Module):
    __constants__ = ["padding", "value"]
    value: float
    padding: Any
    _rank = 2

    def __init__(self, padding: Any, value: float) -> None:
        super().__init__()
        self.padding = _spreads[self._rank](padding)
        self.value = value

    def forward(self, input: Any) -> Any:
        return F.pad(input, self.padding, "constant", self.value)

    def extra_repr(self) -> str:
        return f"padding={self.padding}, value={self.value}"


class ConstantPad1d(_ConstantPadNd):
    _rank = 1


class ConstantPad2d(_ConstantPadNd):
    _rank = 2


class ConstantPad3d(_ConstantPadNd):
    _rank = 3


class _ReflectionPadNd(_PadNd):
    _mode = "reflect"


class ReflectionPad1d(_ReflectionPadNd):
    _rank = 1


class ReflectionPad2d(_ReflectionPadNd):
    _rank = 2


class ReflectionPad3d(_ReflectionPadNd):
    _rank = 3


class _ReplicationPadNd(_PadNd):
    _mode = "replicate"


class ReplicationPad1d(_ReplicationPadNd):
    _rank = 1


class ReplicationPad2d(_ReplicationPadNd):
    _rank = 2


class ReplicationPad3d(_ReplicationPadNd):
    _rank = 3


class ZeroPad1d(ConstantPad1d):
    def __init__(self, padding: Any) -> None:
        super().__init__(padding, 0.0)

    def extra_repr(self) -> str:
        return f"{self.padding}"


class ZeroPad2d(ConstantPad2d):
    def __init__(self, padding: Any) -> None:
        super().__init__(padding, 0.0)

    def extra_repr(self) -> str:
        return f"{self.padding}"


class ZeroPad3d(ConstantPad3d):
    def __init__(self, padding: Any) -> None:
        super().__init__(padding, 0.0)

    def extra_repr(self) -> str:
        return f"{self.padding}"
