"""An import policy that only shows the folders."""

import sys


def install(roots: list[str], search_path: list[str]) -> None:
    sys.path.extend(search_path)


def reset() -> None:
    pass
