"""Answers one request: runs a Python file, finds its models, traces them. The only door for whoever starts
the sandbox.
"""

from __future__ import annotations

import json
import time
from typing import Any

from . import directives, failure, notes, package, process, recorder, tracing
from .arguments import missing
from .entries import Entry, Planner
from .errors import LimitReached, Refused
from .parts import modules_of
from .places import Places
from .source import Source

VERSION = 1
_MODELS = 8
_SECONDS_FOR_OTHERS = 1.5


def run(request_json: str) -> str:
    """Never raises. The request and the answer are JSON texts as the tracer's contract has them."""
    try:
        request = json.loads(request_json)
        answer = _answer(request)
    except RecursionError as error:
        answer = _broken(error)
    except BaseException as error:  # noqa: BLE001
        answer = _broken(error)
    try:
        return json.dumps(answer, separators=(",", ":"), allow_nan=False)
    except (TypeError, ValueError, RecursionError) as error:
        return json.dumps(_broken(error), separators=(",", ":"))


def _broken(error: BaseException) -> dict[str, Any]:
    described = {
        "phase": "import",
        "type": failure.type_of(error),
        "message": failure.message_of(error),
        "frame": None,
        "stack": None,
    }
    return {**_empty(), "error": described}


def _empty() -> dict[str, Any]:
    return {
        "version": VERSION,
        "files": [],
        "frames": [],
        "stacks": [],
        "models": [],
        "candidates": [],
        "error": None,
        "notes": [],
    }


def _answer(request: dict[str, Any]) -> dict[str, Any]:
    file = request["file"]
    roots = request.get("roots") or [file.rpartition("/")[0] or "/"]
    request = {**request, "roots": roots}
    limits = request.get("limits") or {}
    with process.clean(roots, request.get("searchPath") or [], [file]):
        recorder.set_limits(int(limits.get("ops", 200_000)), float(limits.get("seconds", 10)))
        return _Session(request).answer()


class _Session:
    """One request from its text to its answer."""

    def __init__(self, request: dict[str, Any]) -> None:
        self.request = request
        self.places = Places()
        self.result = _empty()
        self.started = time.monotonic()
        limits = request.get("limits") or {}
        self.most_models = int(limits.get("models", _MODELS))
        self.seconds_for_others = float(limits.get("others", _SECONDS_FOR_OTHERS))

    def answer(self) -> dict[str, Any]:
        try:
            self._work()
        except BaseException as error:  # noqa: BLE001
            if self.result["error"] is None:
                self.result["error"] = failure.describe(error, "import", self.places)
        self.result["notes"] += tracing.written_notes(notes.take(), self.places)
        self.result.update(self.places.tables())
        return self.result

    def _work(self) -> None:
        try:
            source = Source(self.request["file"])
        except OSError as error:
            raise Refused(f"the file cannot be read: {error.strerror or error}") from error
        if source.error is not None:
            self.result["error"] = failure.describe(source.error, "syntax", self.places)
            return
        notes.set_phase("import")
        process.enter_folder(source.file.rpartition("/")[0])
        import torch.nn  # noqa: F401

        module, error = package.run(source, self.request["roots"])
        self.result["notes"] = tracing.written_notes(notes.take(), self.places)
        planner = Planner(source, module, self.request)
        whole, _ = directives.read(source)
        entries = self._entries(planner, error)
        if error is not None:
            self.result["error"] = failure.describe(error, "import", self.places)
        if self.request.get("list"):
            self._list(entries, planner)
            return
        tracer = tracing.Tracer(
            source, module.__dict__, {**self.request, "fileInput": whole.input}, self.places
        )
        outcomes, left = self._trace_all(tracer, self._in_order_of_interest(entries))
        self._sort(outcomes)
        self._list(left, planner, outcomes)

    def _entries(self, planner: Planner, error: BaseException | None) -> list[Entry]:
        try:
            return planner.entries()
        except Refused:
            if error is None:
                raise
            return []

    def _in_order_of_interest(self, entries: list[Entry]) -> list[Entry]:
        """Those that the editor wants first come first: there may be no time for others."""
        wanted = self.request.get("first") or []
        places = {name: place for place, name in enumerate(wanted)}
        return sorted(entries, key=lambda it: places.get(it.name, len(places)))

    def _trace_all(
        self, tracer: tracing.Tracer, entries: list[Entry]
    ) -> tuple[list[tuple[Entry, tracing.Outcome]], list[Entry]]:
        """The outcomes, and the entries that were left out: parts of what was traced, and more than there is
        time for.
        """
        outcomes: list[tuple[Entry, tracing.Outcome]] = []
        left: list[Entry] = []
        is_over = False
        is_asked = bool(self.request.get("call") or self.request.get("class"))
        for entry in entries:
            spent = time.monotonic() - self.started
            is_over = (
                is_over
                or len(outcomes) >= self.most_models
                or bool(outcomes)
                and spent > self.seconds_for_others
            )
            if is_over or (not is_asked and _is_covered(entry, outcomes)):
                left.append(entry)
                continue
            outcome = tracer.trace(entry)
            is_second_guess = entry.is_assumed and any(it.name == entry.name for it, _ in outcomes)
            if outcome is None or is_second_guess or not _is_worth_showing(entry, outcome, is_asked):
                entry.failure = _failure_of(outcome)
                left.append(entry)
                continue
            outcomes.append((entry, outcome))
            is_over = is_over or isinstance(outcome.error, (LimitReached, KeyboardInterrupt))
        return outcomes, left

    def _sort(self, outcomes: list[tuple[Entry, tracing.Outcome]]) -> None:
        """Models that another one contains come later, those without parameters last; the others stay in
        order.
        """

        def is_inside(entry: Entry, outcome: tracing.Outcome) -> bool:
            kind = type(outcome.model)
            return outcome.model is not None and any(
                other.model is not outcome.model
                and other.model is not None
                and type(other.model) is not kind
                and contains(other.model, kind)
                for _, other in outcomes
            )

        outcomes.sort(key=lambda it: (not it[1].has_parameters() and it[1].model is not None, is_inside(*it)))
        self.result["models"] = [outcome.answer for _, outcome in outcomes]

    def _list(
        self, left: list[Entry], planner: Planner, outcomes: list[tuple[Entry, tracing.Outcome]] | None = None
    ) -> None:
        """Every class and factory that no model of the answer was made by, with the reason."""
        outcomes = outcomes or []
        shown = {entry.name for entry, _ in outcomes}
        shown |= {type(outcome.model).__name__ for _, outcome in outcomes if outcome.model is not None}
        waiting = {entry.name: entry for entry in left}
        for name, target in {**planner.outline.classes, **planner.outline.factories}.items():
            if name in shown:
                continue
            kind = "class" if name in planner.outline.classes else "factory"
            reason = self._reason(name, target, kind, waiting, planner, outcomes)
            definition = planner.outline.definition(name)
            self.result["candidates"].append(
                {
                    "name": name,
                    "kind": kind,
                    "definition": self.places.range(definition) if definition is not None else None,
                    "reason": reason,
                    "isWaiting": reason.startswith("not run"),
                }
            )

    def _reason(
        self,
        name: str,
        target: Any,
        kind: str,
        waiting: dict[str, Entry],
        planner: Planner,
        outcomes: list[Any],
    ) -> str:
        if planner.directive(name).is_skipped:
            return "left out by a comment"
        if kind == "class":
            owner = next(
                (it.model for _, it in outcomes if it.model is not None and contains(it.model, target)), None
            )
            if owner is not None:
                return f"part of {type(owner).__name__}"
        if name in waiting:
            failure = waiting[name].failure or ("not run: others were run first" if outcomes else "not run")
            return missing(target) if failure == _UNRESOLVED else failure
        return missing(target)


_UNRESOLVED = "its arguments are not known"


def _is_worth_showing(entry: Entry, outcome: tracing.Outcome, is_asked: bool) -> bool:
    """Not a guess that cannot be made, nor a loss or another module that has no parameters and is never
    called.
    """
    if is_asked or outcome.error is None:
        return True
    if outcome.model is None:
        return entry.is_said
    return outcome.has_parameters() or entry.is_evident


def _failure_of(outcome: tracing.Outcome | None) -> str:
    if outcome is None:
        return _UNRESOLVED
    return "" if outcome.error is None else _short(outcome.error)


def _short(error: BaseException) -> str:
    return f"{failure.type_of(error)}: {failure.message_of(error)}"[:300]


def _is_covered(entry: Entry, outcomes: list[tuple[Entry, tracing.Outcome]]) -> bool:
    """A class that nobody makes on its own, and that is in a model that was traced, or is its class."""
    if entry.kind != "class" or entry.is_evident or (entry.evidence and entry.is_said):
        return False
    for other, outcome in outcomes:
        if outcome.model is None:
            continue
        if any(type(it).__name__ == entry.name for it in modules_of(outcome.model)) and other is not entry:
            return True
    return False


def contains(model: Any, kind: type) -> bool:
    return any(type(it) is kind for it in modules_of(model))
