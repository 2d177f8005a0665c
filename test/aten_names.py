"""Prints, as JSON, the names that the stand-in for torch may give to operators of the domain "aten".

``[[name, "file:line"], ...]``: every text beside the text "aten" in a call or a row of a table, as far as it can be the
name of an operator. A name put together from parts is given with ``*`` for what is not known: ``fft_*``.
"""

from __future__ import annotations

import ast
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path


def main() -> None:
    """Looks at the folder given."""
    root = Path(sys.argv[1])
    trees = {
        path.relative_to(root): ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted(root.rglob("*.py"))
        if "tests" not in path.parts
    }
    found = []
    for path, tree in trees.items():
        helpers = dict(helpers_in(tree))
        for node in ast.walk(tree):
            names = [*names_beside(node), *names_given(node, helpers), *names_looped(node)]
            found += [(name, f"{path}:{getattr(node, 'lineno', 0)}") for name in names]
    print(json.dumps(found))


def names_beside(node: ast.AST) -> Iterator[str]:
    """Of the texts beside "aten" the last one before it: a row of a table has torch's own names first."""
    items = items_of(node)
    at = aten_in(items)
    before = [name for it in items[: at or 0] for name in texts_of(it)]
    if before:
        yield before[-1]


def helpers_in(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Functions that pass the name on that they are given, and the position of that parameter."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.FunctionDef):
            continue
        parameters = [it.arg for it in node.args.args]
        for name in variables_beside(node):
            if name in parameters:
                yield node.name, parameters.index(name)


def names_given(node: ast.AST, helpers: dict[str, int]) -> Iterator[str]:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in helpers:
        at = helpers[node.func.id]
        if at < len(node.args):
            yield from texts_of(node.args[at])


def names_looped(node: ast.AST) -> Iterator[str]:
    """`for name in ("a", "b")`, and the same with rows of several columns."""
    if not isinstance(node, ast.For) or not isinstance(node.iter, (ast.Tuple, ast.List)):
        return
    targets = node.target.elts if isinstance(node.target, ast.Tuple) else [node.target]
    wanted = set(variables_beside(node))
    for column, target in enumerate(targets):
        if isinstance(target, ast.Name) and target.id in wanted:
            for row in node.iter.elts:
                cells = row.elts if isinstance(row, (ast.Tuple, ast.List)) else [row]
                if column < len(cells):
                    yield from texts_of(cells[column])


def variables_beside(tree: ast.AST) -> Iterator[str]:
    """Variables in the first argument of calls with "aten" among the others."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args and aten_in(items_of(node)):
            yield from (it.id for it in ast.walk(node.args[0]) if isinstance(it, ast.Name))


def aten_in(items: list[ast.expr]) -> int | None:
    return next((i for i, it in enumerate(items) if isinstance(it, ast.Constant) and it.value == "aten"), None)


def items_of(node: ast.AST) -> list[ast.expr]:
    if isinstance(node, ast.Call):
        return [*node.args, *(it.value for it in node.keywords)]
    return list(node.elts) if isinstance(node, (ast.Tuple, ast.List)) else []


def texts_of(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and re.fullmatch(r"[A-Za-z_]\w*", node.value):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        parts = [it.value if isinstance(it, ast.Constant) else "*" for it in node.values]
        yield "".join(parts)
    elif isinstance(node, ast.IfExp):
        yield from texts_of(node.body)
        yield from texts_of(node.orelse)


if __name__ == "__main__":
    main()
