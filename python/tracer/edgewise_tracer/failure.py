"""Describes an error of the user's code: its text as torch has it, and the innermost line of the user that
led to it.
"""

from __future__ import annotations

from typing import Any

from . import frames, recorder
from .errors import LimitReached
from .places import Places, of_traceback

_LONGEST = 4000


def describe(
    error: BaseException, phase: str, places: Places, modules: dict[int, tuple[Any, list[str]]] | None = None
) -> dict[str, Any]:
    if isinstance(error, SyntaxError) and error.filename and error.lineno:
        described = _of_syntax(error, phase, places)
        if described is not None:
            return described
    stack = of_traceback(error.__traceback__)
    found: dict[str, Any] = {
        "phase": phase,
        "type": type_of(error),
        "message": message_of(error),
        "frame": places.frame(stack[0]) if stack else None,
        "stack": recorder.stack_number(stack),
    }
    path = _module_path(error, modules or {})
    if path is not None:
        found["module"] = path
    return found


def type_of(error: BaseException) -> str:
    return "TimeoutError" if isinstance(error, (LimitReached, KeyboardInterrupt)) else type(error).__name__


def message_of(error: BaseException) -> str:
    if isinstance(error, KeyboardInterrupt):
        return "stopped: it took too long"
    if isinstance(error, SystemExit):
        return f"the file ends the program (exit code {error.code!r})"
    if isinstance(error, SyntaxError):
        return str(error.msg)
    if isinstance(error, RecursionError):
        return "maximum recursion depth exceeded"
    try:
        return str(error)[:_LONGEST]
    except Exception:  # noqa: BLE001
        return ""


def _of_syntax(error: SyntaxError, phase: str, places: Places) -> dict[str, Any] | None:
    file = error.filename or ""
    if frames.file_origin(file) == frames.SKIPPED:
        return None
    line = error.lineno or 1
    text = _line(file, line, error.text)
    # Python counts these columns from 1, in characters.
    start = max((error.offset or 1) - 1, 0)
    end_line = error.end_lineno if error.end_lineno and error.end_lineno >= line else line
    end = (error.end_offset or 0) - 1
    end_text = text if end_line == line else _line(file, end_line, None)
    if end_line == line and end <= start:
        end = max(start + 1, min(len(text.rstrip()), start + 1))
    range_ = (
        file,
        line,
        frames.utf16_length(text[:start]),
        end_line,
        frames.utf16_length(end_text[: max(end, 0)]),
    )
    return {
        "phase": phase,
        "type": type(error).__name__,
        "message": message_of(error),
        "frame": places.range(range_),
        "stack": None,
    }


def _line(file: str, line: int, known: str | None) -> str:
    import linecache

    return linecache.getline(file, line) or known or ""


def running_modules(error: BaseException, modules: dict[int, tuple[Any, list[str]]]) -> list[Any]:
    """The modules of the model whose functions were running, outermost first."""
    found: list[Any] = []
    traceback = error.__traceback__
    while traceback is not None:
        frame = traceback.tb_frame
        code = frame.f_code
        if code.co_argcount:
            first = frame.f_locals.get(code.co_varnames[0])
            if id(first) in modules and (not found or found[-1] is not first):
                found.append(first)
        traceback = traceback.tb_next
    return found


def _module_path(error: BaseException, modules: dict[int, tuple[Any, list[str]]]) -> str | None:
    running = running_modules(error, modules) if modules else []
    return modules[id(running[-1])][1][0] if running else None
