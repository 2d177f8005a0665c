"""torch.device: a label on a tensor. Nothing runs anywhere."""

from __future__ import annotations

from typing import Any

_TYPES = (
    "cpu", "cuda", "ipu", "xpu", "mkldnn", "opengl", "opencl", "ideep", "hip", "ve", "fpga", "maia", "xla", "lazy",
    "vulkan", "mps", "meta", "hpu", "mtia", "privateuseone",
)  # fmt: skip


class device:
    """`device("cuda:1")`, `device("cuda", 1)`, `device(0)`; a context that sets the default device too."""

    __slots__ = ("type", "index", "_outer")

    def __init__(self, type: Any = "cpu", index: int | None = None) -> None:
        if isinstance(type, device):
            type, index = type.type, type.index if index is None else index
        elif isinstance(type, int) and not isinstance(type, bool):
            type, index = "cuda", type
        elif isinstance(type, str) and ":" in type:
            type, _, number = type.partition(":")
            if not number.isdigit():
                raise RuntimeError(f"Invalid device string: '{type}:{number}'")
            index = int(number)
        if type not in _TYPES:
            raise RuntimeError(
                "Expected one of cpu, cuda, ipu, xpu, mkldnn, opengl, opencl, ideep, hip, ve, fpga, maia, "
                "xla, lazy, "
                f"vulkan, mps, meta, hpu, mtia, privateuseone device type at start of device string: {type}"
            )
        self.type: str = type
        self.index: int | None = index

    def __eq__(self, other: Any) -> bool:
        return isinstance(other, device) and other.type == self.type and other.index == self.index

    def __hash__(self) -> int:
        return hash((self.type, self.index))

    def __repr__(self) -> str:
        return (
            f"device(type='{self.type}')"
            if self.index is None
            else f"device(type='{self.type}', index={self.index})"
        )

    def __str__(self) -> str:
        return self.type if self.index is None else f"{self.type}:{self.index}"

    def __reduce__(self) -> Any:
        return device, (self.type, self.index)

    def __enter__(self) -> device:
        from .state import state

        self._outer = state.default_device
        state.default_device = self
        return self

    def __exit__(self, *error: Any) -> None:
        from .state import state

        state.default_device = self._outer

    def __call__(self, function: Any) -> Any:
        return function


device.__module__ = "torch"
cpu = device("cpu")
meta = device("meta")


def from_any(value: Any) -> device | None:
    """A device for what a `device=` argument may be; None stays None."""
    if value is None or isinstance(value, device):
        return value
    if value == "cpu":
        return cpu
    return device(value)
