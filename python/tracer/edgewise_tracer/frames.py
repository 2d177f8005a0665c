"""Finds where in the user's source something happens: the range of a call expression, and the calls that led
to it.

It must not keep frames alive: a place is a number of a code object and an instruction in it until the trace
is finished.
"""

from __future__ import annotations

import linecache
import os
from collections.abc import Sequence
from types import CodeType, FrameType
from typing import Any

STOP = 3
USER = 2
LIBRARY = 1
SKIPPED = 0

_OWN = os.path.dirname(os.path.dirname(os.path.abspath(__file__))) + os.sep
_PACKAGE_FOLDERS = (f"{os.sep}site-packages{os.sep}", f"{os.sep}dist-packages{os.sep}")

# id() of a code object, and the offset of the instruction that is being executed. Code objects are hashed by
# content, which is slow, so their ids are used, and they are kept alive for as long.
Place = tuple[int, int]

_codes: dict[int, CodeType] = {}
# Whose code it is. Decided once for each code object, as it is asked for every frame of every operator.
_kinds: dict[int, int] = {}
_file_kinds: dict[str, int] = {}
_positions: dict[int, list[tuple[int | None, int | None, int | None, int | None]]] = {}
_roots: tuple[str, ...] = ()
_search_path: tuple[str, ...] = ()
_files: frozenset[str] = frozenset()
_outermost: list[CodeType] = []


def configure(roots: Sequence[str], search_path: Sequence[str], files: Sequence[str] = ()) -> None:
    """Roots are the user's folders, `files` are the user's wherever they lie; forgets what an earlier trace
    knew.
    """
    global _roots, _search_path, _files
    _roots = tuple(_folder(it) for it in roots)
    _search_path = tuple(_folder(it) for it in search_path)
    _files = frozenset(files)
    for known in (_codes, _kinds, _file_kinds, _positions):
        known.clear()
    for code in _outermost:
        _codes[id(code)] = code
        _kinds[id(code)] = STOP


def stop_at(function: Any) -> Any:
    """Decorates the function of the tracer that calls the user's code: nothing further out is looked at."""
    _outermost.append(function.__code__)
    return function


def _folder(path: str) -> str:
    return os.path.abspath(path).rstrip(os.sep) + os.sep


def origin(code: CodeType) -> int:
    key = id(code)
    found = _kinds.get(key)
    if found is None:
        _codes[key] = code
        found = _kinds[key] = file_origin(code.co_filename)
    return found


def file_origin(file: str) -> int:
    """USER, LIBRARY, or SKIPPED for our own code, the standard library and code without a file."""
    found = _file_kinds.get(file)
    if found is None:
        found = _file_kinds[file] = _decide(file)
    return found


def _decide(file: str) -> int:
    if file in _files:
        return USER
    if not file or file[0] == "<" or file.startswith(_OWN):
        return SKIPPED
    root = max((len(it) for it in _roots if file.startswith(it)), default=0)
    library = max((len(it) for it in _search_path if file.startswith(it)), default=0)
    if root == 0 and library == 0:
        return SKIPPED
    if library > root or any(it in file[root - 1 :] for it in _PACKAGE_FOLDERS):
        return LIBRARY
    return USER


Places = tuple[Place, ...]


def stack(frame: FrameType | None) -> Places:
    """The user's places that led here, innermost first; those of libraries where there is none of them."""
    user, library = walk(frame, None, (), ())
    return user or library


def walk(
    frame: FrameType | None, known: FrameType | None, user_above: Places, library_above: Places
) -> tuple[Places, Places]:
    """(places of the user, places of libraries), innermost first.

    The way up ends at the frame `known`, from which on the places are `user_above` and `library_above`: with
    calls in calls, each walk is short then.
    """
    kinds = _kinds
    user: list[Place] = []
    library: list[Place] = []
    while frame is not None:
        if frame is known:
            return (*user, *user_above), (*library, *library_above)
        code = frame.f_code
        key = id(code)
        kind = kinds.get(key)
        if kind is None:
            kind = origin(code)
        if kind:
            if kind == 2:
                user.append((key, frame.f_lasti))
            elif kind == 1:
                library.append((key, frame.f_lasti))
            else:
                break
        frame = frame.f_back
    return tuple(user), tuple(library)


def innermost(frame: FrameType | None) -> Place | None:
    """The innermost place of the user, else of a library."""
    places = stack(frame)
    return places[0] if places else None


def definition_places(module: Any, frame: FrameType | None) -> tuple[Place, ...]:
    """The places that led to the making of `module`, innermost first: the first is where it is made.

    The way up from Module.__init__ passes the `__init__` of each subclass of the same object; those say
    nothing about where it is made, so it starts at the first frame that is no function of this very object.
    """
    while frame is not None and _is_init_of(module, frame):
        frame = frame.f_back
    return stack(frame)


def _is_init_of(module: Any, frame: FrameType) -> bool:
    code = frame.f_code
    if code.co_name != "__init__" and origin(code) != SKIPPED:
        # A wrapper around `__init__` lies between two of them and names the object first, too.
        outer = frame.f_back
        if outer is None or not _is_plain_init(module, outer):
            return False
    return _first_local(frame) is module


def _is_plain_init(module: Any, frame: FrameType) -> bool:
    return frame.f_code.co_name == "__init__" and _first_local(frame) is module


def _first_local(frame: FrameType) -> Any:
    code = frame.f_code
    if not code.co_argcount:
        return None
    # Since Python 3.13 f_locals is a view of the frame; both kinds have get().
    return frame.f_locals.get(code.co_varnames[0])


def raw_range(place: Place) -> tuple[str, int, int | None, int, int | None]:
    """(file, line, column, end line, end column) with columns in bytes of UTF-8, or None."""
    key, instruction = place
    code = _codes[key]
    positions = _positions.get(key)
    if positions is None:
        positions = _positions[key] = list(code.co_positions())
    index = max(instruction, 0) // 2
    line, end_line, column, end_column = positions[index] if index < len(positions) else (None,) * 4
    if line is None:
        return code.co_filename, code.co_firstlineno, None, code.co_firstlineno, None
    return code.co_filename, line, column, end_line or line, end_column


def resolve(place: Place) -> tuple[str, int, int, int, int]:
    """(file, line, column, end line, end column): lines from 1, columns from 0 in UTF-16 units."""
    file, line, column, end_line, end_column = raw_range(place)
    if column is None or end_column is None:
        return whole_line(file, line)
    return file, line, utf16(file, line, column), end_line, utf16(file, end_line, end_column)


def whole_line(file: str, line: int) -> tuple[str, int, int, int, int]:
    text = linecache.getline(file, line).rstrip()
    start = len(text) - len(text.lstrip())
    return file, line, utf16_length(text[:start]), line, utf16_length(text)


def utf16(file: str, line: int, column: int) -> int:
    """The column in UTF-16 units for one in bytes of UTF-8, as CPython counts them."""
    text = linecache.getline(file, line)
    if text.isascii():
        return column
    return utf16_length(text.encode("utf-8", "replace")[:column].decode("utf-8", "ignore"))


def utf16_length(text: str) -> int:
    return len(text) + sum(1 for it in text if ord(it) > 0xFFFF)
