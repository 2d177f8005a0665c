"""torch._check and its kin: a condition that is known not to hold is an error, an unknown one is taken to hold."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ._core.tensor import Tensor

_EXPECTED = "Expected cond to be True, but got False"


def _holds(condition: Any) -> bool:
    if isinstance(condition, Tensor):
        values = condition._values
        return values is None or all(values)
    return bool(condition)


def _failing(error: type[Exception]) -> Callable[..., None]:
    def check(cond: Any, message: Any = None) -> None:
        _check_with(error, cond, message)

    return check


def _check_with(error_type: type[Exception], cond: Any, message: Any = None) -> None:
    if _holds(cond):
        return
    told = message() if callable(message) else message
    raise error_type(str(told) if told is not None else _EXPECTED)


def _check_is_size(i: Any, message: Any = None, *, max: Any = None) -> None:
    _check_with(RuntimeError, i >= 0 and (max is None or i <= max), message)


_check = _failing(RuntimeError)

NAMES = {
    "_check": _check,
    "_check_with": _check_with,
    "_check_tensor_all": _check,
    "_check_tensor_all_with": _check_with,
    "_check_is_size": _check_is_size,
    "_check_index": _failing(IndexError),
    "_check_value": _failing(ValueError),
    "_check_type": _failing(TypeError),
    "_check_not_implemented": _failing(NotImplementedError),
}
