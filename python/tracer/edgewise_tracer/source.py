"""Reads a Python file as text and as a syntax tree, without running it."""

from __future__ import annotations

import ast
import io
import tokenize
from collections.abc import Iterator


class Source:
    """The text and the tree of one file. A file that does not parse has no tree, and `error` says why."""

    def __init__(self, file: str, text: str | None = None, first_line: int = 1) -> None:
        self.file = file
        self.error: SyntaxError | None = None
        self.text = text if text is not None else read_text(file)
        try:
            self.tree: ast.Module | None = ast.parse(self.text, file)
        except SyntaxError as error:
            self.tree, self.error = None, error
        except (ValueError, RecursionError, MemoryError) as error:
            self.tree, self.error = None, SyntaxError(str(error))
        if self.tree is not None and first_line > 1:
            ast.increment_lineno(self.tree, first_line - 1)

    def definitions(self) -> dict[str, ast.ClassDef | ast.FunctionDef]:
        """Classes and functions of the module by name, those in `if` and `try` blocks included."""
        found: dict[str, ast.ClassDef | ast.FunctionDef] = {}
        for statement in flat(self.tree.body if self.tree else []):
            if isinstance(statement, (ast.ClassDef, ast.FunctionDef)):
                found[statement.name] = statement
        return found


def read_text(file: str) -> str:
    with open(file, "rb") as stream:
        data = stream.read()
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
    except SyntaxError:
        encoding = "utf-8"
    return io.TextIOWrapper(io.BytesIO(data), encoding, errors="replace").read()


def flat(body: list[ast.stmt], with_main: bool = False) -> Iterator[ast.stmt]:
    """The statements of a block and of the blocks in it that are not functions or classes, in order."""
    for statement in body:
        yield statement
        if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            continue
        if is_main_guard(statement) and not with_main:
            continue
        for block in blocks(statement):
            yield from flat(block, with_main)


def blocks(statement: ast.stmt) -> list[list[ast.stmt]]:
    found = [
        getattr(statement, name) for name in ("body", "orelse", "finalbody") if getattr(statement, name, None)
    ]
    found += [handler.body for handler in getattr(statement, "handlers", [])]
    found += [case.body for case in getattr(statement, "cases", [])]
    return found


def is_main_guard(statement: ast.stmt) -> bool:
    """`if __name__ == "__main__":`, either way around."""
    if not isinstance(statement, ast.If) or not isinstance(statement.test, ast.Compare):
        return False
    sides = [statement.test.left, *statement.test.comparators]
    names = any(isinstance(it, ast.Name) and it.id == "__name__" for it in sides)
    return names and any(isinstance(it, ast.Constant) and it.value == "__main__" for it in sides)


def walked(node: ast.AST) -> list[ast.AST]:
    """Everything in a node but contexts, outer things first. Kept with the node: many questions walk the same."""
    known: list[ast.AST] | None = node.__dict__.get("_walked")
    if known is not None:
        return known
    found = [node]
    # The list grows meanwhile. ast.walk takes three times as long, and this is done at every keystroke.
    for it in found:
        for name in it._fields:
            value = getattr(it, name, None)
            if value.__class__ is list:
                found += [part for part in value if isinstance(part, ast.AST)]
            elif isinstance(value, ast.AST) and name != "ctx":
                found.append(value)
    node._walked = found  # type: ignore[attr-defined]
    return found


def loaded_names(node: ast.AST) -> set[str]:
    """The names that an expression or a statement reads."""
    return {it.id for it in walked(node) if isinstance(it, ast.Name) and isinstance(it.ctx, ast.Load)}


def bound_names(statement: ast.stmt) -> set[str]:
    """The names that a statement gives a value to, whatever block of it does so."""
    found: set[str] = set()
    if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        return {statement.name}
    for it in walked(statement):
        if isinstance(it, ast.Name) and isinstance(it.ctx, ast.Store):
            found.add(it.id)
        elif isinstance(it, (ast.Import, ast.ImportFrom)):
            found |= {(alias.asname or alias.name).partition(".")[0] for alias in it.names}
        elif isinstance(it, (ast.FunctionDef, ast.ClassDef)):
            found.add(it.name)
    return found


def root_name(node: ast.expr) -> str | None:
    """`net` of `net.encoder.layers[0].forward(x)`."""
    while True:
        if isinstance(node, ast.Name):
            return node.id
        if isinstance(node, (ast.Attribute, ast.Subscript, ast.Starred)):
            node = node.value
        elif isinstance(node, ast.Call):
            node = node.func
        else:
            return None


def last_name(node: ast.expr) -> str | None:
    """`Net` of `Net` and of `models.Net`."""
    if isinstance(node, ast.Name):
        return node.id
    return node.attr if isinstance(node, ast.Attribute) else None
