"""Sizes that only the data decide: the largest possible one is taken, and that is noted with the line."""

from __future__ import annotations

from edgewise_tracer import notes


def at_most(count: int, what: str) -> int:
    """The upper bound `count`; `what` says what there are as many of."""
    level = "warning" if notes.phase == "forward" else "error"
    notes.add(
        "data-dependent",
        f"how many {what} there are depends on the data; {count}, the most possible, is taken",
        level,
    )
    return count
