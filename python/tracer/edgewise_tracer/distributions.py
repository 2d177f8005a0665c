"""Answers importlib.metadata about versions: of our stand-ins, and of packages from the names of their dist-info folders."""

from __future__ import annotations

import importlib.metadata
import os
import re
from collections.abc import Iterator, Sequence
from typing import Any

# The versions the stand-ins follow. Code compares them to choose its paths.
VERSIONS = {"torch": "2.6.0", "numpy": "2.2.0"}


class _Named(importlib.metadata.Distribution):
    def __init__(self, name: str, version: str) -> None:
        self._text = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"

    def read_text(self, filename: str) -> str | None:
        return self._text if filename in ("METADATA", "PKG-INFO") else None

    def locate_file(self, path: Any) -> Any:
        return path


def find(context: Any, search_path: Sequence[str]) -> Iterator[importlib.metadata.Distribution]:
    """Distributions of the asked name; of every name when none is asked for."""
    wanted = _normal(context.name) if context.name else None
    for name, version in VERSIONS.items():
        if wanted in (None, name):
            yield _Named(name, version)
    for entry in search_path:
        for name, version in _listed(entry):
            if name not in VERSIONS and wanted in (None, name):
                yield _Named(name, version)


def _listed(entry: str) -> list[tuple[str, str]]:
    try:
        names = os.listdir(entry)
    except OSError:
        return []
    found = []
    for name in names:
        match = re.fullmatch(r"(.+?)-([^-]+?)(?:-.*)?\.(?:dist|egg)-info", name)
        if match is not None:
            found.append((_normal(match[1]), match[2]))
    return found


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
