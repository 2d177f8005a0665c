"""functional_call: a module run with other tensors in the place of its own."""

from __future__ import annotations

from contextlib import contextmanager
from typing import Any


def _owner(module: Any, path: str) -> tuple[Any, str]:
    prefix, _, name = path.rpartition(".")
    return module.get_submodule(prefix), name


@contextmanager
def _reparametrize_module(
    module: Any, parameters_and_buffers: Any, tie_weights: bool = False, strict: bool = False, stack_weights: bool = False
) -> Any:
    """The tensors are put straight into the members, as they need not be parameters."""
    given = dict(parameters_and_buffers)
    if tie_weights:
        _tie(module, given)
    saved: list[tuple[dict[str, Any], str, Any]] = []
    try:
        for path, tensor in given.items():
            owner, name = _owner(module, path)
            members = owner._parameters if name in owner._parameters else owner._buffers
            if name not in members:
                raise KeyError(f"{owner._get_name()} has no tensor {name}")
            saved.append((members, name, members[name]))
            members[name] = tensor
        yield
    finally:
        for members, name, tensor in reversed(saved):
            members[name] = tensor


def _tie(module: Any, given: dict[str, Any]) -> None:
    """Paths of one tensor get the same replacement."""
    paths: dict[int, list[str]] = {}
    for listing in (module.named_parameters, module.named_buffers):
        for path, tensor in listing(remove_duplicate=False):
            paths.setdefault(id(tensor), []).append(path)
    for same in paths.values():
        found = [given[path] for path in same if path in given]
        for path in same if found else ():
            given.setdefault(path, found[0])


def functional_call(
    module: Any,
    parameters_and_buffers: Any,
    args: Any = None,
    kwargs: Any = None,
    *,
    tie_weights: bool = True,
    strict: bool = False,
) -> Any:
    args = () if args is None else args if isinstance(args, tuple) else (args,)
    if isinstance(parameters_and_buffers, (list, tuple)):
        merged: dict[str, Any] = {}
        for it in parameters_and_buffers:
            merged.update(it)
        parameters_and_buffers = merged
    with _reparametrize_module(module, parameters_and_buffers, tie_weights, strict):
        return module(*args, **(kwargs or {}))


_functional_call = functional_call
