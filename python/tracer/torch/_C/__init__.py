"""torch._C: the few names of torch's compiled part that Python code asks for."""

from __future__ import annotations

from typing import Any

import torch
from edgewise_tracer.stubs import namespace
from torch._C import _nn  # noqa: F401  (an attribute without being imported)
from torch._noop import Context, false, nothing

_log_api_usage_once = _set_worker_signal_handlers = _jit_set_profiling_executor = _jit_set_profiling_mode = nothing
_jit_set_texpr_fuser_enabled = _jit_override_can_fuse_on_gpu = _jit_override_can_fuse_on_cpu = nothing
_get_tracing_state = nothing
_is_tracing = _is_torch_function_enabled = _get_cudnn_enabled = _has_torch_function_variadic = false
has_mkl = has_mkldnn = has_openmp = False
DisableTorchFunction = DisableTorchFunctionSubclass = _DisableTorchDispatch = Context
Generator = getattr(torch, "Generator", None)
Size, dtype, device = torch.Size, torch.dtype, torch.device
TensorType = OptionalType = ListType = Graph = Node = Value = ScriptModule = ScriptFunction = type("JitType", (), {})
FileCheck = type("FileCheck", (), {})
_TensorBase = TensorBase = torch.Tensor


def _get_privateuse1_backend_name() -> str:
    return "privateuseone"


def _dispatch_has_kernel_for_dispatch_key(name: str, key: Any) -> bool:
    return True


def _parse_dispatch_key(key: str) -> Any:
    return key


__getattr__ = namespace(__name__)
