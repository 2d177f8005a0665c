"""Runs a model once and keeps what was recorded, with the names of what went in and came out."""

from __future__ import annotations

from typing import Any

from . import failure, forward, frames, notes, recorder, recording
from .inputs import Given


class Trial:
    """One run: what it was given, what was recorded, what came out or went wrong."""

    __slots__ = ("given", "recording", "result", "error", "notes", "tensors")

    def __init__(
        self,
        given: Given,
        made: recorder.Recording,
        result: Any,
        error: BaseException | None,
        taken: list[Any],
    ) -> None:
        self.given = given
        self.recording = made
        self.result = result
        self.error = error
        self.notes = taken
        self.tensors: list[tuple[str, int]] = []

    def progress(self) -> int:
        return len(self.recording.nodes) + len(self.recording.calls)

    def rank(self) -> tuple[bool, int]:
        """Of the runs that fail, one with an input that a script says tells more than those with inputs that
        were tried.
        """
        return self.given.source in ("randn", "script", "setting", "default_cfg"), self.progress()

    def failing_layer(self, tree: recording.Tree) -> tuple[Any, bool]:
        """(the innermost module that was running, whether nothing with weights had run before it)."""
        assert self.error is not None
        running = failure.running_modules(self.error, tree.modules)
        layer = running[-1] if running else None
        weights = {id(it.ref) for it in tree.bound.values()}
        numbers = {self.recording.indexes[it] for it in weights if it in self.recording.indexes}
        is_first = not any(number in numbers for node in self.recording.nodes for number in node[2])
        return layer, is_first


def run(model: Any, given: Given) -> Trial:
    """Runs the model once. Time that is up is not caught here, after it has been noted in the trial."""
    notes.take()
    made = recorder.start()
    trial = Trial(given, made, None, None, [])
    names = _named(model, given)
    trial.tensors = [(name, made.index_of(it)) for name, it in names]
    try:
        trial.result = _forward(model, given)
    except BaseException as error:  # noqa: BLE001
        trial.error = error
    finally:
        for call in made.calls:
            if call.end < call.first:
                call.end = len(made.nodes)
        if trial.error is None:
            outputs = [(name, made.index_of(it)) for name, it in _named_outputs(trial.result)]
            trial.result = outputs
        else:
            trial.result = []
        recorder.finish()
        trial.notes = notes.take()
    return trial


@frames.stop_at
def _forward(model: Any, given: Given) -> Any:
    import torch

    with torch.no_grad():
        return model(*given.args, **given.kwargs)


def _named(model: Any, given: Given) -> list[tuple[str, Any]]:
    """The tensors of the arguments, by the names of forward's parameters."""
    known = forward.parameters(model)
    names = [it.name for it in known] if known is not None else []
    pairs = [
        (names[place] if place < len(names) else f"input{place}" if place else "input", it)
        for place, it in enumerate(given.args)
    ]
    return _flattened([*pairs, *given.kwargs.items()])


def _flattened(pairs: list[tuple[str, Any]]) -> list[tuple[str, Any]]:
    import torch

    found: list[tuple[str, Any]] = []

    def visit(name: str, value: Any, depth: int) -> None:
        if isinstance(value, torch.Tensor):
            found.append((name, value))
        elif depth > 4 or len(found) > 500:
            return
        elif isinstance(value, dict):
            for key, it in value.items():
                visit(f"{name}.{key}" if name else str(key), it, depth + 1)
        elif isinstance(value, tuple) and hasattr(value, "_fields"):
            for key, it in zip(value._fields, value, strict=False):
                visit(f"{name}.{key}" if name else key, it, depth + 1)
        elif isinstance(value, (list, tuple)):
            for place, it in enumerate(value):
                visit(f"{name}.{place}" if name else f"output{place}", it, depth + 1)
        elif (
            hasattr(value, "__dict__")
            and not isinstance(value, torch.nn.Module)
            and "_edgewise_name" not in vars(value)
        ):
            for key, it in vars(value).items():
                if isinstance(it, (torch.Tensor, list, tuple, dict)):
                    visit(f"{name}.{key}" if name else key, it, depth + 1)

    for name, value in pairs:
        visit(name, value, 0)
    return found


def _named_outputs(result: Any) -> list[tuple[str, Any]]:
    import torch

    if isinstance(result, torch.Tensor):
        return [("output", result)]
    return _flattened([("", result)])


def named_inputs(model: Any, trial: Trial) -> list[dict[str, Any]]:
    seen: set[int] = set()
    found = []
    for name, index in trial.tensors:
        if index not in seen:
            seen.add(index)
            found.append({"name": name, "tensor": index, "source": trial.given.source})
    return found


def named_outputs(trial: Trial) -> list[dict[str, Any]]:
    return [{"name": name, "tensor": index} for name, index in trial.result or []]
