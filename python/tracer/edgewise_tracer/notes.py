"""Keeps what cannot be known exactly: each remark once for each place, with how often it came up.

kind: assumed-input, unknown-value, data-dependent, stubbed-import, unsupported, unregistered-module, weights-
not-read, limit. level: error (what is counted may be wrong), warning, info.
"""

from __future__ import annotations

import ast
import linecache
import sys
from types import FrameType
from typing import Any

from . import frames

_LEVELS = {"error": 2, "warning": 1, "info": 0}
_MOST = 500

# (kind, message, place) -> [level, count]
_found: dict[tuple[str, str, Any], list[Any]] = {}
# What is running: "import", "construct" or "forward". Set by the driver.
phase = "import"


def reset() -> None:
    _found.clear()
    _statements.clear()
    set_phase("import")


def set_phase(name: str) -> None:
    global phase
    phase = name


def add(kind: str, message: str, level: str = "warning", site: Any = None) -> None:
    """`site` is a frame, a place of frames.py, or a resolved place; without one it is the user's line that is
    running.
    """
    if site is None:
        place: Any = frames.innermost(sys._getframe(1))
    elif isinstance(site, FrameType):
        place = frames.innermost(site)
    else:
        place = site
    key = (kind, message, place)
    known = _found.get(key)
    if known is None:
        if len(_found) < _MOST:
            _found[key] = [level, 1]
        return
    known[1] += 1
    if _LEVELS.get(level, 1) > _LEVELS.get(known[0], 1):
        known[0] = level


note = add


def take() -> list[tuple[str, str, Any, str, int]]:
    """(kind, message, place, level, count) of all that came up since the last time, in order."""
    taken = [
        (kind, message, place, level, count) for (kind, message, place), (level, count) in _found.items()
    ]
    _found.clear()
    return taken


def unknown_value(use: str = "item", taken: Any = None, site: FrameType | None = None) -> bool:
    """Notes that a tensor's unknown value is asked for. `use` is bool, item, tolist, int, float, index or
    another name.

    `taken` is what the caller goes on with. While the model is built the result shapes it, so that is an
    error. For "bool" it gives what to go on with: an assertion holds, everything else is taken as false.
    """
    frame = site or sys._getframe(1)
    answer = False
    if use == "bool":
        answer, message = _truth(frame)
    else:
        names = {"item": "value", "tolist": "values", "int": "value", "float": "value", "index": "value"}
        name = names.get(use, use)
        message = f"the {name} of a tensor {'are' if name.endswith('s') else 'is'} not known here"
        if taken is not None:
            message += f"; taken as {taken!r}"[:80]
    kind = "data-dependent" if use == "bool" else "unknown-value"
    add(kind, message, "warning" if phase == "forward" else "error", frame)
    return answer


def _truth(frame: FrameType) -> tuple[bool, str]:
    statement = _statement(frames.innermost(frame))
    if statement == "assert":
        return True, "the condition depends on the data; the assertion is taken to hold"
    if statement == "while":
        return False, "the condition depends on the data; the loop is taken to end here"
    return False, "the condition depends on the data; it is taken as false"


_statements: dict[str, list[tuple[int, int, int, int, str]]] = {}


def _statement(place: frames.Place | None) -> str:
    """What kind of statement asks: the smallest assert, if, while or conditional expression whose test holds
    the place.
    """
    if place is None:
        return "if"
    file, line, column, _, _ = frames.raw_range(place)
    column = column or 0
    best = ""
    size: tuple[int, int] | None = None
    for first, start, last, end, name in _tests(file):
        if (first, start) <= (line, column) and (line, column) <= (last, end):
            extent = (last - first, end - start)
            if size is None or extent < size:
                best, size = name, extent
    return best or "if"


def _tests(file: str) -> list[tuple[int, int, int, int, str]]:
    known = _statements.get(file)
    if known is not None:
        return known
    found = _statements[file] = []
    try:
        tree = ast.parse("".join(linecache.getlines(file)))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return found
    kinds = {ast.Assert: "assert", ast.While: "while", ast.If: "if", ast.IfExp: "if"}
    for node in ast.walk(tree):
        name = kinds.get(type(node))
        if name is not None:
            # The columns of an assert are those of the statement: `assert` itself is where Python says that
            # it is.
            span: Any = node if name == "assert" else node.test  # type: ignore[attr-defined]
            found.append((span.lineno, span.col_offset, span.end_lineno, span.end_col_offset, name))
    return found
