"""ultralytics.utils.checks: versions are compared, everything else counts as there."""

from __future__ import annotations

import re
from typing import Any

from edgewise_tracer.stubs import namespace


def _numbers(version: Any) -> tuple[int, ...]:
    return tuple(int(it) for it in re.findall(r"\d+", str(version).partition("+")[0])[:3])


def check_version(
    current: Any = "0.0.0",
    required: Any = "0.0.0",
    name: str = "version",
    hard: bool = False,
    verbose: bool = False,
    msg: str = "",
    **more: Any,
) -> bool:
    """`required` is a version that is the least one, or conditions such as `>=1.8,<2.0`."""
    if more.get("minimum") is not None:
        required = more["minimum"]
    have = _numbers(current)
    for condition in str(required).split(","):
        found = re.match(r"\s*([<>=!]*)\s*(.*)", condition)
        operator, wanted = (found[1], _numbers(found[2])) if found else ("", ())
        holds = {
            "==": have == wanted,
            "!=": have != wanted,
            ">": have > wanted,
            "<": have < wanted,
            "<=": have <= wanted,
        }.get(operator, have >= wanted)
        if not holds:
            return False
    return True


def check_requirements(*args: Any, **kwargs: Any) -> bool:
    return True


check_python = check_imshow = check_requirements


def is_ascii(text: Any) -> bool:
    return str(text).isascii()


def check_suffix(*args: Any, **kwargs: Any) -> None:
    return None


print_args = check_suffix


def check_file(file: Any, *args: Any, **kwargs: Any) -> Any:
    return file


check_yaml = check_file
__getattr__ = namespace(__name__)
