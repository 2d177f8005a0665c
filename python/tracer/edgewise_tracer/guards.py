"""Tells whether an import statement stands inside a `try` that expects the import to fail.

Only the statement itself counts: a guard further out in the call stack says nothing about hard dependencies deeper down.
"""

from __future__ import annotations

import ast
import linecache
import sys
from types import FrameType

_IMPORT_ERRORS = frozenset({"ImportError", "ModuleNotFoundError", "Exception", "BaseException"})
_MACHINERY = ("<frozen importlib", "<frozen zipimport")
_OPENERS = ("try", "with", ")", "]", "}", "\"", "'")
_LEAVING_CALLS = frozenset({"exit", "quit", "_exit"})

# file name -> (text, ranges of guarded lines); cleared between traces because the user's text changes
_cache: dict[str, tuple[int, list[tuple[int, int]]]] = {}


def importing_frame() -> FrameType | None:
    """The frame that holds the import statement: the innermost one outside the import machinery and this package."""
    frame: FrameType | None = sys._getframe(1)
    own = __name__.rpartition(".")[0] + "."
    while frame is not None:
        name = frame.f_code.co_filename
        module = frame.f_globals.get("__name__", "")
        is_machinery = name.startswith(_MACHINERY) or module == "importlib"
        if not is_machinery and not str(module).startswith(own):
            return frame
        frame = frame.f_back
    return None


def is_guarded(frame: FrameType | None) -> bool:
    """True when `frame` is executing a line in the body of a try whose handler takes an ImportError and goes on."""
    if frame is None:
        return False
    line = frame.f_lineno
    text = linecache.getline(frame.f_code.co_filename, line, frame.f_globals)
    # What begins a line of its own stands in no block: most imports do, and parsing a large file takes long.
    if text[:1].strip() and not text.startswith(_OPENERS):
        return False
    return any(first <= line <= last for first, last in _guarded_lines(frame))


def is_own_part_guarded(frame: FrameType | None, top: str) -> bool:
    """True when a package can do without a part of its own: some module of it imports the one that needs it in a try."""
    while frame is not None:
        module = str(frame.f_globals.get("__name__", ""))
        if module.partition(".")[0] == top:
            if is_guarded(frame):
                return True
        elif (
            not frame.f_code.co_filename.startswith(_MACHINERY)
            and module != "importlib"
            and not module.startswith("edgewise_tracer.")
        ):
            return False
        frame = frame.f_back
    return False


def clear() -> None:
    _cache.clear()


def _guarded_lines(frame: FrameType) -> list[tuple[int, int]]:
    name = frame.f_code.co_filename
    lines = linecache.getlines(name, frame.f_globals)
    text = "".join(lines)
    key = hash(text)
    known = _cache.get(name)
    if known is not None and known[0] == key:
        return known[1]
    ranges = _find_guards(text)
    _cache[name] = (key, ranges)
    return ranges


def _find_guards(text: str) -> list[tuple[int, int]]:
    if "try" not in text and "suppress" not in text:
        return []
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []
    ranges = []
    for node in ast.walk(tree):
        if isinstance(node, (ast.Try, getattr(ast, "TryStar", ast.Try))):
            if node.body and any(_takes_import_error(handler) for handler in node.handlers):
                ranges.append(_span(node.body))
        elif isinstance(node, ast.With) and any(_is_suppress(item.context_expr) for item in node.items):
            ranges.append(_span(node.body))
    return ranges


def _span(body: list[ast.stmt]) -> tuple[int, int]:
    return body[0].lineno, body[-1].end_lineno or body[-1].lineno


def _takes_import_error(handler: ast.ExceptHandler) -> bool:
    if not _names_import_error(handler.type):
        return False
    return not _gives_up(handler.body)


def _names_import_error(node: ast.expr | None) -> bool:
    if node is None:
        return True
    if isinstance(node, ast.Tuple):
        return any(_names_import_error(element) for element in node.elts)
    name = node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""
    return name in _IMPORT_ERRORS


def _gives_up(body: list[ast.stmt]) -> bool:
    """A handler that only re-raises or leaves the program is no alternative: the module is a hard dependency."""
    last = body[-1]
    if isinstance(last, ast.Raise):
        return True
    if isinstance(last, ast.Expr) and isinstance(last.value, ast.Call):
        target = last.value.func
        name = (
            target.id
            if isinstance(target, ast.Name)
            else target.attr
            if isinstance(target, ast.Attribute)
            else ""
        )
        return name in _LEAVING_CALLS
    return False


def _is_suppress(node: ast.expr) -> bool:
    if not isinstance(node, ast.Call):
        return False
    name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
    return name == "suppress" and any(_names_import_error(argument) for argument in node.args)
