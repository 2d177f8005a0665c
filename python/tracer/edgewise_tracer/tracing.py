"""Builds one model, finds its inputs, runs it forward and gives the record of that."""

from __future__ import annotations

import contextlib
import os
from typing import Any

from . import arguments, failure, finder, forward, frames, inputs, notes, process, recorder, recording, unweighted
from .entries import Entry, Maker
from .errors import LimitReached, Refused
from .places import Places
from .running import Trial, named_inputs, named_outputs, run
from .scopes import Unresolved
from .source import Source


class Outcome:
    """A model's part of the answer, the model, and the error that ended it, if one did."""

    def __init__(self, answer: dict[str, Any], model: Any, error: BaseException | None) -> None:
        self.answer = answer
        self.model = model
        self.error = error

    def has_parameters(self) -> bool:
        return any(it["role"] == "parameter" for it in self.answer["constants"])


_MOST_RUNS = 48
_SECONDS_FOR_SEARCH = 3.0


class Tracer:
    def __init__(
        self, source: Source, namespace: dict[str, Any], request: dict[str, Any], places: Places
    ) -> None:
        self.source = source
        self.namespace = namespace
        self.request = request
        self.places = places
        # Shapes and dtypes that a model of that class was run with, as some script says.
        self.known: dict[type, inputs.Given] = {}

    def trace(self, entry: Entry) -> Outcome | None:
        """None when the model cannot be made and nobody said that it can."""
        notes.take()
        notes.set_phase("construct")
        try:
            model, maker = self._make(entry)
        except Unresolved:
            return None
        except BaseException as error:  # noqa: BLE001
            return Outcome(self._failed(entry, error), None, error)
        entry.call = maker.call
        entry.is_assumed = bool(maker.assumed)
        if maker.assumed:
            notes.add(
                "assumed-input",
                f"the arguments {', '.join(maker.assumed)} of {entry.name} are assumed",
                "info",
                (),
            )
        built = notes.take()
        target = type(model) if entry.kind == "class" else self.namespace.get(entry.name)
        forward.remember(
            model,
            {
                **(arguments.written(target, entry.call, self.namespace) if callable(target) else {}),
                **maker.hints,
            },
        )
        return self._run(entry, model, built)

    def _make(self, entry: Entry) -> tuple[Any, Maker]:
        first: BaseException | None = None
        for maker in entry.makers:
            try:
                return self._made(maker), maker
            except Unresolved as error:
                first = first or error
            except Exception as error:  # noqa: BLE001
                model = self._without_weights(maker, error)
                if model is not None:
                    return model, maker
                completed = self._completed(entry, maker, error)
                if completed is not None:
                    return completed
                if isinstance(error, FileNotFoundError):
                    first = first or error
                    continue
                # What the code itself says is told; a guess that fails gives way to the next one.
                first = first if first is not None and not isinstance(first, Unresolved) else error
                if (
                    entry.is_said
                    and not maker.assumed
                    and maker is entry.makers[0]
                    and entry.kind != "script"
                ):
                    break
        assert first is not None
        raise first

    def _completed(self, entry: Entry, maker: Maker, error: Exception) -> tuple[Any, Maker] | None:
        """`def net20(**options): return Net(20, **options)`: what only the class demands, by usual values."""
        target = self.namespace.get(entry.name)
        chosen = arguments.handed_on(target, error) if maker.call == f"{entry.name}()" else None
        if chosen is None:
            return None
        call = f"{entry.name}({', '.join(chosen.shown)})"
        completed = Maker(frames.stop_at(lambda: target(**chosen.kwargs)), call, chosen.assumed)
        try:
            return self._made(completed), completed
        except Exception:  # noqa: BLE001
            return None

    def _without_weights(self, maker: Maker, error: Exception) -> Any:
        """The model with its switches for pretrained weights off, if that helps; None if not."""
        with unweighted.switched_off() as is_other:
            if not is_other:
                return None
            try:
                model = self._made(maker)
            except Exception:  # noqa: BLE001
                return None
        reason = f"{failure.type_of(error)}: {failure.message_of(error)}"[:200]
        message = f"made without its pretrained weights, which are out of reach ({reason})"
        notes.add("weights-not-read", message, "info", ())
        return model

    def _made(self, maker: Maker) -> Any:
        import torch.nn as nn

        folder = os.path.dirname(self.source.file)
        process.enter_folder(folder)
        try:
            model = maker.make()
        except FileNotFoundError as error:
            base = self._folder_of(error.filename)
            if base is None:
                raise
            process.enter_folder(base)
            model = maker.make()
        if isinstance(model, (tuple, list)):
            model = next((it for it in model if isinstance(it, nn.Module)), model)
        if not isinstance(model, nn.Module):
            raise Refused(f"{maker.call} gives {type(model).__name__}, which is no nn.Module")
        return model

    def _folder_of(self, name: Any) -> str | None:
        """The folder near the file from which a relative path that was not found would be found."""
        if not isinstance(name, str) or os.path.isabs(name):
            return None
        root = max(
            (it for it in self.request.get("roots", []) if self.source.file.startswith(it)),
            key=len,
            default="",
        )
        places = arguments.near(os.path.dirname(self.source.file), root)
        return next((it for it in places if os.path.isfile(os.path.join(it, name))), None)

    def _failed(self, entry: Entry, error: BaseException) -> dict[str, Any]:
        answer: dict[str, Any] = {
            key: [] for key in ("inputs", "outputs", "tensors", "constants", "modules", "calls", "nodes")
        }
        answer["error"] = failure.describe(error, "construct", self.places)
        return self._finished(entry, answer, [])

    def _finished(
        self, entry: Entry, answer: dict[str, Any], taken: list[Any], model: Any = None
    ) -> dict[str, Any]:
        definition = self.places.range(entry.definition) if entry.definition is not None else None
        return {
            "entry": {
                "class": type(model).__name__ if model is not None else entry.name,
                "call": entry.call,
                "kind": entry.kind,
                "definition": definition,
                "name": entry.name,
            },
            **answer,
            "notes": written_notes([*taken, *notes.take()], self.places),
        }

    def _run(self, entry: Entry, model: Any, built: list[Any]) -> Outcome:
        notes.set_phase("forward")
        with contextlib.suppress(Exception):
            model.eval()
        tree = recording.Tree(model)
        best: Trial | None = None
        last: LimitReached | KeyboardInterrupt | None = None
        try:
            for trial in self._trials(entry, model, tree):
                if best is None or trial.error is None or trial.rank() > best.rank():
                    best = trial
                if trial.error is None or not isinstance(trial.error, Exception):
                    break
        except (LimitReached, KeyboardInterrupt) as error:
            last = error
        if best is None:
            best = Trial(
                inputs.Given([], {}), recorder.Recording(), None, last or Refused("no input is known"), []
            )
        return self._written(entry, model, tree, best, built)

    def _trials(self, entry: Entry, model: Any, tree: recording.Tree) -> Any:
        """One run after the other until one succeeds; inputs that somebody asks for in the request are all
        there is.
        """
        try:
            said = self._said(entry, model)
        except Exception as error:  # noqa: BLE001
            yield Trial(inputs.Given([], {}), recorder.Recording(), None, error, [])
            return
        for given in said:
            yield run(model, given)
        if said:
            return
        for given in self._of_settings(model):
            yield run(model, given)
        most = _MOST_RUNS if tree.bound else 3
        for evidence in entry.evidence:
            for given in inputs.of_script(evidence, model):
                trial = run(model, given)
                yield trial
                floats = inputs.as_floats(given, trial.error)
                if floats is not None:
                    yield run(model, floats)
                most = min(most, 8)
        for given in [*self._of_the_same_class(model), *_own_examples(model)]:
            yield run(model, given)
        yield from self._search(model, tree, most)

    def _search(self, model: Any, tree: recording.Tree, most: int) -> Any:
        """At most `most` runs: without parameters it is a loss or the like, and not worth many."""
        search = finder.Finder(model, self.source.text, self.source.file)
        with recorder.Budget(_SECONDS_FOR_SEARCH):
            while most > 0 and (given := search.next()) is not None:
                most -= 1
                trial = run(model, given)
                yield trial
                if trial.error is None or not isinstance(trial.error, Exception):
                    return
                layer, is_first = trial.failing_layer(tree)
                if not search.failed(trial.error, layer, trial.progress(), is_first):
                    return

    def _of_the_same_class(self, model: Any) -> list[inputs.Given]:
        known = self.known.get(type(model))
        return [inputs.again(known)] if known is not None else []

    def _said(self, entry: Entry, model: Any) -> list[inputs.Given]:
        expression = self.request.get("inputs")
        if expression:
            process.enter_folder(os.path.dirname(self.source.file))
            value = _evaluate(expression, self.namespace)
            return [inputs.of_value(value, "argument")]
        stated = self.request.get("input")
        if stated:
            return inputs.stated(model, stated, "argument")
        if entry.directive.input:
            return inputs.stated(model, entry.directive.input, "comment")
        if self.request.get("fileInput"):
            return inputs.stated(model, self.request["fileInput"], "comment")
        return []

    def _of_settings(self, model: Any) -> list[inputs.Given]:
        stated = (self.request.get("settings") or {}).get("input")
        if not isinstance(stated, list) or not all(isinstance(it, dict) for it in stated) or not stated:
            return []
        with contextlib.suppress(Exception):
            return inputs.stated(model, stated, "setting")
        return []

    def _written(
        self, entry: Entry, model: Any, tree: recording.Tree, trial: Trial, built: list[Any]
    ) -> Outcome:
        if trial.given.why and trial.error is None:
            shapes = ", ".join(
                "\u00d7".join(map(str, it.shape)) or "scalar"
                for it in recorder.tensors_in([trial.given.args, trial.given.kwargs])
            )
            notes.add("assumed-input", f"{trial.given.why} ({shapes})", "info", ())
        elif trial.given.source == "probe" and trial.error is not None and trial.given.args:
            notes.add(
                "assumed-input", "no input is said, and none of those tried was accepted", "warning", ()
            )
        if trial.error is None and trial.given.source != "probe":
            self.known.setdefault(type(model), trial.given)
        writer = recording.Writer(trial.recording, tree, self.places)
        answer = writer.write(named_inputs(model, trial), named_outputs(trial))
        answer["error"] = None
        error = trial.error
        if error is not None:
            if isinstance(error, (LimitReached, KeyboardInterrupt)):
                notes.add("limit", failure.message_of(error), "error", ())
            answer["error"] = failure.describe(error, "forward", self.places, tree.modules)
        finished = self._finished(entry, answer, [*built, *trial.notes], model)
        return Outcome(finished, model, error)


@frames.stop_at
def _evaluate(text: str, namespace: dict[str, Any]) -> Any:
    import torch

    scope = namespace if "torch" in namespace else {**namespace, "torch": torch}
    return eval(compile(text.strip(), "<inputs>", "eval"), scope)  # noqa: S307


def _own_examples(model: Any) -> list[inputs.Given]:
    """`example_input_array` of Lightning; nothing that has to be computed by code that may fail."""
    import torch

    value = model.__dict__.get("example_input_array")
    if isinstance(value, torch.Tensor):
        return [inputs.Given([value], {}, "default_cfg")]
    if isinstance(value, (tuple, dict)) and value:
        return [inputs.of_value(value, "default_cfg")]
    return []


def written_notes(taken: list[Any], places: Places) -> list[dict[str, Any]]:
    return [
        {
            "kind": kind,
            "level": level,
            "message": message[:2000],
            "frame": places.frame(place) if place else None,
            "count": count,
        }
        for kind, message, place, level, count in taken
    ]
