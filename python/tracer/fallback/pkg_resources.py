"""pkg_resources: versions and requirements, as far as code asks for them when it starts. Used when setuptools is not there."""

from __future__ import annotations

import os
import re
import sys
from typing import Any

from edgewise_tracer.stubs import namespace
from packaging.version import parse as parse_version

__all__ = ["parse_version"]


class ResolutionError(Exception):
    pass


class DistributionNotFound(ResolutionError):
    pass


class VersionConflict(ResolutionError):
    pass


class Requirement:
    """`torch>=1.7.0`: a name, and which versions of it."""

    def __init__(self, text: str) -> None:
        found = re.match(r"\s*([\w.-]+)\s*(.*)", text)
        self.project_name = self.name = found[1] if found else text
        self.key = self.name.lower()
        self.specifier = found[2] if found else ""
        self.specs: list[tuple[str, str]] = re.findall(r"([<>=!~]=?)\s*([\w.*]+)", self.specifier)

    def __str__(self) -> str:
        return f"{self.name}{self.specifier}"

    @classmethod
    def parse(cls, text: str) -> Requirement:
        return cls(text)


class Distribution:
    def __init__(self, name: str, version: str) -> None:
        self.project_name, self.key, self.version = name, name.lower(), version
        self.parsed_version = parse_version(version)


def parse_requirements(lines: Any) -> Any:
    texts = lines.splitlines() if isinstance(lines, str) else lines
    stripped = (it.split("#")[0].strip() for it in texts)
    return (Requirement(it) for it in stripped if it and not it.startswith("-"))


def get_distribution(name: Any) -> Distribution:
    wanted = getattr(name, "project_name", None) or Requirement(str(name)).name
    module = sys.modules.get(str(wanted).replace("-", "_"))
    return Distribution(str(wanted), str(getattr(module, "__version__", "0.0.0")))


def require(*requirements: Any) -> list[Distribution]:
    """Nobody installs anything here, so what is required counts as there."""
    return [get_distribution(it) for it in requirements]


def resource_filename(package: Any, name: str) -> str:
    module = sys.modules.get(package) if isinstance(package, str) else package
    return os.path.join(os.path.dirname(getattr(module, "__file__", "") or ""), name)


def declare_namespace(name: str) -> None:
    return None


working_set: list[Distribution] = []
__getattr__ = namespace(__name__)
