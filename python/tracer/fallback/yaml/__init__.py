"""yaml: reads YAML through the host, which turns it into JSON. Used when PyYAML itself is not there.

In the sandbox a file, /edgewise/yaml, takes text and gives JSON back. Natively there is no such file.
"""

from __future__ import annotations

import json
from typing import Any

from edgewise_tracer.stubs import namespace, unsupported

DEVICE = "/edgewise/yaml"


class YAMLError(Exception):
    """Text that is no YAML."""


class Loader:
    """A way to read; all of them read data only."""


SafeLoader = FullLoader = UnsafeLoader = BaseLoader = CLoader = CSafeLoader = CFullLoader = Loader


class Dumper:
    """A way to write."""


SafeDumper = CSafeDumper = Dumper


def _converted(text: str) -> list[Any]:
    """All documents of the text."""
    try:
        with open(DEVICE, "w", encoding="utf-8") as device:
            device.write(text)
        with open(DEVICE, encoding="utf-8") as device:
            answer = device.read()
    except OSError:
        raise unsupported("Edgewise has nothing to read YAML with here") from None
    found = json.loads(answer, object_hook=_restored)
    if isinstance(found, YAMLError):
        raise found
    return found if type(found) is _Documents else [found]


class _Documents(list):
    """Several documents, to tell them from one that is a list."""


def _restored(value: dict[str, Any]) -> Any:
    """What JSON lacks comes marked: keys that are no text, several documents, the reason why there is none."""
    if len(value) == 1:
        name, inner = next(iter(value.items()))
        if name == "__edgewise_pairs__":
            return {tuple(key) if isinstance(key, list) else key: item for key, item in inner}
        if name == "__edgewise_documents__":
            return _Documents(inner)
        if name == "__edgewise_error__":
            return YAMLError(inner)
    return value


def load_all(stream: Any, Loader: Any = None) -> Any:
    text = stream.read() if hasattr(stream, "read") else stream
    return iter(_converted(text.decode() if isinstance(text, bytes) else text))


def load(stream: Any, Loader: Any = None) -> Any:
    documents = list(load_all(stream))
    return documents[0] if documents else None


def safe_load(stream: Any) -> Any:
    return load(stream)


full_load = unsafe_load = safe_load
safe_load_all = full_load_all = load_all


def dump(data: Any, stream: Any = None, Dumper: Any = None, **kwargs: Any) -> Any:
    """JSON is YAML; nobody reads what a trace writes."""
    text = json.dumps(data, indent=2, default=str) + "\n"
    return stream.write(text) if stream is not None else text


def safe_dump(data: Any, stream: Any = None, **kwargs: Any) -> Any:
    return dump(data, stream, **kwargs)


def add_constructor(*args: Any, **kwargs: Any) -> None:
    return None


add_representer = add_multi_constructor = add_implicit_resolver = add_constructor
__getattr__ = namespace(__name__)
