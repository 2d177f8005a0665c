"""Puts the interpreter back to how it was before a request: what user code may change of it, and what it
prints.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import linecache
import logging
import os
import random
import sys
import warnings
from collections.abc import Iterator, Sequence
from typing import Any

from . import checkpoint, compiled, dataclass_defaults, frames, imports, notes, recorder


class _Nowhere:
    """Takes what is printed and drops it."""

    encoding = "utf-8"
    errors = "strict"
    closed = False

    def write(self, text: str) -> int:
        return len(text)

    def writelines(self, lines: Any) -> None:
        return None

    def flush(self) -> None:
        return None

    def isatty(self) -> bool:
        return False

    def fileno(self) -> int:
        raise OSError("there is no file behind this stream")

    @property
    def buffer(self) -> _Nowhere:
        return self

    def readline(self, *size: Any) -> str:
        return ""

    def read(self, *size: Any) -> str:
        return ""

    def __iter__(self) -> Iterator[str]:
        return iter(())


@contextlib.contextmanager
def clean(roots: Sequence[str], search_path: Sequence[str], files: Sequence[str]) -> Iterator[None]:
    """Everything inside runs with fresh state, and leaves none behind."""
    recorder.reset()
    notes.reset()
    linecache.clearcache()
    frames.configure(roots, search_path, files)
    streams = (sys.stdin, sys.stdout, sys.stderr)
    recursion = sys.getrecursionlimit()
    hook = (sys.excepthook, sys.displayhook)
    was_collecting = gc.isenabled()
    folder = _folder()
    sys.stdin = sys.stdout = sys.stderr = _Nowhere()  # type: ignore[assignment]
    imports.install(roots, search_path)
    compiled.install()
    dataclass_defaults.install()
    _reset_torch()
    argparse.ArgumentParser.parse_known_args = _parse_known_args  # type: ignore[method-assign]
    random.seed(0)
    gc.disable()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        sys.stdin, sys.stdout, sys.stderr = streams
        sys.excepthook, sys.displayhook = hook
        sys.setrecursionlimit(recursion)
        argparse.ArgumentParser.parse_known_args = _own_parse_known_args  # type: ignore[method-assign]
        logging.disable(logging.NOTSET)
        compiled.reset()
        dataclass_defaults.reset()
        imports.reset()
        checkpoint.reset()
        _reset_torch()
        recorder.finish()
        if folder is not None:
            enter_folder(folder)
        if was_collecting:
            gc.enable()


def _parse_known_args(self: argparse.ArgumentParser, args: Any = None, namespace: Any = None) -> Any:
    """Nobody gives arguments here, so none of them can be demanded: those without a default are None."""
    if not args:
        for action in self._actions:
            action.required = False
            if not action.option_strings and action.nargs not in ("*", "?"):
                action.nargs = "?"
        for group in self._mutually_exclusive_groups:
            group.required = False
    return _own_parse_known_args(self, args, namespace)


_own_parse_known_args = argparse.ArgumentParser.parse_known_args


def _reset_torch() -> None:
    state = sys.modules.get("torch._core.state")
    if state is not None:
        state.state.reset()
    # Hooks for all modules would run in the next trace too.
    hooks = sys.modules.get("torch.nn.modules._hooks")
    if hooks is not None:
        hooks.reset()


def enter_folder(folder: str) -> None:
    with contextlib.suppress(OSError):
        os.chdir(folder)


def _folder() -> str | None:
    try:
        return os.getcwd()
    except OSError:
        return None
