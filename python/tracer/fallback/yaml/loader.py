"""yaml.loader."""

from yaml import BaseLoader, FullLoader, Loader, SafeLoader, UnsafeLoader

__all__ = ["BaseLoader", "FullLoader", "Loader", "SafeLoader", "UnsafeLoader"]
