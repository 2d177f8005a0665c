"""state_dict and load_state_dict. A checkpoint that was not read (any key, no values) loads without complaint."""

from __future__ import annotations

import itertools
from collections import OrderedDict, namedtuple
from collections.abc import Mapping
from typing import Any

from edgewise_tracer import checkpoint

from ..._core.tensor import Tensor
from ..parameter import is_lazy

_EXTRA = "_extra_state"


class IncompatibleKeys(namedtuple("IncompatibleKeys", ["missing_keys", "unexpected_keys"])):
    __slots__ = ()

    def __repr__(self) -> str:
        if not self.missing_keys and not self.unexpected_keys:
            return "<All keys matched successfully>"
        return super().__repr__()

    __str__ = __repr__


def save_to_state_dict(self: Any, destination: Any, prefix: str, keep_vars: bool) -> None:
    for name, parameter in self._parameters.items():
        if parameter is not None:
            destination[prefix + name] = parameter if keep_vars else parameter.detach()
    for name, buffer in self._buffers.items():
        if buffer is not None and name not in self._non_persistent_buffers_set:
            destination[prefix + name] = buffer if keep_vars else buffer.detach()
    if _has_extra_state(self, "get_extra_state"):
        destination[prefix + _EXTRA] = self.get_extra_state()


def _has_extra_state(module: Any, method: str) -> bool:
    from .module import Module

    return getattr(type(module), method, None) is not getattr(Module, method)


def state_dict(self: Any, *args: Any, destination: Any = None, prefix: str = "", keep_vars: bool = False) -> Any:
    if args:
        destination = args[0] if destination is None else destination
        prefix = args[1] if len(args) > 1 and prefix == "" else prefix
        keep_vars = args[2] if len(args) > 2 and keep_vars is False else keep_vars
    if destination is None:
        destination = OrderedDict()
        destination._metadata = OrderedDict()
    metadata = {"version": self._version}
    if hasattr(destination, "_metadata"):
        destination._metadata[prefix[:-1]] = metadata
    for hook in self._state_dict_pre_hooks.values():
        hook(self, prefix, keep_vars)
    self._save_to_state_dict(destination, prefix, keep_vars)
    for name, module in self._modules.items():
        if module is not None:
            module.state_dict(destination=destination, prefix=f"{prefix}{name}.", keep_vars=keep_vars)
    for hook in self._state_dict_hooks.values():
        result = hook(self, destination, prefix, metadata)
        if not getattr(hook, "_from_public_api", False):
            destination = destination if result is None else result
        elif result is not None:
            raise RuntimeError("state_dict post-hook must return None")
    return destination


def load_from_state_dict(
    self: Any,
    state_dict: Any,
    prefix: str,
    local_metadata: Any,
    strict: bool,
    missing_keys: list[str],
    unexpected_keys: list[str],
    error_msgs: list[str],
) -> None:
    for hook in self._load_state_dict_pre_hooks.values():
        hook(state_dict, prefix, local_metadata, strict, missing_keys, unexpected_keys, error_msgs)
    members = {name: value for name, value in _loadable(self) if value is not None}
    for name, value in members.items():
        key = prefix + name
        if key in state_dict:
            _load_one(self, name, value, key, (state_dict[key], local_metadata, error_msgs))
        elif strict:
            missing_keys.append(key)
    if _has_extra_state(self, "set_extra_state"):
        if prefix + _EXTRA in state_dict:
            self.set_extra_state(state_dict[prefix + _EXTRA])
        elif strict:
            missing_keys.append(prefix + _EXTRA)
    elif strict and prefix + _EXTRA in state_dict:
        unexpected_keys.append(prefix + _EXTRA)
    if strict:
        _find_unexpected(self, state_dict, prefix, members, unexpected_keys)


def _loadable(module: Any) -> Any:
    buffers = module._buffers.items()
    persistent = ((name, value) for name, value in buffers if name not in module._non_persistent_buffers_set)
    return itertools.chain(module._parameters.items(), persistent)


def _find_unexpected(module: Any, state_dict: Any, prefix: str, members: Any, unexpected_keys: list[str]) -> None:
    for key in state_dict.keys():
        if not key.startswith(prefix) or key == prefix + _EXTRA:
            continue
        parts = key[len(prefix) :].split(".", 1)
        if len(parts) > 1:
            if parts[0] not in module._modules:
                unexpected_keys.append(key)
        elif parts[0] not in members:
            unexpected_keys.append(key)


def _load_one(module: Any, name: str, value: Any, key: str, rest: tuple[Any, Any, list[str]]) -> None:
    given, local_metadata, error_msgs = rest
    if not isinstance(given, Tensor):
        kind = type(given)
        error_msgs.append(
            f'While copying the parameter named "{key}", expected torch.Tensor or Tensor-like object from checkpoint '
            f"but received {kind}"
        )
        return
    lazy = is_lazy(value)
    if not lazy and len(value.shape) == 0 and len(given.shape) == 1 and given.shape[0] == 1:
        given = given[0]
    if not lazy and tuple(given.shape) != tuple(value.shape):
        error_msgs.append(
            f"size mismatch for {key}: copying a param with shape {given.shape} from checkpoint, "
            f"the shape in current model is {value.shape}."
        )
        return
    if lazy and not is_lazy(given):
        value.materialize(given.shape)
    if local_metadata.get("assign_to_params_buffers", False):
        _assign(module, name, value, given)
    else:
        _copy(value, given)


def _assign(module: Any, name: str, value: Any, given: Any) -> None:
    from ..parameter import Parameter

    if isinstance(value, Parameter) and not isinstance(given, Parameter):
        given = Parameter(given, requires_grad=value.requires_grad)
    setattr(module, name, given)


def _copy(value: Any, given: Any) -> None:
    """Takes over values small enough to be known; what a weight holds costs nothing."""
    value.data.copy_(given)


def load_state_dict(self: Any, state_dict: Any, strict: bool = True, assign: bool = False) -> IncompatibleKeys:
    if isinstance(state_dict, checkpoint.FakeCheckpoint) or checkpoint.was_made():
        # Any key would be there. A dict made from an unread checkpoint is as empty as that.
        return IncompatibleKeys([], [])
    if not isinstance(state_dict, Mapping):
        raise TypeError(f"Expected state_dict to be dict-like, got {type(state_dict)}.")
    errors: list[str] = []
    missing: list[str] = []
    unexpected: list[str] = []
    metadata = getattr(state_dict, "_metadata", None)
    state_dict = OrderedDict(state_dict)
    if metadata is not None:
        state_dict._metadata = metadata
    _load(self, state_dict, "", (strict, assign, metadata, missing, unexpected, errors))
    if strict:
        if unexpected:
            keys = ", ".join(f'"{key}"' for key in unexpected)
            errors.insert(0, f"Unexpected key(s) in state_dict: {keys}. ")
        if missing:
            keys = ", ".join(f'"{key}"' for key in missing)
            errors.insert(0, f"Missing key(s) in state_dict: {keys}. ")
    if errors:
        text = "\n\t".join(errors)
        raise RuntimeError(f"Error(s) in loading state_dict for {self.__class__.__name__}:\n\t{text}")
    return IncompatibleKeys(missing, unexpected)


def _load(module: Any, local: Any, prefix: str, rest: tuple[Any, ...]) -> None:
    strict, assign, metadata, missing, unexpected, errors = rest
    local_metadata = {} if metadata is None else metadata.get(prefix[:-1], {})
    if assign:
        local_metadata["assign_to_params_buffers"] = assign
    module._load_from_state_dict(local, prefix, local_metadata, True, missing, unexpected, errors)
    for name, child in module._modules.items():
        if child is not None:
            child_prefix = f"{prefix}{name}."
            child_state = {key: value for key, value in local.items() if key.startswith(child_prefix)}
            _load(child, child_state, child_prefix, rest)
    keys = IncompatibleKeys(missing, unexpected)
    for hook in module._load_state_dict_post_hooks.values():
        if hook(module, keys) is not None:
            raise AssertionError(
                "Hooks registered with ``register_load_state_dict_post_hook`` are not expected to return new values, "
                "if incompatible_keys need to be modified, it should be done inplace."
            )
