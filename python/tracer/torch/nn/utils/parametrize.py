"""Parametrisations: a tensor of a module is computed from others each time it is asked for."""

from __future__ import annotations

import copy
from contextlib import contextmanager
from typing import Any

import torch

from ..modules.container import ModuleDict, ModuleList
from ..modules.module import Module
from ..parameter import Parameter

_cache: dict[tuple[int, str], Any] = {}
_cache_depth = [0]


@contextmanager
def cached() -> Any:
    _cache_depth[0] += 1
    try:
        yield
    finally:
        _cache_depth[0] -= 1
        if not _cache_depth[0]:
            _cache.clear()


def _register_parameter_or_buffer(module: Any, name: str, X: Any) -> None:
    if isinstance(X, Parameter):
        module.register_parameter(name, X)
    else:
        module.register_buffer(name, X)


class ParametrizationList(ModuleList):
    """The steps from the original tensors to the one that is used."""

    original: Any
    unsafe: bool

    def __init__(self, modules: Any, original: Any, unsafe: bool = False) -> None:
        if len(modules) == 0:
            raise ValueError("ParametrizationList requires one or more modules.")
        super().__init__(modules)
        self.unsafe = unsafe
        new: Any = original
        for module in reversed(list(self)):
            if not hasattr(module, "right_inverse"):
                continue
            try:
                new = module.right_inverse(new)
            except NotImplementedError:
                pass
        self.is_tensor = not isinstance(new, (tuple, list))
        if self.is_tensor:
            if isinstance(original, Parameter):
                if new is not original:
                    new = Parameter(new.detach(), requires_grad=original.requires_grad)
            elif isinstance(new, Parameter):
                new = new.data
            _register_parameter_or_buffer(self, "original", new)
            return
        self.ntensors = len(new)
        for i, tensor in enumerate(new):
            if isinstance(original, Parameter):
                tensor = Parameter(tensor.detach(), requires_grad=original.requires_grad)
            _register_parameter_or_buffer(self, f"original{i}", tensor)

    def right_inverse(self, value: Any) -> None:
        with torch.no_grad():
            for module in reversed(list(self)):
                if hasattr(module, "right_inverse"):
                    value = module.right_inverse(value)
                else:
                    raise RuntimeError(
                        f"parametrization {type(module).__name__} does not implement right_inverse."
                    )
            if self.is_tensor:
                self.original.data = value.detach()
            else:
                for i, tensor in enumerate(value):
                    getattr(self, f"original{i}").data = tensor.detach()

    def forward(self) -> Any:
        steps = iter(self._modules.values())
        if self.is_tensor:
            x = next(steps)(self.original)
        else:
            x = next(steps)(*(getattr(self, f"original{i}") for i in range(self.ntensors)))
        for step in steps:
            x = step(x)
        return x


def _inject_new_class(module: Any) -> None:
    """The class gets properties for this very module, so the module gets a class of its own."""
    cls = module.__class__

    def default_deepcopy(self: Any, memo: Any) -> Any:
        known = memo.get(id(self))
        if known is not None:
            return known
        replica = self.__new__(self.__class__)
        memo[id(self)] = replica
        replica.__dict__ = copy.deepcopy(self.__dict__, memo)
        return replica

    def getstate(self: Any) -> Any:
        raise RuntimeError(
            "Serialization of parametrized modules is only supported through state_dict(). See:\n"
            "https://pytorch.org/tutorials/beginner/saving_loading_models.html"
            "#saving-loading-a-general-checkpoint-for-inference-and-or-resuming-training"
        )

    members: dict[str, Any] = {"__getstate__": getstate}
    if not hasattr(cls, "__deepcopy__"):
        members["__deepcopy__"] = default_deepcopy
    module.__class__ = type(f"Parametrized{cls.__name__}", (cls,), members)


def _inject_property(module: Any, tensor_name: str) -> None:
    def get_parametrized(self: Any) -> Any:
        steps = self.parametrizations[tensor_name]
        if not _cache_depth[0]:
            return steps()
        key = (id(self), tensor_name)
        if _cache.get(key) is None:
            _cache[key] = steps()
        return _cache[key]

    def set_original(self: Any, value: Any) -> None:
        self.parametrizations[tensor_name].right_inverse(value)

    setattr(module.__class__, tensor_name, property(get_parametrized, set_original))


def register_parametrization(module: Any, tensor_name: str, parametrization: Any, *, unsafe: bool = False) -> Any:
    parametrization.train(module.training)
    if is_parametrized(module, tensor_name):
        module.parametrizations[tensor_name].append(parametrization)
        return module
    if tensor_name not in module._buffers and tensor_name not in module._parameters:
        raise ValueError(
            f"Module '{module}' does not have a parameter, a buffer, or a parametrized element "
            f"with name '{tensor_name}'"
        )
    original = getattr(module, tensor_name)
    steps = ParametrizationList([parametrization], original, unsafe=unsafe)
    delattr(module, tensor_name)
    if not is_parametrized(module):
        _inject_new_class(module)
        module.parametrizations = ModuleDict()
    _inject_property(module, tensor_name)
    module.parametrizations[tensor_name] = steps
    return module


def is_parametrized(module: Any, tensor_name: Any = None) -> bool:
    parametrizations = getattr(module, "parametrizations", None)
    if not isinstance(parametrizations, ModuleDict):
        return False
    return len(parametrizations) > 0 if tensor_name is None else tensor_name in parametrizations


def remove_parametrizations(module: Any, tensor_name: str, leave_parametrized: bool = True) -> Any:
    if not is_parametrized(module, tensor_name):
        raise ValueError(f"Module {module} does not have a parametrization on {tensor_name}")
    steps = module.parametrizations[tensor_name]
    if steps.is_tensor:
        original = steps.original
        if leave_parametrized:
            with torch.no_grad():
                value = getattr(module, tensor_name)
            if isinstance(original, Parameter):
                original.data = value.data
            else:
                original = value
    else:
        if not leave_parametrized:
            raise ValueError(
                "Cannot leave unparametrized (`leave_parametrized=False`) a tensor that is parametrized in terms "
                "of a sequence of tensors."
            )
        original = Parameter(getattr(module, tensor_name).detach())
    delattr(module.__class__, tensor_name)
    del module.parametrizations[tensor_name]
    _register_parameter_or_buffer(module, tensor_name, original)
    if not is_parametrized(module):
        delattr(module, "parametrizations")
        module.__class__ = module.__class__.__bases__[0]
    return module


def type_before_parametrizations(module: Module) -> type:
    return module.__class__.__bases__[0] if is_parametrized(module) else type(module)


def transfer_parametrizations_and_params(from_module: Any, to_module: Any, tensor_name: Any = None) -> Any:
    if not is_parametrized(from_module):
        return to_module
    names = [tensor_name] if tensor_name is not None else list(from_module.parametrizations)
    for name in names:
        for step in from_module.parametrizations[name]:
            register_parametrization(to_module, name, step)
    return to_module
