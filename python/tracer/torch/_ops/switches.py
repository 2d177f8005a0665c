"""Questions and settings of torch itself: default dtype, threads, seeds, determinism, printing."""

from __future__ import annotations

from typing import Any

from .._core import device as devices
from .._core import dtype as dtypes
from .._core.promotion import can_cast, promote_types, result_type
from .._core.registry import FUNCTIONS, function
from .._core.state import state
from .._core.tensor import Tensor

function("can_cast")(can_cast)
function("promote_types")(promote_types)
function("result_type")(result_type)


@function
def is_tensor(obj: Any) -> bool:
    return isinstance(obj, Tensor)


@function
def is_storage(obj: Any) -> bool:
    return type(obj).__name__ in ("_Memory", "UntypedStorage", "TypedStorage")


@function
def get_default_dtype() -> Any:
    return state.default_dtype


@function
def set_default_dtype(d: Any) -> None:
    if not isinstance(d, dtypes.dtype) or not d.is_floating_point:
        raise TypeError("only floating-point types are supported as the default type")
    state.default_dtype = d


@function
def set_default_tensor_type(t: Any) -> None:
    from .._core.legacy import CUDA_LEGACY, LEGACY

    name = t if isinstance(t, str) else f"torch.{t.__name__}"
    kind = (CUDA_LEGACY if ".cuda." in name else LEGACY).get(name.rpartition(".")[2])
    if kind is not None:
        state.default_dtype = kind._kind  # type: ignore[attr-defined]


@function
def get_default_device() -> Any:
    return state.default_device


@function
def set_default_device(device: Any) -> None:
    state.default_device = devices.from_any(device) or devices.cpu


def _setting(name: str, default: Any) -> None:
    """get_NAME and set_NAME of something that changes nothing here."""
    held = [default]

    def get() -> Any:
        return held[0]

    def put(value: Any = None, *args: Any, **kwargs: Any) -> None:
        held[0] = value

    function(f"get_{name}")(get)
    function(f"set_{name}")(put)


for _name, _default in (
    ("num_threads", 1), ("num_interop_threads", 1), ("float32_matmul_precision", "highest"),
    ("deterministic_debug_mode", 0), ("warn_always", False),
):  # fmt: skip
    _setting(_name, _default)


def _quiet(name: str, answer: Any = None) -> None:
    def call(*args: Any, **kwargs: Any) -> Any:
        return answer

    call.__name__ = name
    function(name)(call)


for _name in (
    "set_printoptions",
    "set_flush_denormal",
    "use_deterministic_algorithms",
    "set_anomaly_enabled",
    "init_num_threads",
):
    _quiet(_name)
for _name in (
    "are_deterministic_algorithms_enabled", "is_deterministic_algorithms_warn_only_enabled", "is_warn_always_enabled",
    "is_anomaly_enabled", "is_anomaly_check_nan_enabled", "is_vulkan_available", "is_distributed",
):  # fmt: skip
    _quiet(_name, False)


@function
def typename(obj: Any) -> str:
    if isinstance(obj, Tensor):
        return obj.type()
    return f"{type(obj).__module__}.{type(obj).__name__}".removeprefix("builtins.")


@function
def swap_tensors(t1: Tensor, t2: Tensor) -> None:
    one = dict(t1.__dict__)
    t1.__dict__.clear()
    t1.__dict__.update(t2.__dict__)
    t2.__dict__.clear()
    t2.__dict__.update(one)


def _value(name: str, value: Any) -> None:
    FUNCTIONS[name] = value


import math  # noqa: E402

for _name, _number in (
    ("pi", math.pi),
    ("e", math.e),
    ("inf", math.inf),
    ("nan", math.nan),
    ("tau", math.tau),
    ("newaxis", None),
):
    _value(_name, _number)


def _refused(name: str, reason: str) -> None:
    def call(*args: Any, **kwargs: Any) -> Any:
        from edgewise_tracer.errors import UnsupportedOp

        raise UnsupportedOp(f"Edgewise does not know torch.{name}{reason}")

    call.__name__ = name
    function(name)(call)


for _name in (
    "cond",
    "while_loop",
    "sparse_csr_tensor",
    "sparse_csc_tensor",
    "sparse_bsr_tensor",
):
    _refused(_name, "")
_refused("quantize_per_tensor", ": quantised tensors are not followed")
_refused("quantize_per_channel", ": quantised tensors are not followed")
