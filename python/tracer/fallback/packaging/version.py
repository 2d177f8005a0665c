"""packaging.version: the order of PEP 440 for releases, pre-releases, post-releases and local parts."""

from __future__ import annotations

import functools
import re
from typing import Any

_PATTERN = re.compile(
    r"\s*v?(?:(?P<epoch>\d+)!)?(?P<release>\d+(?:\.\d+)*)"
    r"(?:[-_.]?(?P<pre>a|b|c|rc|alpha|beta|pre|preview)[-_.]?(?P<pre_n>\d*))?"
    r"(?:-(?P<post_short>\d+)|[-_.]?(?P<post>post|rev|r)[-_.]?(?P<post_n>\d*))?"
    r"(?:[-_.]?(?P<dev>dev)[-_.]?(?P<dev_n>\d*))?(?:\+(?P<local>[a-z0-9]+(?:[-_.][a-z0-9]+)*))?\s*",
    re.IGNORECASE,
)
_PRE = {"alpha": "a", "beta": "b", "c": "rc", "pre": "rc", "preview": "rc"}


class InvalidVersion(ValueError):
    """Text that is no version."""


@functools.total_ordering
class Version:
    def __init__(self, version: str) -> None:
        match = _PATTERN.fullmatch(version)
        if match is None:
            raise InvalidVersion(f"Invalid version: {version!r}")
        self._text = version.strip().lstrip("v")
        self.epoch = int(match["epoch"] or 0)
        self.release = tuple(int(part) for part in match["release"].split("."))
        word = (match["pre"] or "").lower()
        self.pre = (_PRE.get(word, word), int(match["pre_n"] or 0)) if word else None
        has_post = match["post"] or match["post_short"]
        self.post = int(match["post_n"] or match["post_short"] or 0) if has_post else None
        self.dev = int(match["dev_n"] or 0) if match["dev"] else None
        self.local = match["local"]

    @property
    def _key(self) -> tuple[Any, ...]:
        release = list(self.release)
        while len(release) > 1 and release[-1] == 0:
            release.pop()
        is_dev_only = self.pre is None and self.post is None and self.dev is not None
        pre = (-1, "", 0) if is_dev_only else (0, *self.pre) if self.pre is not None else (1, "", 0)
        post = -1 if self.post is None else self.post
        dev = (1, 0) if self.dev is None else (0, self.dev)
        return self.epoch, release, pre, post, dev, self.local or ""

    def __eq__(self, other: Any) -> bool:
        return isinstance(other, Version) and self._key == other._key

    def __lt__(self, other: Version) -> bool:
        return self._key < other._key

    def __hash__(self) -> int:
        return hash(repr(self._key))

    def __str__(self) -> str:
        return self._text

    def __repr__(self) -> str:
        return f"<Version('{self}')>"

    @property
    def major(self) -> int:
        return self.release[0]

    @property
    def minor(self) -> int:
        return self.release[1] if len(self.release) > 1 else 0

    @property
    def micro(self) -> int:
        return self.release[2] if len(self.release) > 2 else 0

    @property
    def is_prerelease(self) -> bool:
        return self.pre is not None or self.dev is not None

    is_devrelease = property(lambda self: self.dev is not None)
    is_postrelease = property(lambda self: self.post is not None)

    @property
    def base_version(self) -> str:
        return ".".join(map(str, self.release))

    @property
    def public(self) -> str:
        return self._text.partition("+")[0]


LegacyVersion = Version


def parse(version: str) -> Version:
    return Version(version)
