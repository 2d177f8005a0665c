"""Writes out what was recorded of one model: tensors, constants with their paths, modules, calls, nodes."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from . import notes, recorder
from .places import Places

_MOST_VISITS = 300_000
_MOST_VALUES = 8192


class Bound:
    """A parameter or a buffer of the model, with the value that it has before the model runs."""

    __slots__ = ("tensor", "ref", "role", "paths", "module")

    def __init__(self, tensor: Any, role: str, path: str, module: Any) -> None:
        self.tensor = tensor
        self.ref = tensor._ref
        self.role = role
        self.paths = [path]
        self.module = module


class Tree:
    """The modules of a model with all their paths, its parameters and its buffers, in torch's order."""

    def __init__(self, model: Any) -> None:
        self.modules: dict[int, tuple[Any, list[str]]] = {}
        self.bound: dict[int, Bound] = {}
        self.model = model
        self.refresh()

    def refresh(self) -> None:
        """Looks again after the run, which may have made modules or given lazy ones their parameters."""
        for path, module in _walk(self.model):
            known = self.modules.get(id(module))
            if known is None:
                self.modules[id(module)] = (module, [path])
            elif path not in known[1]:
                known[1].append(path)
            for role, name in (("parameter", "_parameters"), ("buffer", "_buffers")):
                for key, tensor in module.__dict__.get(name, {}).items():
                    if tensor is not None:
                        self._bind(tensor, role, f"{path}.{key}" if path else key, module)

    def _bind(self, tensor: Any, role: str, path: str, module: Any) -> None:
        known = self.bound.get(id(tensor))
        if known is None:
            self.bound[id(tensor)] = Bound(tensor, role, path, module)
        elif path not in known.paths:
            known.paths.append(path)


def _walk(model: Any) -> Iterator[tuple[str, Any]]:
    """Every module under every path that it has, but none inside itself."""
    visits = 0
    waiting: list[tuple[str, Any, tuple[int, ...]]] = [("", model, ())]
    while waiting and visits < _MOST_VISITS:
        path, module, above = waiting.pop()
        visits += 1
        yield path, module
        inside = (*above, id(module))
        children = [(key, it) for key, it in module.__dict__.get("_modules", {}).items() if it is not None]
        for key, child in reversed(children):
            if id(child) not in inside and hasattr(child, "__dict__"):
                waiting.append((f"{path}.{key}" if path else key, child, inside))


class Writer:
    """One model's part of the answer."""

    def __init__(self, recording: recorder.Recording, tree: Tree, places: Places) -> None:
        self.recording = recording
        self.tree = tree
        self.places = places
        self.module_numbers: dict[int, int] = {}
        self.modules: list[dict[str, Any]] = []
        self.constants: list[dict[str, Any]] = []
        self.used: set[int] = set()

    def write(self, inputs: list[dict[str, Any]], outputs: list[dict[str, Any]]) -> dict[str, Any]:
        recording = self.recording
        self.tree.refresh()
        for node in recording.nodes:
            self.used.update(node[2])
        self._list_modules()
        calls = [self._call(it) for it in recording.calls]
        self._list_bound()
        self._list_other_constants({it["tensor"] for it in inputs})
        return {
            "inputs": inputs,
            "outputs": outputs,
            "tensors": [[dtype_name(dtype), [int(it) for it in shape]] for shape, dtype in recording.tensors],
            "constants": self.constants,
            "modules": self.modules,
            "calls": calls,
            "nodes": [_node(it) for it in recording.nodes],
        }

    def _list_modules(self) -> None:
        for module, paths in self.tree.modules.values():
            self._add_module(module, paths)

    def _add_module(self, module: Any, paths: list[str]) -> int:
        number = self.module_numbers[id(module)] = len(self.modules)
        made_at = recorder.places_of(module)
        self.modules.append(
            {
                "path": paths[0],
                "paths": paths,
                "class": type(module).__name__,
                "definition": self.places.frame(made_at[0]) if made_at else None,
                "stack": recorder.stack_number(made_at),
                "constants": [],
            }
        )
        return number

    def _call(self, call: recorder.Call) -> dict[str, Any]:
        number = self.module_numbers.get(id(call.module))
        if number is None:
            number = self._add_module(call.module, [self._path_of_stray(call)])
        return {
            "module": number,
            "parent": call.parent,
            "stack": call.stack,
            "inputs": call.inputs,
            "outputs": call.outputs,
            "nodes": [call.first, call.end],
        }

    def _path_of_stray(self, call: recorder.Call) -> str:
        """A module that is called and registered nowhere: in a plain list, or made while the model runs."""
        name, owner = _find_in_attributes(call.module, self.tree.modules)
        has_parameters = any(True for _ in _own_parameters(call.module))
        if name is None:
            parent = self.recording.calls[call.parent].module if call.parent is not None else self.tree.model
            above = self.tree.modules.get(id(parent), (parent, [""]))[1][0]
            name = f"{above}.{type(call.module).__name__}" if above else type(call.module).__name__
        if has_parameters:
            where = f"in a plain attribute of {owner}" if owner else "made while the model runs"
            message = (
                f"{type(call.module).__name__} is {where}: torch does not see its parameters, "
                "so they are not trained, saved or counted"
            )
            places = recorder.places_of(call.module)
            notes.add("unregistered-module", message, "warning", places[0] if places else None)
        return name

    def _list_bound(self) -> None:
        taken: set[int] = set()
        for bound in self.tree.bound.values():
            index = self._index_of(bound, taken)
            taken.add(index)
            entry: dict[str, Any] = {
                "tensor": index,
                "name": bound.paths[0],
                "role": bound.role,
                "paths": bound.paths,
                "trainable": bool(getattr(bound.tensor, "requires_grad", False))
                and bound.role == "parameter",
                "isUsed": index in self.used,
            }
            if not _is_saved(bound):
                entry["isSaved"] = False
            owner = self.module_numbers.get(id(bound.module))
            if owner is not None:
                entry["module"] = owner
                self.modules[owner]["constants"].append(len(self.constants))
            self.constants.append(entry)

    def _index_of(self, bound: Bound, taken: set[int]) -> int:
        recording = self.recording
        index = recording.indexes.get(id(bound.ref))
        if index is None or index in taken or index in recording.made:
            # A lazy parameter has got its value only now; one that shares its value with another has a tensor
            # of its own.
            current = recording.indexes.get(id(bound.tensor._ref))
            if current is not None and current not in taken and current not in recording.made:
                return current
            index = len(recording.tensors)
            recording.tensors.append((bound.ref.shape, bound.ref.dtype))
        return index

    def _list_other_constants(self, inputs: set[int]) -> None:
        """What takes part and comes from nowhere else: written in the code, or made before the model runs."""
        recording = self.recording
        known = inputs | {it["tensor"] for it in self.constants} | recording.made
        inline = {index: key for key, index in recording.constants.items()}
        names = _tensor_attributes(self.tree) if len(recording.tensors) > len(known) else {}
        of_index = {index: key for key, index in recording.indexes.items()}
        for index in range(len(recording.tensors)):
            if index in known:
                continue
            name = names.get(of_index.get(index, 0), f"constant_{index}")
            entry: dict[str, Any] = {
                "tensor": index,
                "name": name,
                "role": "constant",
                "paths": [name],
                "trainable": False,
            }
            if index in inline:
                values = recording.inline_values.get(index)
                if values is not None and len(values) <= _MOST_VALUES and _is_finite(values):
                    entry["values"] = values
            self.constants.append(entry)


def _is_saved(bound: Bound) -> bool:
    """A buffer can be kept out of the state dict."""
    unsaved = getattr(bound.module, "_non_persistent_buffers_set", ())
    return bound.paths[0].rpartition(".")[2] not in unsaved


def _own_parameters(module: Any) -> Iterator[Any]:
    for _, it in _walk(module):
        yield from (p for p in it.__dict__.get("_parameters", {}).values() if p is not None)


def _find_in_attributes(
    wanted: Any, modules: dict[int, tuple[Any, list[str]]]
) -> tuple[str | None, str | None]:
    """(path, class of the owner) of a module in an attribute, or in a list, tuple or dict that is one."""
    for owner, paths in modules.values():
        for name, value in owner.__dict__.items():
            key = _place_in(wanted, value)
            if key is not None:
                path = f"{paths[0]}.{name}" if paths[0] else name
                return f"{path}{key}", type(owner).__name__
    return None, None


def _place_in(wanted: Any, value: Any) -> str | None:
    if value is wanted:
        return ""
    items: Any = ()
    if isinstance(value, (list, tuple)):
        items = enumerate(value)
    elif type(value) is dict:
        items = value.items()
    return next((f".{key}" for key, it in items if it is wanted), None)


def _tensor_attributes(tree: Tree) -> dict[int, str]:
    """Paths of plain tensors that are attributes of modules, by the id of their value."""
    found: dict[int, str] = {}
    for module, paths in tree.modules.values():
        for name, value in module.__dict__.items():
            ref = getattr(value, "_ref", None) if not name.startswith("_") else None
            if ref is not None:
                found.setdefault(id(ref), f"{paths[0]}.{name}" if paths[0] else name)
    return found


def _node(it: tuple[Any, ...]) -> dict[str, Any]:
    op, domain, read, written, attributes, stack, call = it
    attrs = {}
    for key, value in (attributes or {}).items():
        plain = _attribute(value)
        if plain is not None:
            attrs[key] = plain
    return {
        "op": op,
        "domain": domain,
        "in": read,
        "out": written,
        "attrs": attrs,
        "stack": stack,
        "call": call,
    }


def _attribute(value: Any) -> Any:
    """As JSON has it; None for what cannot be said, such as infinity."""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, str):
        return value
    if isinstance(value, int):
        return value if abs(value) <= 2**53 else None
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, (list, tuple)):
        items = [_attribute(it) for it in value]
        return None if any(it is None or isinstance(it, list) for it in items) else items
    text = str(value) if type(value).__name__ in ("dtype", "device", "memory_format", "layout") else None
    return text.removeprefix("torch.") if text else None


def _is_finite(values: list[Any]) -> bool:
    return all(isinstance(it, (int, float)) and math.isfinite(it) and abs(it) <= 2**53 for it in values)


# torch's names that differ from ONNX's; a quantised type is stored as the integer below it.
_NAMES = {
    "float8_e4m3fn": "float8e4m3fn",
    "float8_e4m3fnuz": "float8e4m3fnuz",
    "float8_e5m2": "float8e5m2",
    "float8_e5m2fnuz": "float8e5m2fnuz",
    "qint8": "int8",
    "quint8": "uint8",
    "qint32": "int32",
}


def dtype_name(dtype: Any) -> str:
    name = dtype if isinstance(dtype, str) else str(dtype)
    name = name.removeprefix("torch.")
    return _NAMES.get(name, name)
