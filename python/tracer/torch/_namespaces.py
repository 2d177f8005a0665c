"""The functions that torch shows as its own and that live in its packages; torch/__init__ calls load()."""

from __future__ import annotations

import importlib
from typing import Any

from . import _checks

_PACKAGES = (
    "version types random storage serialization futures overrides autograd amp cuda cpu mps xpu accelerator backends jit fx "
    "hub optim distributed utils onnx ao quantization library ops _dynamo compiler export func testing profiler "
    "multiprocessing package sparse distributions masked nested _C _utils _jit_internal"
).split()
# name in torch -> (package, name there)
_ELSEWHERE = {
    "load": ("serialization", "load"),
    "save": ("serialization", "save"),
    "autocast": ("amp", "autocast"),
    "GradScaler": ("amp", "GradScaler"),
    "vmap": ("func", "vmap"),
    "classes": ("ops", "classes"),
    "Stream": ("cuda", "Stream"),
    "Event": ("cuda", "Event"),
    "OutOfMemoryError": ("cuda", "OutOfMemoryError"),
    "UntypedStorage": ("storage", "UntypedStorage"),
    "TypedStorage": ("storage", "TypedStorage"),
    "__version__": ("version", "__version__"),
}


_OF_AUTOCAST = (
    "is_autocast_enabled", "is_autocast_cpu_enabled", "get_autocast_dtype", "get_autocast_gpu_dtype",
    "get_autocast_cpu_dtype",
)  # fmt: skip


def load() -> dict[str, Any]:
    """Names for torch's own namespace. Called when everything of torch itself is in place: the packages import it."""
    names: dict[str, Any] = {name: importlib.import_module(f"torch.{name}") for name in _PACKAGES}
    names.update({name: getattr(names[package], inner) for name, (package, inner) in _ELSEWHERE.items()})
    names.update({name: getattr(names["amp"].autocast_mode, name) for name in _OF_AUTOCAST})
    names.update(_HERE)
    return names


def _compile(model: Any = None, **options: Any) -> Any:
    """Compiling leaves a module or a function as it is; without one, this is a decorator."""
    return model if model is not None else _compile


def _assert(condition: Any, message: str = "") -> None:
    assert condition, message


def _false(*args: Any, **kwargs: Any) -> bool:
    return False


def _nothing(*args: Any, **kwargs: Any) -> None:
    return None


class _Type:
    """Types of TorchScript, which code names in annotations."""


_HERE = {
    "TensorType": _Type,
    "compile": _compile,
    "_assert": _assert,
    "_assert_async": _nothing,
    "_assert_scalar": _nothing,
    **_checks.NAMES,
    "is_autocast_cache_enabled": _false,
    "set_autocast_enabled": _nothing,
    "set_autocast_cache_enabled": _nothing,
    "set_autocast_gpu_dtype": _nothing,
    "clear_autocast_cache": _nothing,
    "autocast_increment_nesting": _nothing,
    "autocast_decrement_nesting": _nothing,
}
