"""Members of nn.Module: registering, finding and listing parameters, buffers and submodules."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..._core.tensor import Tensor
from ..parameter import Parameter
from . import _hooks


def _typename(value: Any) -> str:
    from .module import _typename as typename

    return typename(value)


def _is_name(name: Any) -> bool:
    return isinstance(name, str)


def register_buffer(self: Any, name: str, tensor: Any, persistent: bool = True) -> None:
    if "_buffers" not in self.__dict__:
        raise AttributeError("cannot assign buffer before Module.__init__() call")
    if not _is_name(name):
        raise TypeError(f"buffer name should be a string. Got {_typename(name)}")
    _check_name("buffer", name)
    if hasattr(self, name) and name not in self._buffers:
        raise KeyError(f"attribute '{name}' already exists")
    if tensor is not None and not isinstance(tensor, Tensor):
        kind = _typename(tensor)
        raise TypeError(f"cannot assign '{kind}' object to buffer '{name}' (torch Tensor or None required)")
    self._buffers[name] = _hooks.registered("buffer", self, name, tensor)
    if persistent:
        self._non_persistent_buffers_set.discard(name)
    else:
        self._non_persistent_buffers_set.add(name)


def _check_name(kind: str, name: str) -> None:
    if "." in name:
        raise KeyError(f'{kind} name can\'t contain "."')
    if name == "":
        raise KeyError(f'{kind} name can\'t be empty string ""')


def register_parameter(self: Any, name: str, param: Any) -> None:
    state = self.__dict__
    if "_parameters" not in state:
        raise AttributeError("cannot assign parameter before Module.__init__() call")
    if not _is_name(name):
        raise TypeError(f"parameter name should be a string. Got {_typename(name)}")
    _check_name("parameter", name)
    parameters = state["_parameters"]
    if name not in parameters and hasattr(self, name):
        raise KeyError(f"attribute '{name}' already exists")
    if param is not None:
        _check_parameter(name, param)
    parameters[name] = _hooks.registered("parameter", self, name, param)


def _check_parameter(name: str, param: Any) -> None:
    if not isinstance(param, Parameter):
        kind = _typename(param)
        raise TypeError(f"cannot assign '{kind}' object to parameter '{name}' (torch.nn.Parameter or None required)")


def add_module(self: Any, name: str, module: Any) -> None:
    from .module import Module

    if not isinstance(module, Module) and module is not None:
        raise TypeError(f"{_typename(module)} is not a Module subclass")
    if not _is_name(name):
        raise TypeError(f"module name should be a string. Got {_typename(name)}")
    if hasattr(self, name) and name not in self._modules:
        raise KeyError(f"attribute '{name}' already exists")
    if "." in name:
        raise KeyError(f'module name can\'t contain ".", got: {name}')
    if name == "":
        raise KeyError('module name can\'t be empty string ""')
    self._modules[name] = _hooks.registered("module", self, name, module)


def register_module(self: Any, name: str, module: Any) -> None:
    self.add_module(name, module)


def get_submodule(self: Any, target: str) -> Any:
    from .module import Module

    if target == "":
        return self
    module = self
    for item in target.split("."):
        if not hasattr(module, item):
            raise AttributeError(f"{module._get_name()} has no attribute `{item}`")
        module = getattr(module, item)
        if not isinstance(module, Module):
            raise AttributeError(f"`{item}` is not an nn.Module")
    return module


def set_submodule(self: Any, target: str, module: Any, strict: bool = False) -> None:
    if target == "":
        raise ValueError("Cannot set the submodule without a target name!")
    path, _, name = target.rpartition(".")
    parent = self.get_submodule(path)
    if strict and not hasattr(parent, name):
        raise AttributeError(f"{parent._get_name()} has no attribute `{name}`")
    setattr(parent, name, module)


def get_parameter(self: Any, target: str) -> Any:
    return _get_tensor(self, target, "nn.Parameter", lambda _, found: isinstance(found, Parameter))


def get_buffer(self: Any, target: str) -> Any:
    module_path, _, name = target.rpartition(".")
    owner = self.get_submodule(module_path)
    if not hasattr(owner, name):
        raise AttributeError(f"{owner._get_name()} has no attribute `{name}`")
    if name not in owner._buffers:
        raise AttributeError(f"`{name}` is not a buffer")
    return getattr(owner, name)


def _get_tensor(self: Any, target: str, kind: str, is_kind: Any) -> Any:
    module_path, _, name = target.rpartition(".")
    owner = self.get_submodule(module_path)
    if not hasattr(owner, name):
        raise AttributeError(f"{owner._get_name()} has no attribute `{name}`")
    found = getattr(owner, name)
    if not is_kind(owner, found):
        raise AttributeError(f"`{name}` is not an {kind}")
    return found


def named_members(
    self: Any, get_members_fn: Any, prefix: str = "", recurse: bool = True, remove_duplicate: bool = True
) -> Iterator[tuple[str, Any]]:
    seen: set[int] = set()
    owners = self.named_modules(prefix=prefix, remove_duplicate=remove_duplicate) if recurse else [(prefix, self)]
    for path, owner in owners:
        for key, value in get_members_fn(owner):
            if value is None or id(value) in seen:
                continue
            if remove_duplicate:
                seen.add(id(value))
            yield path + ("." if path else "") + key, value


def parameters(self: Any, recurse: bool = True) -> Iterator[Any]:
    for _, parameter in self.named_parameters(recurse=recurse):
        yield parameter


def named_parameters(self: Any, prefix: str = "", recurse: bool = True, remove_duplicate: bool = True) -> Iterator[Any]:
    yield from self._named_members(
        lambda owner: owner._parameters.items(), prefix=prefix, recurse=recurse, remove_duplicate=remove_duplicate
    )


def buffers(self: Any, recurse: bool = True) -> Iterator[Any]:
    for _, buffer in self.named_buffers(recurse=recurse):
        yield buffer


def named_buffers(self: Any, prefix: str = "", recurse: bool = True, remove_duplicate: bool = True) -> Iterator[Any]:
    yield from self._named_members(
        lambda owner: owner._buffers.items(), prefix=prefix, recurse=recurse, remove_duplicate=remove_duplicate
    )


def children(self: Any) -> Iterator[Any]:
    for _, module in self.named_children():
        yield module


def named_children(self: Any) -> Iterator[tuple[str, Any]]:
    seen: set[int] = set()
    for name, module in self._modules.items():
        if module is not None and id(module) not in seen:
            seen.add(id(module))
            yield name, module


def modules(self: Any, remove_duplicate: bool = True) -> Iterator[Any]:
    for _, module in self.named_modules(remove_duplicate=remove_duplicate):
        yield module


def named_modules(self: Any, memo: Any = None, prefix: str = "", remove_duplicate: bool = True) -> Iterator[Any]:
    memo = set() if memo is None else memo
    if self in memo:
        return
    if remove_duplicate:
        memo.add(self)
    yield prefix, self
    for name, module in self._modules.items():
        if module is not None:
            path = prefix + ("." if prefix else "") + name
            yield from module.named_modules(memo, path, remove_duplicate)
