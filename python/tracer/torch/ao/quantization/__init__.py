"""torch.ao.quantization: preparing a network for quantisation leaves it as it is, in float32."""

from __future__ import annotations

from typing import Any

import torch.nn as nn
from edgewise_tracer.stubs import namespace
from torch._noop import same

prepare = prepare_qat = convert = quantize = quantize_qat = quantize_dynamic = propagate_qconfig_ = same
enable_observer = disable_observer = enable_fake_quant = disable_fake_quant = same
fuse_modules = fuse_modules_qat = same


class QuantStub(nn.Module):
    def __init__(self, qconfig: Any = None) -> None:
        super().__init__()

    def forward(self, x: Any) -> Any:
        return x


class DeQuantStub(QuantStub):
    """Marks where values become float32 again."""


class QuantWrapper(nn.Module):
    def __init__(self, module: Any) -> None:
        super().__init__()
        self.quant = QuantStub()
        self.dequant = DeQuantStub()
        self.module = module

    def forward(self, x: Any) -> Any:
        return self.dequant(self.module(self.quant(x)))


class QConfig:
    def __init__(self, activation: Any = None, weight: Any = None) -> None:
        self.activation, self.weight = activation, weight


def get_default_qconfig(backend: str = "x86", version: int = 0) -> QConfig:
    return QConfig()


get_default_qat_qconfig = get_default_qconfig_mapping = get_default_qat_qconfig_mapping = get_default_qconfig
default_qconfig = default_dynamic_qconfig = default_qat_qconfig = QConfig()
__getattr__ = namespace(__name__)
