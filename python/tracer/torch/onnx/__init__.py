"""torch.onnx: nothing is exported."""

from __future__ import annotations

import enum
from typing import Any

from edgewise_tracer.stubs import namespace
from torch._noop import Context, false, nothing

is_in_onnx_export = is_onnxrt_backend_supported = false
register_custom_op_symbolic = unregister_custom_op_symbolic = export = nothing
enable_fake_mode = Context
OnnxExporterError = type("OnnxExporterError", (RuntimeError,), {"__module__": __name__})


class OperatorExportTypes(enum.IntEnum):
    ONNX = 0
    ONNX_ATEN = 1
    ONNX_ATEN_FALLBACK = 2
    ONNX_FALLTHROUGH = 3


class TrainingMode(enum.IntEnum):
    EVAL = 0
    PRESERVE = 1
    TRAINING = 2


def dynamo_export(*args: Any, **kwargs: Any) -> None:
    return None


__getattr__ = namespace(__name__)
