"""Searches inputs that nobody said: by the names of forward's parameters, the first layer, and what each
error says.
"""

from __future__ import annotations

import re
from typing import Any

from . import forward, probe
from .inputs import Given, first_layer
from .options import channel_count, combinations, dtype_of, tensor
from .parts import modules_of


class Finder:
    """The search for inputs that nobody said: one Given after the other, each better than the last as errors
    tell.
    """

    def __init__(self, model: Any, text: str, path: str) -> None:
        self.model = model
        self.parameters = forward.wanted(model)
        self.text = text
        self.path = path
        self.source = "probe"
        self.search = probe.Search(self._start(), text, path)
        self.guess: probe.Guess | None = None
        # Of the other parameters: which combination is tried, which are left, and which came how far.
        self._combination = 0
        self._left: list[int] = []
        self._best = (-1, 0)
        self._explored = -1
        self._count = 0

    def _start(self) -> probe.Guess:
        main = self._main()
        if main is not None and main.name in forward.WAVES:
            mels = forward.attribute(self.model, ("num_mel_bins",))
            frames = getattr(self.model.__dict__.get("config"), "max_length", None)
            if isinstance(mels, int) and isinstance(frames, int) and self._stem() is not None:
                return probe.Guess("signal", mels, shape=[1, frames, mels])
            return probe.Guess("wave")
        first = first_layer(self.model)
        start = probe.first_guess(first, self.text, self.path) if first is not None else None
        if main is not None and main.kind == "tokens":
            count, is_said = forward.token_count(self.model)
            self.source = "default_cfg" if is_said else "probe"
            return probe.Guess("tokens", size=count, dtype="int64")
        stem = self._stem()
        if stem is not None and (
            start is None or start.kind in ("vector", "sequence", "sequence_first", "tokens")
        ):
            # Layers of time, labels or positions are often made before the one that takes the picture.
            start = stem
        start = start or probe.Guess("image")
        if start.kind == "tokens":
            start.size, is_said = forward.token_count(self.model)
            self.source = "default_cfg" if is_said else "probe"
        size = forward.size_attribute(self.model)
        if main is not None and main.name in forward.PICTURES and start.kind in ("vector", "sequence"):
            start = probe.Guess(
                "image", channel_count(self.model), probe.preferred_sizes(self.text, self.path, 3)[0]
            )
        if size is not None and start.kind in ("image", "vector", "sequence"):
            self.source = "default_cfg"
            channels = (
                size[0]
                if len(size) == 3
                else start.channels
                if start.kind == "image"
                else channel_count(self.model)
            )
            height, width = size[-2:]
            return probe.Guess(
                "image", channels, height, shape=None if height == width else [1, channels, height, width]
            )
        if main is not None and main.name in forward.AUDIO:
            mels = forward.attribute(self.model, ("n_mels", "num_mel_bins")) or start.channels
            frames = 2 * (forward.attribute(self.model, ("n_audio_ctx", "max_source_positions")) or 1500)
            return probe.Guess("signal", mels, shape=[1, mels, frames])
        return start

    def _stem(self) -> probe.Guess | None:
        """By the first convolution that takes a picture, if there is one with so few channels."""
        for it in modules_of(self.model):
            if type(it).__name__ in ("Conv2d", "LazyConv2d") and getattr(it, "in_channels", 0) in (1, 3, 4):
                return probe.first_guess(it, self.text, self.path)
        return None

    def _main(self) -> forward.Parameter | None:
        """The parameter that the search is about; the others follow by their names."""
        candidates = self.parameters or []
        return next(
            (it for it in candidates if it.kind in ("main", "tokens", "list")),
            candidates[0] if candidates else None,
        )

    def next(self) -> Given | None:
        if self.parameters is not None and not self.parameters:
            given = None if self.guess is not None else Given([], {})
            self.guess = self.search.start
            return given
        if self._left:
            self._combination = self._left.pop(0)
        else:
            self._combination = self._best[1]
            self.guess = self.search.next()
        if self.guess is None:
            return None
        self._count += 1
        return self._given(self.guess)

    def _given(self, guess: probe.Guess) -> Given:
        why = "no input is said; this one was found by trying"
        if self.source == "default_cfg":
            why = "no input is said; this one is of the size that the model keeps"
        if self.parameters is None:
            return Given([_fitted(tensor(guess.dims(), guess.dtype), self.model)], {}, self.source, why)
        options = list(combinations(self.model, self.parameters, guess))
        values = [_fitted(it, self.model) for it in options[min(self._combination, len(options) - 1)]]
        pairs = list(zip(self.parameters, values, strict=True))
        # An optional parameter that comes first is named, too, when one in front of it is left out.
        is_named = any(not it.is_required for it in self.parameters)
        args = [value for it, value in pairs if not it.is_keyword and not is_named]
        kwargs = {it.name: value for it, value in pairs if it.is_keyword or is_named}
        return Given(args, kwargs, self.source, why)

    def failed(self, error: BaseException, layer: Any, progress: int, is_first: bool) -> bool:
        """Learns from an error; False when no other input will help."""
        assert self.guess is not None
        if progress > self._best[0]:
            self._best = (progress, self._combination)
        if self._add_named(error):
            self._left = [0]
            return True
        if not self._left and progress > self._explored:
            # As far as this nothing had come: other values for the other parameters may lead further.
            self._explored = progress
            count = len(list(combinations(self.model, self.parameters, self.guess))) if self.parameters else 1
            self._left = [it for it in range(count) if it != self._combination]
        self.source = "probe"
        if not _depends_on_input(error) and not (is_first and self._count < 6):
            return bool(self._left)
        better = probe.first_guess(layer, self.text, self.path) if is_first and layer is not None else None
        self.search.failed(self.guess, error, layer)
        if better is not None:
            self.search.waiting.insert(0, better)
        if is_first:
            self.search.add_other_kinds(self.guess)
        return True

    def _add_named(self, error: BaseException) -> bool:
        """`You have to specify pixel_values`: an input that may be left out, but not with the others."""
        given = {it.name for it in self.parameters or ()}
        if not self.parameters or not isinstance(error, (ValueError, TypeError)) or len(given) > 4:
            return False
        words = set(re.findall(r"\w+", str(error)))
        known = forward.parameters(self.model) or []
        missing = next((it for it in known if it.name in words - given and it.default is None), None)
        if missing is None or not words & {
            "specify",
            "provide",
            "provided",
            "pass",
            "required",
            "need",
            "missing",
        }:
            return False
        chosen = given | {missing.name}
        self.parameters = [it for it in known if it.name in chosen]
        return True


def _fitted(value: Any, model: Any) -> Any:
    """A model whose weights are all of half precision takes inputs of that type."""
    if isinstance(value, list):
        return [_fitted(it, model) for it in value]
    if not hasattr(value, "requires_grad") or dtype_of(value) != "float32":
        return value
    kinds = {dtype_of(it) for it in model.parameters() if it.dtype.is_floating_point}
    return tensor(list(value.shape), *kinds) if len(kinds) == 1 else value


def _depends_on_input(error: BaseException) -> bool:
    """Errors of shapes, dtypes and counts; not misspelt names, nor operators that are not known."""
    if isinstance(
        error, (NotImplementedError, NameError, ImportError, AttributeError, KeyError, RecursionError)
    ):
        return False
    return isinstance(
        error, (RuntimeError, ValueError, AssertionError, IndexError, TypeError, ZeroDivisionError)
    )
