"""Hooks of nn.Module: how they are registered, and the call of a module that has some."""

from __future__ import annotations

import functools
import weakref
from collections import OrderedDict
from collections.abc import Callable
from typing import Any

from torch.utils.hooks import RemovableHandle

DICTS = (
    "_backward_pre_hooks",
    "_backward_hooks",
    "_forward_hooks",
    "_forward_hooks_with_kwargs",
    "_forward_hooks_always_called",
    "_forward_pre_hooks",
    "_forward_pre_hooks_with_kwargs",
    "_state_dict_hooks",
    "_state_dict_pre_hooks",
    "_load_state_dict_pre_hooks",
    "_load_state_dict_post_hooks",
)

_global: dict[str, OrderedDict[int, Any]] = {
    kind: OrderedDict() for kind in ("forward_pre", "forward", "backward", "buffer", "module", "parameter")
}


def reset() -> None:
    """Forgets hooks on all modules; called between traces."""
    for hooks in _global.values():
        hooks.clear()


def has_global() -> bool:
    return bool(_global["forward"] or _global["forward_pre"])


def register_global(kind: str) -> Callable[..., RemovableHandle]:
    def register(hook: Callable[..., Any], **options: Any) -> RemovableHandle:
        hooks = _global[kind]
        handle = RemovableHandle(hooks)
        hooks[handle.id] = hook
        return handle

    return register


def registered(kind: str, module: Any, name: str, value: Any) -> Any:
    """The value to keep under a name: the same, unless a hook on registrations gives another."""
    for hook in _global[kind].values():
        replacement = hook(module, name, value)
        if replacement is not None:
            value = replacement
    return value


def _add(hooks: Any, hook: Any, prepend: bool = False, extra: Any = None) -> RemovableHandle:
    handle = RemovableHandle(hooks, extra_dict=extra)
    hooks[handle.id] = hook
    if prepend:
        hooks.move_to_end(handle.id, last=False)
    return handle


def adder(members: str) -> Callable[..., RemovableHandle]:
    def register(self: Any, hook: Callable[..., Any], prepend: bool = False) -> RemovableHandle:
        return _add(getattr(self, members), hook, prepend)

    return register


def register_forward_pre_hook(self: Any, hook: Any, *, prepend: bool = False, with_kwargs: bool = False) -> RemovableHandle:
    handle = _add(self._forward_pre_hooks, hook, prepend, self._forward_pre_hooks_with_kwargs)
    if with_kwargs:
        self._forward_pre_hooks_with_kwargs[handle.id] = True
    return handle


def register_forward_hook(
    self: Any, hook: Any, *, prepend: bool = False, with_kwargs: bool = False, always_call: bool = False
) -> RemovableHandle:
    extra = [self._forward_hooks_with_kwargs, self._forward_hooks_always_called]
    handle = _add(self._forward_hooks, hook, prepend, extra)
    if with_kwargs:
        self._forward_hooks_with_kwargs[handle.id] = True
    if always_call:
        self._forward_hooks_always_called[handle.id] = True
    return handle


def register_state_dict_hook(self: Any, hook: Any) -> RemovableHandle:
    return _add(self._state_dict_hooks, hook)


def register_state_dict_post_hook(self: Any, hook: Any) -> RemovableHandle:
    hook._from_public_api = True
    return _add(self._state_dict_hooks, hook)


def register_load_state_dict_pre_hook(self: Any, hook: Any, with_module: bool = False) -> RemovableHandle:
    return _add(self._load_state_dict_pre_hooks, _WithModule(hook, self) if with_module else hook)


def register_bound_load_state_dict_pre_hook(self: Any, hook: Any) -> RemovableHandle:
    return register_load_state_dict_pre_hook(self, hook, with_module=True)


class _WithModule:
    """A hook that gets its module first. The reference is weak so that a module does not keep itself alive."""

    def __init__(self, hook: Any, module: Any) -> None:
        functools.update_wrapper(self, hook)
        self.hook = hook
        self._module = weakref.ref(module)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self.hook(self._module(), *args, **kwargs)

    def __deepcopy__(self, memo: Any) -> _WithModule:
        return self

    def __reduce__(self) -> Any:
        return (_unbound, (self.hook,))


def _unbound(hook: Any) -> Any:
    return hook


def call(module: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """Pre-hooks, forward, hooks: in torch's order, with what each may change."""
    args, kwargs = _run_pre_hooks(module, args, kwargs)
    result = module.forward(*args, **kwargs)
    for hook in list(_global["forward"].values()):
        changed = hook(module, args, result)
        result = result if changed is None else changed
    with_kwargs = module._forward_hooks_with_kwargs
    for key, hook in list(module._forward_hooks.items()):
        changed = hook(module, args, kwargs, result) if key in with_kwargs else hook(module, args, result)
        result = result if changed is None else changed
    return result


def _run_pre_hooks(module: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> tuple[Any, dict[str, Any]]:
    for hook in list(_global["forward_pre"].values()):
        args = _as_args(hook(module, args), args)
    with_kwargs = module._forward_pre_hooks_with_kwargs
    for key, hook in list(module._forward_pre_hooks.items()):
        if key not in with_kwargs:
            args = _as_args(hook(module, args), args)
            continue
        changed = hook(module, args, kwargs)
        if changed is None:
            continue
        if not (isinstance(changed, tuple) and len(changed) == 2):
            raise RuntimeError(f"forward pre-hook must return None or a tuple of (new_args, new_kwargs), but got {changed}.")
        args, kwargs = changed
    return args, kwargs


def _as_args(changed: Any, args: tuple[Any, ...]) -> tuple[Any, ...]:
    if changed is None:
        return args
    return changed if isinstance(changed, tuple) else (changed,)
