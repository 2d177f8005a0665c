"""Keeps what Python made of the workspace's source files, by their text: most of them do not change between
requests.

Byte code that lies in the workspace is neither read nor written: it need not be that of the source.
"""

from __future__ import annotations

import importlib.machinery
import sys
from types import CodeType
from typing import Any

from . import frames, package

_MOST_BYTES = 64 * 1024 * 1024
# (path, text) -> code
_codes: dict[tuple[str, bytes], CodeType] = {}
_size = 0
_loader: Any = importlib.machinery.SourceFileLoader
_own_get_code = _loader.get_code
_own_exec_module = _loader.exec_module


def install() -> None:
    sys.dont_write_bytecode = True
    _loader.get_code = _get_code
    _loader.exec_module = _exec_module


def reset() -> None:
    _loader.get_code = _own_get_code
    _loader.exec_module = _own_exec_module


def _exec_module(self: Any, module: Any) -> None:
    if frames.file_origin(self.path) != frames.USER:
        _own_exec_module(self, module)
        return
    code = _get_code(self, module.__name__)
    if code is not None:
        package.run_module(module, code)


def _get_code(self: Any, fullname: str) -> CodeType | None:
    global _size
    path = self.get_filename(fullname)
    if frames.file_origin(path) != frames.USER:
        return _own_get_code(self, fullname)
    data = self.get_data(path)
    key = (path, data)
    found = _codes.get(key)
    if found is None:
        found = self.source_to_code(data, path)
        if _size > _MOST_BYTES:
            _codes.clear()
            _size = 0
        _codes[key] = found
        _size += len(data)
    return found
