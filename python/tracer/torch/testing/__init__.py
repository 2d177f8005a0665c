"""torch.testing: values are not known, so comparisons of shapes are all that can fail."""

from __future__ import annotations

from typing import Any

import torch
from edgewise_tracer.stubs import namespace


def assert_close(actual: Any, expected: Any, **kwargs: Any) -> None:
    if isinstance(actual, torch.Tensor) and isinstance(expected, torch.Tensor) and actual.shape != expected.shape:
        raise AssertionError(f"The values for attribute 'shape' do not match: {actual.shape} != {expected.shape}.")


def assert_allclose(actual: Any, expected: Any, *args: Any, **kwargs: Any) -> None:
    assert_close(actual, expected)


def make_tensor(*shape: Any, dtype: Any, device: Any = "cpu", **kwargs: Any) -> Any:
    return torch.empty(*shape, dtype=dtype)


__getattr__ = namespace(__name__)
