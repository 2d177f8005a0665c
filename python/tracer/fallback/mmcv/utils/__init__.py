"""mmcv.utils: registries, configurations and small checks."""

from __future__ import annotations

import logging
from typing import Any

from edgewise_tracer.attribute_dict import AttributeDict
from edgewise_tracer.stubs import namespace
from mmcv.utils.registry import Registry, build_from_cfg

__all__ = ["Registry", "build_from_cfg"]

ConfigDict = Config = AttributeDict


def is_str(x: Any) -> bool:
    return isinstance(x, str)


def is_seq_of(seq: Any, expected_type: Any, seq_type: Any = (list, tuple)) -> bool:
    return isinstance(seq, seq_type) and all(isinstance(it, expected_type) for it in seq)


def is_list_of(seq: Any, expected_type: Any) -> bool:
    return is_seq_of(seq, expected_type, list)


def is_tuple_of(seq: Any, expected_type: Any) -> bool:
    return is_seq_of(seq, expected_type, tuple)


def to_2tuple(x: Any) -> Any:
    return tuple(x) if isinstance(x, (list, tuple)) else (x, x)


def get_logger(name: str, *args: Any, **kwargs: Any) -> logging.Logger:
    return logging.getLogger(name)


def print_log(msg: Any, *args: Any, **kwargs: Any) -> None:
    return None


def deprecated_api_warning(*args: Any, **kwargs: Any) -> Any:
    return lambda function: function


def digit_version(version_str: str, length: int = 4) -> tuple[int, ...]:
    numbers = [int(it) for it in version_str.split("+")[0].split(".") if it.isdigit()][:length]
    return tuple(numbers + [0] * (length - len(numbers)))


__getattr__ = namespace(__name__)
