"""torch.nested: ragged batches are not known."""

from __future__ import annotations

from typing import Any

from edgewise_tracer.stubs import namespace, unsupported


def nested_tensor(tensor_list: Any, *args: Any, **kwargs: Any) -> Any:
    raise unsupported("Edgewise does not know torch.nested.nested_tensor")


as_nested_tensor = nested_tensor_from_jagged = narrow = nested_tensor


def to_padded_tensor(input: Any, padding: float, output_size: Any = None, out: Any = None) -> Any:
    return input


__getattr__ = namespace(__name__)
