"""Reads `# edgewise: input=1x3x224x224 args="num_classes=10"` comments: what the author says about tracing.

A comment belongs to the class or function on whose line it stands, or above which it stands; one at the top
of the file belongs to all of it. Keys: input (may be repeated; `x=1x3x224x224:float32` names the input),
args, call, skip.
"""

from __future__ import annotations

import ast
import io
import re
import tokenize
from typing import Any

from .source import Source

_PART = re.compile(r"""(?P<key>[A-Za-z_]+)(?:=(?P<value>"[^"]*"|'[^']*'|[^\s"']+(?:"[^"]*"|'[^']*')?\S*))?""")
_INPUT = re.compile(
    r"^(?:(?P<name>[A-Za-z_]\w*)=)?(?P<shape>\d+(?:[xX\u00d7]\d+)*|scalar)(?::(?P<dtype>[A-Za-z]\w*))?$"
)


class Directive:
    """What one definition, or the file, is told. `input` has entries as requests have them."""

    def __init__(self) -> None:
        self.input: list[dict[str, Any]] = []
        self.args: str | None = None
        self.call: str | None = None
        self.is_skipped = False

    def read(self, text: str) -> None:
        for match in _PART.finditer(text):
            key, value = match["key"], _unquoted(match["value"])
            if key == "input" and value is not None:
                found = parse_input(value)
                if found is not None:
                    self.input.append(found)
            elif key == "args" and value is not None:
                self.args = value
            elif key == "call" and value is not None:
                self.call = value
            elif key == "skip":
                self.is_skipped = value is None or value.lower() in ("1", "true", "yes")


def _unquoted(value: str | None) -> str | None:
    if value is not None and len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return value


def parse_input(text: str) -> dict[str, Any] | None:
    """`x=1x3x224x224:float32` as {"name", "shape", "dtype"}; None when it is no such thing."""
    match = _INPUT.match(text.strip())
    if match is None:
        return None
    shape = [] if match["shape"] == "scalar" else [int(it) for it in re.split("[xX\u00d7]", match["shape"])]
    found: dict[str, Any] = {"shape": shape}
    if match["name"]:
        found["name"] = match["name"]
    if match["dtype"]:
        found["dtype"] = match["dtype"]
    return found


def read(source: Source) -> tuple[Directive, dict[str, Directive]]:
    """(of the file, by the dotted name of the class or function)."""
    whole = Directive()
    of_name: dict[str, Directive] = {}
    if "edgewise:" not in source.text:
        return whole, of_name
    comments = _comments(source.text)
    starts = _definition_lines(source)
    lines = source.text.splitlines()
    for line, text in comments.items():
        owner = _owner(line, starts, lines)
        (of_name.setdefault(owner, Directive()) if owner else whole).read(text)
    return whole, of_name


def _comments(text: str) -> dict[int, str]:
    found: dict[int, str] = {}
    try:
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            match = (
                re.match(r"#+\s*edgewise:\s*(.*)", token.string) if token.type == tokenize.COMMENT else None
            )
            if match is not None:
                found[token.start[0]] = match[1]
    except (tokenize.TokenError, SyntaxError):
        pass
    return found


def _definition_lines(source: Source) -> dict[int, str]:
    """The line of each definition and of its decorators."""
    found: dict[int, str] = {}

    def visit(body: list[ast.stmt], prefix: str) -> None:
        for it in body:
            if isinstance(it, (ast.ClassDef, ast.FunctionDef)):
                first = min([it.lineno, *(decorator.lineno for decorator in it.decorator_list)])
                # The header may take several lines; a comment may stand on any of them.
                for line in range(first, max(it.lineno, it.body[0].lineno - 1) + 1):
                    found.setdefault(line, prefix + it.name)
                if isinstance(it, ast.ClassDef):
                    visit(it.body, f"{prefix}{it.name}.")

    visit(source.tree.body if source.tree else [], "")
    return found


def _owner(line: int, starts: dict[int, str], lines: list[str]) -> str | None:
    if line in starts:
        return starts[line]
    after = line + 1
    while after <= len(lines) and lines[after - 1].lstrip().startswith("#"):
        after += 1
    return starts.get(after)
