"""What a file defines that may be a model: classes, and functions that return one. Says which use which."""

from __future__ import annotations

import ast
from types import ModuleType
from typing import Any

from . import frames
from .source import Source, flat, last_name, loaded_names

_BUILDERS = ("build", "create", "get", "make")
_BUILDER_ENDS = ("model", "net", "network", "backbone", "unet", "vit", "resnet")
_KNOWN_MAKERS = frozenset({"Sequential", "create_model", "DataParallel", "ModuleList"})


class Outline:
    """`classes` and `factories` by name, in the order of the file."""

    def __init__(self, source: Source, module: ModuleType) -> None:
        self.source = source
        self.module = module
        self.nodes = source.definitions()
        self.classes = {name: kind for name in self.nodes if (kind := self._class(name)) is not None}
        self.factories = self._factories()
        self.users = self._users()

    def _class(self, name: str) -> Any:
        value = self.module.__dict__.get(name)
        if not isinstance(self.nodes[name], ast.ClassDef) or not isinstance(value, type):
            return None
        import torch.nn as nn

        return value if issubclass(value, nn.Module) and _is_runnable(value) else None

    def _factories(self) -> dict[str, Any]:
        known: set[str] = set(self.classes)
        functions = {name: node for name, node in self.nodes.items() if isinstance(node, ast.FunctionDef)}
        found: set[str] = set()
        is_growing = True
        while is_growing:
            more = {
                name
                for name, node in functions.items()
                if name not in found and _returns_model(node, known | found)
            }
            is_growing = bool(more)
            found |= more
        values = self.module.__dict__
        return {name: values[name] for name in functions if name in found and callable(values.get(name))}

    def _users(self) -> dict[str, set[str]]:
        """For each class or factory, the other classes and factories whose code names it."""
        names = set(self.classes) | set(self.factories)
        users: dict[str, set[str]] = {name: set() for name in names}
        for name in names:
            for used in loaded_names(self.nodes[name]) & names - {name}:
                if not _is_base(self.nodes[name], used):
                    users[used].add(name)
        return users

    def is_part(self, name: str) -> bool:
        """True for a class that another class of the file uses: a block, not a model."""
        return any(it in self.classes for it in self.users.get(name, ()))

    def definition(self, name: str) -> tuple[str, int, int, int, int] | None:
        """The range of the line that begins `class Net(...)` or `def net(...)`."""
        node: Any = self.nodes.get(name.partition(".")[0])
        for part in name.split(".")[1:]:
            node = next((it for it in getattr(node, "body", []) if getattr(it, "name", None) == part), None)
        if node is None:
            return None
        return frames.whole_line(self.source.file, node.lineno)


def _is_runnable(kind: type) -> bool:
    """A class without a forward of its own or inherited is a base of others."""
    import torch.nn as nn

    forward = getattr(kind, "forward", None)
    if forward is None or forward is nn.Module.forward or getattr(kind, "__abstractmethods__", None):
        return False
    # A class that derives from something missing is a module only because nothing else is known of it.
    return not getattr(forward, "__module__", "").startswith("edgewise_tracer")


def _is_base(node: ast.AST, name: str) -> bool:
    """True when a class names another one only to derive from it."""
    if not isinstance(node, ast.ClassDef):
        return False
    in_bases = any(name in loaded_names(it) for it in node.bases)
    in_body = any(name in loaded_names(it) for it in [*node.body, *node.decorator_list])
    return in_bases and not in_body


def _returns_model(node: ast.FunctionDef, known: set[str]) -> bool:
    if node.returns is not None and any(
        last_name(it) in known | {"Module"} for it in [node.returns] if isinstance(it, ast.expr)
    ):
        return not any(isinstance(it, (ast.Yield, ast.YieldFrom)) for it in ast.walk(node))
    made: dict[str, list[ast.expr]] = {}
    for statement in flat(node.body):
        if isinstance(statement, ast.Assign):
            for target in statement.targets:
                if isinstance(target, ast.Name):
                    made.setdefault(target.id, []).append(statement.value)
    returned = [it.value for it in flat(node.body) if isinstance(it, ast.Return) and it.value is not None]
    if any(_is_model(it, known, made, 0) for it in returned):
        return True
    name = node.name.lower()
    return bool(returned) and name.startswith(_BUILDERS) and name.endswith(_BUILDER_ENDS)


def _is_model(value: ast.expr, known: set[str], made: dict[str, list[ast.expr]], depth: int) -> bool:
    if depth > 6:
        return False
    if isinstance(value, ast.Name):
        return any(_is_model(it, known, made, depth + 1) for it in made.get(value.id, ()))
    if isinstance(value, ast.IfExp):
        return any(_is_model(it, known, made, depth + 1) for it in (value.body, value.orelse))
    if not isinstance(value, ast.Call):
        return False
    if last_name(value.func) in known | _KNOWN_MAKERS:
        return True
    if any(isinstance(it, ast.Name) and it.id in known for it in value.args):
        return True
    if isinstance(value.func, ast.Attribute):
        if isinstance(value.func.value, (ast.Call, ast.Name)) and _is_model(
            value.func.value, known, made, depth + 1
        ):
            return value.func.attr in (
                "to",
                "cuda",
                "cpu",
                "eval",
                "train",
                "half",
                "float",
                "double",
                "requires_grad_",
            )
        return "models" in ast.unparse(value.func.value).split(".")
    return False
