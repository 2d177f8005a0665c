"""Cuts out of a script the few statements that a value depends on, and runs only those.

A scope is a module, a function, or the block under `if __name__ == "__main__"`. Loops are not run: of what a
loop goes over, the first element is taken.
"""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator
from typing import Any

from . import frames
from .source import Source, blocks, bound_names, is_main_guard, loaded_names, root_name

_BUILTINS = frozenset(dir(builtins))
_MOST_STATEMENTS = 400


class Unresolved(Exception):
    """A value depends on what only a caller knows, or is made in a way that is not followed."""


class Scope:
    """`namespace` is what the scope sees outside of itself when that has been run already, else `outer` is
    sliced.
    """

    def __init__(
        self,
        source: Source,
        body: list[ast.stmt],
        outer: Scope | None = None,
        namespace: dict[str, Any] | None = None,
        function: ast.FunctionDef | None = None,
    ) -> None:
        self.source = source
        self.body = body
        self.outer = outer
        self.namespace = namespace
        self.function = function
        # Where the function is called: (call, scope, what comes before it). Filled by scripts.py.
        self.callers: list[tuple[ast.Call, Scope, list[ast.stmt]]] = []

    def statements(self) -> Iterator[tuple[ast.stmt, list[ast.stmt]]]:
        """Each statement, with what comes before it: in its own block and in the blocks around it."""
        yield from _ordered(self.body, [], self.outer is None and self.function is None)

    def slice(
        self,
        nodes: list[ast.expr],
        before: list[ast.stmt],
        ignored: frozenset[str] = frozenset(),
        depth: int = 0,
    ) -> list[ast.stmt]:
        """The statements to run for `nodes`, in order. `ignored` are names that are given otherwise."""
        needed: set[str] = set()
        for node in nodes:
            needed |= loaded_names(node)
        needed -= ignored
        chosen = _cut(before, needed, ignored)
        if self.function is not None:
            chosen = [*self._given(needed, depth), *chosen]
        if self.outer is not None and self.namespace is None:
            wanted = [ast.Name(name, ast.Load()) for name in sorted(needed - _BUILTINS)]
            outer_body = [it for it in self.outer.body if not is_main_guard(it)]
            chosen = [*self.outer.slice(list(wanted), outer_body), *chosen]
        if len(chosen) > _MOST_STATEMENTS:
            raise Unresolved("too many statements")
        return chosen

    def _given(self, needed: set[str], depth: int) -> list[ast.stmt]:
        """Assigns the arguments of the function that are needed: their defaults, or what the file calls it
        with.
        """
        assert self.function is not None
        given, missing = _defaults(self.function, needed)
        if not missing:
            return given
        names = [it.arg for it in [*self.function.args.posonlyargs, *self.function.args.args]]
        for call, scope, before in self.callers if depth < 3 else ():
            values = {it.arg: it.value for it in call.keywords if it.arg}
            values.update(zip(names, call.args, strict=False))
            if missing <= set(values):
                wanted = {name: values[name] for name in sorted(missing)}
                first = scope.slice(list(wanted.values()), before, frozenset(), depth + 1)
                return [*first, *(_assign(name, value) for name, value in wanted.items()), *given]
        raise Unresolved(f"depends on the argument {sorted(missing)[0]}")

    def fresh(self) -> dict[str, Any]:
        if self.namespace is not None:
            return dict(self.namespace)
        return {"__name__": "edgewise_script", "__file__": self.source.file, "__builtins__": builtins}

    @frames.stop_at
    def run(self, statements: list[ast.stmt], namespace: dict[str, Any]) -> None:
        if statements:
            exec(compile(ast.Module(statements, []), self.source.file, "exec", dont_inherit=True), namespace)

    @frames.stop_at
    def evaluate(self, node: ast.expr, namespace: dict[str, Any]) -> Any:
        return eval(compile(ast.Expression(node), self.source.file, "eval", dont_inherit=True), namespace)


def _ordered(
    body: list[ast.stmt], above: list[ast.stmt], is_module: bool
) -> Iterator[tuple[ast.stmt, list[ast.stmt]]]:
    before = list(above)
    for statement in body:
        if is_module and is_main_guard(statement):
            continue
        yield statement, list(before)
        if not isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            inner = [*before, *_entering(statement)]
            for block in blocks(statement):
                yield from _ordered(block, inner, False)
        before.append(statement)


def _entering(statement: ast.stmt) -> list[ast.stmt]:
    """What a loop or a `with` binds for its block: of a loop the first element."""
    if isinstance(statement, ast.For):
        first = _call("next", _call("iter", statement.iter))
        return [
            ast.fix_missing_locations(ast.copy_location(ast.Assign([statement.target], first), statement))
        ]
    if isinstance(statement, ast.With):
        bound = [
            (it.optional_vars, it.context_expr) for it in statement.items if it.optional_vars is not None
        ]
        return [
            ast.fix_missing_locations(ast.copy_location(ast.Assign([name], value), statement))
            for name, value in bound
        ]
    return []


def _call(name: str, argument: ast.expr) -> ast.expr:
    return ast.Call(ast.Name(name, ast.Load()), [argument], [])


def _cut(before: list[ast.stmt], needed: set[str], ignored: frozenset[str]) -> list[ast.stmt]:
    chosen: list[ast.stmt] = []
    for statement in reversed(before):
        bound = bound_names(statement) & needed
        if not bound and not _changes(statement, needed) and not _sets_defaults(statement):
            continue
        if isinstance(statement, (ast.For, ast.While)):
            raise Unresolved("made in a loop")
        chosen.append(statement)
        loaded = loaded_names(statement)
        if (
            isinstance(statement, ast.Assign)
            and len(bound) == 1
            and isinstance(statement.targets[0], ast.Name)
        ):
            needed -= bound - loaded
        needed |= loaded - ignored
    chosen.reverse()
    return _with_star_imports(chosen, before, needed - ignored - _BUILTINS)


_DEFAULTS = frozenset({"set_default_dtype", "set_default_tensor_type"})


def _sets_defaults(statement: ast.stmt) -> bool:
    """`torch.set_default_dtype(...)` changes every tensor that is made after it."""
    if not isinstance(statement, ast.Expr) or not isinstance(statement.value, ast.Call):
        return False
    function = statement.value.func
    return isinstance(function, ast.Attribute) and function.attr in _DEFAULTS


def _with_star_imports(
    chosen: list[ast.stmt], before: list[ast.stmt], needed: set[str]
) -> list[ast.stmt]:
    """`from models import *` gives the names that nothing else does."""
    stars = [it for it in before if isinstance(it, ast.ImportFrom) and it.names[0].name == "*"]
    if not stars or needed <= {name for it in chosen for name in bound_names(it)}:
        return chosen
    return [it for it in before if it in chosen or it in stars]


def _changes(statement: ast.stmt, needed: set[str]) -> bool:
    """`parser.add_argument(...)`, `config["depth"] = 3`, `options.width = 1`."""
    if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call):
        function = statement.value.func
        return isinstance(function, ast.Attribute) and root_name(function) in needed
    if isinstance(statement, (ast.Assign, ast.AugAssign)):
        targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
        return any(
            isinstance(it, (ast.Attribute, ast.Subscript)) and root_name(it) in needed for it in targets
        )
    return False


def _assign(name: str, value: ast.expr) -> ast.stmt:
    return ast.fix_missing_locations(
        ast.copy_location(ast.Assign([ast.Name(name, ast.Store())], value), value)
    )


def _defaults(function: ast.FunctionDef, needed: set[str]) -> tuple[list[ast.stmt], set[str]]:
    """(assignments of the defaults of parameters that are needed, those of them that have none)."""
    arguments = function.args
    names = [*arguments.posonlyargs, *arguments.args]
    pairs = list(zip(reversed(names), reversed(arguments.defaults), strict=False))
    pairs += [
        (name, value)
        for name, value in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)
        if value
    ]
    given: list[ast.stmt] = []
    for name, value in pairs:
        if name.arg in needed:
            given.append(_assign(name.arg, value))
            needed |= loaded_names(value)
    known = {name.arg for name, _ in pairs}
    return given, ({it.arg for it in [*names, *arguments.kwonlyargs]} - known) & needed
