"""Numbers the files, ranges and stacks of an answer, each written once. It must not open files."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import Any

from . import frames, recorder

Range = tuple[str, int, int, int, int]


class Places:
    """The tables of one answer."""

    def __init__(self) -> None:
        self.files: dict[str, int] = {}
        self.ranges: dict[tuple[int, int, int, int, int], int] = {}
        self._of_place: dict[frames.Place, int] = {}

    def frame(self, place: frames.Place | None) -> int | None:
        """The number of a place of frames.py."""
        if place is None:
            return None
        found = self._of_place.get(place)
        if found is None:
            found = self._of_place[place] = self.range(frames.resolve(place))
        return found

    def range(self, it: Range) -> int:
        file, line, column, end_line, end_column = it
        if end_line < line or (end_line == line and end_column < column):
            end_line, end_column = line, column
        key = (self.files.setdefault(file, len(self.files)), line, column, end_line, end_column)
        return self.ranges.setdefault(key, len(self.ranges))

    def tables(self) -> dict[str, Any]:
        """The stacks first, for they may name further ranges and files."""
        stacks = [[self.frame(place) for place in reversed(places)] for places in recorder.stacks()]
        return {"files": list(self.files), "frames": [list(it) for it in self.ranges], "stacks": stacks}


def of_traceback(traceback: TracebackType | None) -> frames.Places:
    """The user's places of an error, innermost first; those of libraries where there is none of the user."""
    user: list[frames.Place] = []
    library: list[frames.Place] = []
    while traceback is not None:
        code = traceback.tb_frame.f_code
        kind = frames.origin(code)
        if kind == frames.USER:
            user.append((id(code), traceback.tb_lasti))
        elif kind == frames.LIBRARY:
            library.append((id(code), traceback.tb_lasti))
        traceback = traceback.tb_next
    return tuple(reversed(user or library))


def current_line() -> frames.Place | None:
    return frames.innermost(sys._getframe(1))
