"""packaging: versions, compared as they are meant. Used when the package itself is not there."""

from packaging import version

__all__ = ["version"]
