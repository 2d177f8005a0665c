"""Records what a model does while it runs: operators, calls of modules, and the places in the source that led
to them.

It must not import torch: the stand-in imports this module. What it relies on of tensors: `_ref` on a tensor
is the identity of its value, a `Ref` or whatever else has `shape` and `dtype`; a constant has `values`,
`shape` and `dtype`. A dtype is written as its str() without "torch.".
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from typing import Any

from . import frames
from .errors import LimitReached

# True while a model runs forward. Others read it as `recorder.is_recording`, never a copy of it.
is_recording = False

_LARGEST = 2**53
_clock = time.monotonic


class Ref:
    """One value that a tensor has had: an in-place operator gives its tensor another one."""

    __slots__ = ("shape", "dtype", "__weakref__")

    def __init__(self, shape: Sequence[int] = (), dtype: Any = "float32") -> None:
        self.shape = shape
        self.dtype = dtype


class Limits:
    """How long a trace may be. The clock starts with the request, so building the model counts as well."""

    __slots__ = ("ops", "deadline", "seconds")

    def __init__(self, ops: int = 200_000, seconds: float = 10.0) -> None:
        self.ops = ops
        self.seconds = seconds
        self.deadline = _clock() + seconds

    def check(self) -> None:
        if _clock() > self.deadline:
            raise LimitReached(f"stopped after {self.seconds:g} s")


limits = Limits(10**9, 10**9)


class Budget:
    """A shorter time for a part of the work, inside the limits of the request."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds

    def __enter__(self) -> None:
        self._before = limits.deadline, limits.seconds
        if _clock() + self.seconds < limits.deadline:
            limits.deadline, limits.seconds = _clock() + self.seconds, self.seconds

    def __exit__(self, *error: Any) -> None:
        limits.deadline, limits.seconds = self._before


def set_limits(ops: int, seconds: float) -> None:
    global limits
    limits = Limits(ops, seconds)


class Call:
    """One call of a module; `nodes` is the range of what ran in it."""

    __slots__ = ("module", "parent", "stack", "inputs", "outputs", "first", "end")

    def __init__(
        self, module: Any, parent: int | None, stack: int | None, inputs: list[int], first: int
    ) -> None:
        self.module = module
        self.parent = parent
        self.stack = stack
        self.inputs = inputs
        self.outputs: list[int] = []
        self.first = first
        self.end = first


class Recording:
    """Everything of one run, by number; recording.py writes it out."""

    def __init__(self) -> None:
        # [shape, dtype] of each tensor, and what keeps the ids in `indexes` from being given to something
        # else.
        self.tensors: list[tuple[Any, Any]] = []
        self.indexes: dict[int, int] = {}
        self.kept: list[Any] = []
        self.made: set[int] = set()
        self.constants: dict[Any, int] = {}
        self.inline_values: dict[int, list[Any]] = {}
        # (op, domain, inputs, outputs, attributes, stack, call)
        self.nodes: list[tuple[Any, ...]] = []
        self.calls: list[Call] = []
        self.current: int | None = None
        # The calls that are open: the frame of each, and the places that led to it.
        self.open: list[tuple[Any, frames.Places, frames.Places]] = [(None, (), ())]

    def index_of(self, ref: Any) -> int:
        """The number of a tensor or of a Ref."""
        found = self.indexes.get(id(ref))
        if found is None:
            inner = getattr(ref, "_ref", None)
            if inner is None:
                return self.add(ref, ref.shape, ref.dtype)
            found = self.indexes.get(id(inner))
            if found is None:
                return self.add(inner, ref.shape, ref.dtype)
        return found

    def add(self, ref: Any, shape: Any, dtype: Any) -> int:
        index = self.indexes[id(ref)] = len(self.tensors)
        self.kept.append(ref)
        self.tensors.append((shape, dtype))
        return index

    def constant(self, it: Any) -> int:
        """The number of an inline constant; equal ones are one."""
        values = it.values
        shape = getattr(it, "shape", None)
        if shape is None:
            shape = (len(values),)
        key = (tuple(shape), str(it.dtype), repr(values))
        found = self.constants.get(key)
        if found is None:
            found = self.constants[key] = len(self.tensors)
            self.inline_values[found] = values
            self.tensors.append((shape, it.dtype))
        return found


# Stacks are shared by all models of one request.
_stacks: dict[frames.Places, int] = {}
# Places are good for one request only.
_epoch = 0
_recording: Recording | None = None
_tensor_class: Any = ()


def reset() -> None:
    """Forgets everything; called between requests."""
    global _recording, is_recording, _epoch
    _recording = None
    is_recording = False
    _epoch += 1
    _stacks.clear()


def stacks() -> list[frames.Places]:
    """The places of each stack, innermost first, by number."""
    return list(_stacks)


def stack_number(places: frames.Places) -> int | None:
    if not places:
        return None
    return _stacks.setdefault(places, len(_stacks))


def start() -> Recording:
    global _recording, is_recording, _tensor_class
    torch = sys.modules.get("torch")
    _tensor_class = getattr(torch, "Tensor", ()) if torch is not None else ()
    _recording = Recording()
    is_recording = True
    return _recording


def finish() -> Recording | None:
    """Ends the recording and gives it; calls that are still open end here."""
    global _recording, is_recording
    done, _recording = _recording, None
    if done is not None:
        done.open = done.open[:1]
    is_recording = False
    return done


def pause() -> bool:
    """Stops recording for a while; gives what resume() wants back."""
    global is_recording
    before = is_recording
    is_recording = False
    return before


def resume(before: bool) -> None:
    global is_recording
    is_recording = before and _recording is not None


def emit_node(
    op: str,
    domain: str,
    inputs: Sequence[Any],
    outputs: Sequence[Any],
    attributes: dict[str, Any] | None = None,
) -> None:
    """Records one operator. Inputs are Refs (or tensors), constants, or None where one is left out; outputs
    are Refs.

    Raises LimitReached when there are too many or time is up. Does nothing while nothing is recorded.
    """
    trace = _recording
    if not is_recording or trace is None:
        return
    if len(trace.nodes) >= limits.ops:
        raise LimitReached(f"stopped after {limits.ops} operators")
    if _clock() > limits.deadline:
        limits.check()
    known = trace.indexes
    read = []
    for it in inputs:
        if it is None:
            read.append(-1)
            continue
        index = known.get(id(it))
        if index is None:
            index = trace.constant(it) if _is_constant(it) else trace.index_of(it)
        read.append(index)
    written = []
    for it in outputs:
        size = 1
        for length in it.shape:
            size *= length
        if size > _LARGEST:
            raise RuntimeError(f"a tensor of shape {list(it.shape)} has more elements than can be counted")
        index = trace.index_of(it)
        written.append(index)
        trace.made.add(index)
    user, library = frames.walk(sys._getframe(1), *trace.open[-1])
    places = user or library
    stack = _stacks.setdefault(places, len(_stacks)) if places else None
    trace.nodes.append((op, domain, read, written, attributes, stack, trace.current))


def _is_constant(it: Any) -> bool:
    return not isinstance(it, Ref) and not hasattr(it, "_ref") and hasattr(it, "values")


def created(module: Any) -> None:
    """Remembers where a module is made. In its `__dict__`, so that a deep copy says where the original was
    made.
    """
    if _clock() > limits.deadline:
        limits.check()
    places = frames.definition_places(module, sys._getframe(1))
    module.__dict__["_edgewise_places"] = (_epoch, places)


def places_of(module: Any) -> frames.Places:
    """Where a module was made, innermost first; nothing when that was in an earlier request."""
    owner, places = module.__dict__.get("_edgewise_places", (-1, ()))
    return places if owner == _epoch else ()


def enter(module: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> int:
    """A call of a module begins; gives what leave() wants back, -1 when nothing is recorded."""
    trace = _recording
    if trace is None:
        return -1
    if len(trace.calls) >= limits.ops:
        raise LimitReached(f"stopped after {limits.ops} calls of modules")
    if _clock() > limits.deadline:
        limits.check()
    token = len(trace.calls)
    frame = sys._getframe(1)
    user, library = frames.walk(frame, *trace.open[-1])
    places = user or library
    trace.open.append((frame, user, library))
    stack = _stacks.setdefault(places, len(_stacks)) if places else None
    inputs = [trace.index_of(it) for it in tensors_in(args)]
    if kwargs:
        inputs += [trace.index_of(it) for it in tensors_in(kwargs)]
    trace.calls.append(Call(module, trace.current, stack, inputs, len(trace.nodes)))
    trace.current = token
    return token


def leave(token: int, result: Any = None) -> None:
    """The call ends; `result` is None when it failed."""
    trace = _recording
    if trace is None or token < 0 or token >= len(trace.calls):
        return
    del trace.open[-1 if len(trace.open) > 1 else 1 :]
    call = trace.calls[token]
    call.end = len(trace.nodes)
    call.outputs = [trace.index_of(it) for it in tensors_in(result)]
    trace.current = call.parent


_MOST_TENSORS = 256
_PLAIN = frozenset({int, float, bool, str, bytes, type(None), complex, type})


def tensors_in(value: Any) -> list[Any]:
    """The tensors in nested tuples, lists, dicts, dataclasses and plain objects, in order, at most 256."""
    if isinstance(value, _tensor_class):
        return [value]
    found: list[Any] = []
    _collect(value, found, 0)
    return found


def _collect(value: Any, found: list[Any], depth: int) -> None:
    if isinstance(value, _tensor_class):
        found.append(value)
        return
    if type(value) in _PLAIN or depth > 4 or len(found) >= _MOST_TENSORS:
        return
    if isinstance(value, (tuple, list)):
        for it in value[:_MOST_TENSORS]:
            _collect(it, found, depth + 1)
    elif isinstance(value, dict):
        for it in list(value.values())[:_MOST_TENSORS]:
            _collect(it, found, depth + 1)
    else:
        _collect_members(value, found, depth)


def _collect_members(value: Any, found: list[Any], depth: int) -> None:
    """Tensors of an object that carries them, such as a picture with its mask; no modules, no stubs."""
    try:
        members = object.__getattribute__(value, "__dict__")
    except AttributeError:
        return
    if (
        not isinstance(members, dict)
        or "_parameters" in members
        or "_edgewise_name" in members
        or callable(value)
    ):
        return
    for it in list(members.values())[:_MOST_TENSORS]:
        if isinstance(it, (_tensor_class, tuple, list)):
            _collect(it, found, depth + 1)
