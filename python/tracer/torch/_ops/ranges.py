"""Sequences of numbers: arange, linspace, logspace, windows, and the index tables made from them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from .._core import dtype as dtypes
from .._core.emit import emit, into, scalar
from .._core.registry import function
from .._core.state import state
from .._core.tensor import Tensor, make
from .._core.values import LIMIT, fit
from .creation import placed


def _number(value: Any) -> Any:
    return value.item() if hasattr(value, "item") else value


@function
def arange(
    *given: Any, start: Any = None, end: Any = None, step: Any = None, out: Any = None, dtype: Any = None,
    layout: Any = None, device: Any = None, requires_grad: bool = False, pin_memory: bool = False,
) -> Tensor:  # fmt: skip
    start, end, step = _limits(given, start, end, step)
    if step == 0:
        raise RuntimeError("step must be nonzero")
    if (end - start) * step < 0:
        raise RuntimeError("upper bound and lower bound inconsistent with step sign")
    kind = dtypes.from_any(dtype)
    if kind is None:
        is_whole = all(isinstance(it, int) for it in (start, end, step))
        kind = dtypes.int64 if is_whole else state.default_dtype
    if kind is dtypes.bool:
        raise NotImplementedError("\"arange_cpu\" not implemented for 'Bool'")
    count = _count(start, end, step, kind)
    values = None
    if count <= LIMIT:
        first, pace = (int(start), int(step)) if kind._category == dtypes.INTEGER else (start, step)
        values = [first + index * pace for index in range(count)]
    inputs = [scalar(it, kind) for it in (start, end, step)]
    result = emit("Range", inputs, [((count,), kind)], None, "", [values])
    return into(out, placed(result, device, requires_grad))


def _limits(given: Sequence[Any], start: Any, end: Any, step: Any) -> tuple[Any, Any, Any]:
    named = [_number(it) for it in given]
    if len(named) == 1 and end is None and start is None:
        end = named[0]
    elif len(named) == 1:
        start, end = (named[0], end) if end is not None else (start, named[0])
    elif len(named) >= 2:
        start, end = named[:2]
        step = named[2] if len(named) > 2 else step
    if end is None:
        raise TypeError('arange() missing 1 required positional arguments: "end"')
    return (0 if start is None else _number(start)), _number(end), (1 if step is None else _number(step))


def _count(start: Any, end: Any, step: Any, kind: dtypes.dtype) -> int:
    if kind is dtypes.int64 and all(isinstance(it, int) for it in (start, end, step)):
        return max(0, -((start - end) // step))
    return max(0, math.ceil((end - start) / step))


@function("range")
def range_inclusive(
    start: Any = 0, end: Any = None, step: Any = 1, *, dtype: Any = None, device: Any = None, **rest: Any
) -> Tensor:
    """torch.range: like arange, but the end belongs to it."""
    if end is None:
        start, end = 0, start
    kind = dtypes.from_any(dtype) or state.default_dtype
    count = math.floor((end - start) / step) + 1
    values = [start + index * step for index in range(count)] if count <= LIMIT else None
    return placed(
        emit(
            "Range", [scalar(it, kind) for it in (start, end, step)], [((count,), kind)], None, "", [values]
        ),
        device,
    )


def _f32(value: float) -> float:
    return fit([value], dtypes.float32)[0]  # type: ignore[index]


def _between(start: Any, end: Any, steps: int, kind: dtypes.dtype) -> list[Any] | None:
    """Evenly spaced values from both ends, in the arithmetic of the dtype as torch does it."""
    if steps > LIMIT or kind.itemsize < 4 and kind._category == dtypes.FLOAT:
        return None
    if steps == 1:
        return [start]
    if kind is dtypes.float32:
        pace = _f32((_f32(end) - _f32(start)) / (steps - 1))
    else:
        pace = (end - start) / (steps - 1)
    half = steps // 2
    return [
        start + pace * index if index < half else end - pace * (steps - 1 - index) for index in range(steps)
    ]


@function
def linspace(
    start: Any, end: Any, steps: Any, *, out: Any = None, dtype: Any = None, layout: Any = None, device: Any = None,
    requires_grad: bool = False, pin_memory: bool = False,
) -> Tensor:  # fmt: skip
    count, first, last = int(steps), _number(start), _number(end)
    if count < 0:
        raise RuntimeError("number of steps must be non-negative")
    kind = dtypes.from_any(dtype) or _spaced_type(first, last)
    if kind is dtypes.bool and count > 1:
        raise NotImplementedError("\"linspace_cpu\" not implemented for 'Bool'")
    values = _between(first, last, count, kind)
    if values is not None and kind._category == dtypes.INTEGER:
        values = None if not float(first).is_integer() else [_whole(it) for it in values]
    inputs = [scalar(first, kind), scalar(last, kind)]
    result = emit("linspace", inputs, [((count,), kind)], {"steps": count}, "aten", [values])
    return into(out, placed(result, device, requires_grad))


def _spaced_type(first: Any, last: Any) -> dtypes.dtype:
    kind = state.default_dtype
    return kind.to_complex() if isinstance(first, complex) or isinstance(last, complex) else kind


def _whole(value: float) -> int:
    """Towards zero; a hair below a whole number is a rounding error of the step."""
    nearest = round(value)
    return nearest if abs(value - nearest) < 1e-9 else math.trunc(value)


@function
def logspace(
    start: Any, end: Any, steps: Any, base: float = 10.0, *, out: Any = None, dtype: Any = None, device: Any = None,
    requires_grad: bool = False, **rest: Any,
) -> Tensor:  # fmt: skip
    count, first, last = int(steps), _number(start), _number(end)
    kind = dtypes.from_any(dtype) or _spaced_type(first, last)
    exponents = _between(first, last, count, dtypes.float64)
    values = None if exponents is None or kind._category <= dtypes.INTEGER else [base**it for it in exponents]
    attributes = {"steps": count, "base": float(base)}
    result = emit(
        "logspace",
        [scalar(first, kind), scalar(last, kind)],
        [((count,), kind)],
        attributes,
        "aten",
        [values],
    )
    return into(out, placed(result, device, requires_grad))


def _window(name: str, evaluate: Any) -> None:
    def call(
        window_length: int,
        periodic: bool = True,
        *options: Any,
        dtype: Any = None,
        device: Any = None,
        **rest: Any,
    ) -> Tensor:
        kind = dtypes.from_any(dtype) or state.default_dtype
        if window_length < 0:
            raise RuntimeError(
                f"{name}: requires non-negative window_length, got window_length={window_length}"
            )
        span = window_length if periodic else window_length - 1
        values = None
        if window_length == 1:
            values = [1.0]
        elif window_length <= LIMIT and evaluate is not None and not options and not rest:
            values = [evaluate(index / span) for index in range(window_length)]
        made = emit(name, [], [((window_length,), kind)], {"window_length": window_length}, "aten", [values])
        return placed(made, device)

    call.__name__ = name
    function(name)(call)


_window("hann_window", lambda x: 0.5 - 0.5 * math.cos(2 * math.pi * x))
_window("hamming_window", lambda x: 0.54 - 0.46 * math.cos(2 * math.pi * x))
_window(
    "blackman_window", lambda x: 0.42 - 0.5 * math.cos(2 * math.pi * x) + 0.08 * math.cos(4 * math.pi * x)
)
_window("bartlett_window", lambda x: 1 - abs(2 * x - 1))
_window("kaiser_window", None)


def _triangle(name: str, is_inside: Any) -> None:
    def call(
        row: int, col: int, offset: int = 0, *, dtype: Any = None, device: Any = None, layout: Any = None
    ) -> Tensor:
        kind = dtypes.from_any(dtype) or dtypes.int64
        places = _inside(row, col, offset, is_inside)
        count = len(places) if places is not None else _area(row, col, offset, is_inside)
        values = None
        if places is not None and 2 * count <= LIMIT:
            values = [it[0] for it in places] + [it[1] for it in places]
        attributes = {"row": row, "col": col, "offset": offset}
        return placed(emit(name, [], [((2, count), kind)], attributes, "aten", [values]), device)

    call.__name__ = name
    function(name)(call)


def _inside(rows: int, columns: int, offset: int, is_inside: Any) -> list[tuple[int, int]] | None:
    if rows * columns > 4 * LIMIT:
        return None
    return [
        (row, column) for row in range(rows) for column in range(columns) if is_inside(column - row, offset)
    ]


def _area(rows: int, columns: int, offset: int, is_inside: Any) -> int:
    lower = is_inside(-1, 0)
    total = 0
    for row in range(rows):
        edge = (
            min(max(row + offset + 1, 0), columns) if lower else columns - min(max(row + offset, 0), columns)
        )
        total += edge
    return total


_triangle("tril_indices", lambda gap, offset: gap <= offset)
_triangle("triu_indices", lambda gap, offset: gap >= offset)


def empty_range(kind: dtypes.dtype) -> Tensor:
    return make((0,), kind, None, [])
