"""What changes all tensors of a module: moving, casting, freezing, and train or eval mode."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any


def apply_to_tensors(self: Any, fn: Callable[[Any], Any], recurse: bool = True) -> Any:
    if recurse:
        for module in self.children():
            module._apply(fn)
    for parameter in self._parameters.values():
        if parameter is None:
            continue
        parameter.data = fn(parameter)
        if parameter.grad is not None:
            parameter.grad = fn(parameter.grad)
    for key, buffer in self._buffers.items():
        if buffer is not None:
            self._buffers[key] = fn(buffer)
    return self


def apply(self: Any, fn: Callable[[Any], Any]) -> Any:
    for module in self.children():
        module.apply(fn)
    fn(self)
    return self


def cuda(self: Any, device: Any = None) -> Any:
    return self._apply(lambda tensor: tensor.cuda(device))


def cpu(self: Any) -> Any:
    return self._apply(lambda tensor: tensor.cpu())


def accelerator(kind: str) -> Callable[..., Any]:
    def move(self: Any, device: Any = None) -> Any:
        return self._apply(lambda tensor: tensor.to(kind))

    return move


def type_(self: Any, dst_type: Any) -> Any:
    return self._apply(lambda tensor: tensor.type(dst_type))


def cast(dtype: str) -> Callable[[Any], Any]:
    def to_float(self: Any) -> Any:
        import torch

        wanted = getattr(torch, dtype)
        return self._apply(lambda tensor: tensor.to(wanted) if tensor.is_floating_point() else tensor)

    return to_float


def to_empty(self: Any, *, device: Any, recurse: bool = True) -> Any:
    return self._apply(lambda tensor: tensor.to(device), recurse=recurse)


def to(self: Any, *args: Any, **kwargs: Any) -> Any:
    device, dtype = _to_arguments(args, kwargs)
    if dtype is not None and not (dtype.is_floating_point or dtype.is_complex):
        raise TypeError(f"nn.Module.to only accepts floating point or complex dtypes, but got desired dtype={dtype}")
    if dtype is not None and dtype.is_complex:
        warnings.warn(
            "Complex modules are a new feature under active development whose design may change, "
            "and some modules might not work as expected when using complex tensors as parameters or buffers.",
            stacklevel=2,
        )

    def convert(tensor: Any) -> Any:
        is_cast = dtype is not None and (tensor.is_floating_point() or tensor.is_complex())
        if device is not None:
            tensor = tensor.to(device)
        return tensor.to(dtype) if is_cast else tensor

    return self._apply(convert)


def _to_arguments(args: tuple[Any, ...], kwargs: dict[str, Any]) -> tuple[Any, Any]:
    import torch

    device, dtype = kwargs.get("device"), kwargs.get("dtype")
    for value in (*args, kwargs.get("tensor")):
        if isinstance(value, torch.dtype):
            dtype = value
        elif isinstance(value, torch.Tensor):
            device, dtype = value.device, value.dtype
        elif isinstance(value, (str, torch.device)) or (isinstance(value, int) and not isinstance(value, bool)):
            device = value
    return device, dtype


def train(self: Any, mode: bool = True) -> Any:
    if not isinstance(mode, bool):
        raise ValueError("training mode is expected to be boolean")
    self.training = mode
    for module in self.children():
        module.train(mode)
    return self


def eval_(self: Any) -> Any:
    return self.train(False)


def requires_grad_(self: Any, requires_grad: bool = True) -> Any:
    for parameter in self.parameters():
        parameter.requires_grad_(requires_grad)
    return self


def zero_grad(self: Any, set_to_none: bool = True) -> None:
    for parameter in self.parameters():
        parameter.grad = None
