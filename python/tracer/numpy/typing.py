"""numpy.typing: names for annotations."""

from typing import Any

from numpy._array import ndarray


class NDArray(ndarray):
    def __class_getitem__(cls, item: Any) -> Any:
        return ndarray


ArrayLike = DTypeLike = Any
