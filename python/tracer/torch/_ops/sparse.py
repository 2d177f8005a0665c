"""Sparse tensors: kept dense, so that shapes are right and what is counted is an upper bound."""

from __future__ import annotations

from typing import Any

from .._core import dtype as dtypes
from .._core.registry import FUNCTIONS, function, method
from .._core.tensor import Tensor, alias


@method("to_sparse", "to_sparse_coo", "to_sparse_csr", "to_sparse_csc", "to_sparse_bsr", "to_sparse_bsc")
def to_sparse(self: Tensor, *args: Any, **kwargs: Any) -> Tensor:
    result = alias(self)
    result.is_sparse = True
    return result


@method("indices", "_indices")
def indices(self: Tensor) -> Tensor:
    """Where elements may be: at every place."""
    return FUNCTIONS["zeros"](max(len(self.shape), 1), self.shape.numel(), dtype=dtypes.int64)


@method("values")
def values(self: Tensor) -> Tensor:
    return FUNCTIONS["reshape"](self, (-1,))


@function
def sparse_coo_tensor(indices: Any, values: Any, size: Any = None, **options: Any) -> Tensor:
    tensor = FUNCTIONS["tensor"]
    places = indices if isinstance(indices, Tensor) else tensor(indices)
    given = values if isinstance(values, Tensor) else tensor(values)
    kind = options.get("dtype") or given.dtype
    if size is None:
        size = _extent(places) + list(given.shape[1:])
    whole = FUNCTIONS["zeros"](*size, dtype=kind)
    result = whole.index_put(tuple(places.unbind(0)), given.to(kind), accumulate=True)
    result.is_sparse = True
    return result


def _extent(places: Tensor) -> list[int]:
    """The sizes that just hold all places, which have to be known for it."""
    if places.shape[1] == 0:
        return [0] * places.shape[0]
    return [max(row) + 1 for row in places.tolist()]
