"""What torch.nn.functional has for itself and programs that are copies of parts of torch import from it."""

from __future__ import annotations

from typing import Any

from ..modules.utils import _list_with_default, _pair, _single, _triple
from ._adaptive import unpool_output_size
from ._attention import _check_shapes
from ._norm import _verify_batch_size

__all__ = [
    "_get_softmax_dim",
    "_list_with_default",
    "_mha_shape_check",
    "_none_or_dtype",
    "_pair",
    "_single",
    "_triple",
    "_unpool_output_size",
    "_verify_batch_size",
    "assert_int_or_pair",
    "boolean_dispatch",
]


def _none_or_dtype(input: Any) -> Any:
    if input is None:
        return None
    if hasattr(input, "dtype"):
        return input.dtype
    raise RuntimeError("input to _none_or_dtype() must be None or torch.Tensor")


def _mha_shape_check(
    query: Any, key: Any, value: Any, key_padding_mask: Any, attn_mask: Any, num_heads: int
) -> bool:
    return _check_shapes(query, key, value, key_padding_mask, attn_mask, num_heads)


def _get_softmax_dim(name: str, ndim: int, stacklevel: int) -> int:
    return 0 if ndim in (0, 1, 3) else 1


def _unpool_output_size(input: Any, kernel_size: Any, stride: Any, padding: Any, default_size: Any) -> list[int]:
    return unpool_output_size(input, (kernel_size, stride, padding), default_size)


def assert_int_or_pair(arg: Any, arg_name: str, message: str) -> None:
    if not isinstance(arg, int) and len(arg) != 2:
        raise AssertionError(message.format(arg_name))


def boolean_dispatch(
    arg_name: str, arg_index: int, default: bool, if_true: Any, if_false: Any, module_name: str, func_name: str
) -> Any:
    """One of two functions, by the value of an argument."""

    def dispatch(*args: Any, **kwargs: Any) -> Any:
        given = kwargs.get(arg_name, default)
        if len(args) > arg_index:
            given = args[arg_index]
        return (if_true if given else if_false)(*args, **kwargs)

    return dispatch
