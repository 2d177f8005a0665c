"""Reads the files near a model that use it, scripts, tests and a README, for how they make and call it."""

from __future__ import annotations

import ast
import os
import re
import time
from collections.abc import Iterator
from typing import Any

from . import scripts
from .source import Source

_MOST_FILES = 120
_MOST_BYTES = 200_000
_SECONDS = 0.15
_LEFT_OUT = frozenset(
    {"node_modules", "__pycache__", "site-packages", "build", "dist", "venv", "env", "data", "datasets"}
)


def evidence(source: Source, targets: set[str], request: dict[str, Any]) -> list[scripts.Evidence]:
    """Of the scripts first, then of Markdown. Files that do not name the module and one of `targets` are not
    parsed.
    """
    found: list[scripts.Evidence] = []
    root = _root_of(source.file, request.get("roots", []))
    if root is None or not targets:
        return found
    deadline = time.monotonic() + _SECONDS
    names = re.compile("|".join(map(re.escape, sorted(targets))))
    for file in _files(source.file, root):
        if time.monotonic() > deadline:
            break
        try:
            if os.path.getsize(file) > _MOST_BYTES:
                continue
            with open(file, encoding="utf-8", errors="replace") as stream:
                text = stream.read()
        except OSError:
            continue
        if names.search(text) is None:
            continue
        found += _found_in(file, text, source.file, targets)
    # What is called somewhere says more than what is only made.
    return sorted(found, key=lambda it: not it.uses)


# What was found in a file, by its text and what was looked for: most files do not change between requests.
_known: dict[tuple[str, str, str, frozenset[str]], list[scripts.Evidence]] = {}
_MOST_KNOWN = 500


def _found_in(file: str, text: str, used: str, targets: set[str]) -> list[scripts.Evidence]:
    key = (file, text, used, frozenset(targets))
    found = _known.get(key)
    if found is None:
        found = []
        for part in _parts(file, text):
            imported = _imported(part, used, targets) if part.tree is not None else set()
            if imported:
                found += scripts.find(part, imported, None, set())
        if len(_known) >= _MOST_KNOWN:
            _known.clear()
        _known[key] = found
    return found


def _root_of(file: str, roots: list[str]) -> str | None:
    holding = [it for it in roots if file.startswith(it.rstrip(os.sep) + os.sep)]
    return max(holding, key=len, default=None)


def _files(file: str, root: str) -> list[str]:
    """The folder of the file and those above it up to the root, each with the folders directly in it; the
    telling first.
    """
    folder = os.path.dirname(file)
    found: dict[str, int] = {}
    seen: set[str] = set()
    distance = 0
    while folder.startswith(root.rstrip(os.sep)) and len(found) < 4 * _MOST_FILES:
        for place in [folder, *_folders(folder)]:
            if place in seen:
                continue
            seen.add(place)
            for name in _listed(place):
                rank = _rank(name)
                path = os.path.join(place, name)
                if rank is not None and path != file:
                    found.setdefault(path, rank * 10 + distance)
        parent = os.path.dirname(folder)
        if parent == folder:
            break
        folder, distance = parent, distance + 1
    return sorted(found, key=lambda it: found[it])[:_MOST_FILES]


_TELLING = re.compile(
    r"(^|_)(test|tests|demo|example|main|train|infer|inference|predict|export"
    r"|bench|benchmark|eval|run|summary|flops)(_|\.|$)"
)


def _rank(name: str) -> int | None:
    """How soon a file is read; None for one that is not."""
    lowered = name.lower()
    if lowered.startswith("readme") and lowered.endswith(".md"):
        return 0
    if not lowered.endswith(".py"):
        return None
    return 1 if _TELLING.search(lowered) else 2


def _listed(folder: str) -> list[str]:
    try:
        return sorted(os.listdir(folder), key=lambda it: (not it.endswith(".py"), it))
    except OSError:
        return []


def _folders(folder: str) -> list[str]:
    names = [it for it in _listed(folder) if not it.startswith(".") and it not in _LEFT_OUT and "." not in it]
    return [path for it in names[:30] if os.path.isdir(path := os.path.join(folder, it))]


def _parts(file: str, text: str) -> Iterator[Source]:
    """A Python file as it is; of Markdown each block of Python, with the lines that it has there."""
    if file.endswith(".py"):
        yield Source(file, text)
        return
    for match in re.finditer(r"^```(?:python|py)[^\n]*\n(.*?)^```", text, re.M | re.S):
        first = text.count("\n", 0, match.start(1)) + 1
        yield Source(file, match[1], first)


def _imported(part: Source, file: str, targets: set[str]) -> set[str]:
    """Those of `targets` that a script imports from the file, or from a package that takes them from it."""
    stem = os.path.basename(file).removesuffix(".py")
    folder = os.path.dirname(file)
    found: set[str] = set()
    for it in ast.walk(part.tree) if part.tree else ():
        if isinstance(it, ast.ImportFrom):
            last = (it.module or "").split(".")[-1]
            named = {alias.name for alias in it.names}
            if last == stem or stem in named:
                found |= targets
            elif "*" in named or named & targets:
                wanted = targets if "*" in named else named & targets
                found |= {name for name in wanted if _hands_out(folder, last, stem, name)}
        elif isinstance(it, ast.Import):
            found |= targets if any(alias.name.split(".")[-1] == stem for alias in it.names) else set()
            packages = {alias.name.split(".")[-1] for alias in it.names}
            found |= {
                name for name in targets for package in packages if _hands_out(folder, package, stem, name)
            }
    return found


def _hands_out(folder: str, package: str, stem: str, name: str) -> bool:
    """True when the `__init__.py` of a package around the file has the name from the file."""
    while os.path.basename(folder):
        if os.path.basename(folder) == package:
            try:
                with open(os.path.join(folder, "__init__.py"), encoding="utf-8", errors="replace") as stream:
                    text = stream.read()
            except OSError:
                return False
            pattern = (
                rf"from\s+[\w.]*\b{re.escape(stem)}\s+import\s+(\([^)]*|[^\n]*)(\b{re.escape(name)}\b|\*)"
            )
            return re.search(pattern, text) is not None
        folder = os.path.dirname(folder)
    return False
