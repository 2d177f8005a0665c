"""Finds a shape that a model takes, by trying: the first layer says what kind, each error what to change."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import Any

SIZES = (224, 32, 28, 256, 299, 384, 512, 640, 128, 96, 64)
_LENGTH = 128
_MOST_TRIALS = 24
_MOST_BESIDE = 256


class Guess:
    """One input: `shape` with the size that is varied, or a number of tokens."""

    __slots__ = ("kind", "channels", "size", "dtype", "shape")

    def __init__(
        self, kind: str, channels: int = 3, size: int = 224, dtype: str = "float32", shape: Any = None
    ) -> None:
        self.kind = kind
        self.channels = channels
        self.size = size
        self.dtype = dtype
        self.shape = shape

    def dims(self) -> list[int]:
        c, s = self.channels, self.size
        if self.shape is not None:
            return list(self.shape)
        return {
            "image": [1, c, s, s],
            "signal": [1, c, _signal_length(s)],
            "volume": [1, c, *_VOLUMES.get(s, (s, s, s))],
            "vector": [1, c],
            "wave": [1, _SAMPLES],
            "tokens": [1, s],
            "sequence": [1, _SEQUENCE, c],
            "sequence_first": [_SEQUENCE, 1, c],
        }[self.kind]

    def copy(self, **changes: Any) -> Guess:
        made = Guess(self.kind, self.channels, self.size, self.dtype, self.shape)
        for key, value in changes.items():
            setattr(made, key, value)
        return made

    def key(self) -> tuple[Any, ...]:
        return (tuple(self.dims()), self.dtype)


_SEQUENCE = 32
# One second of sound.
_SAMPLES = 16000
# Frames, height and width of a video for each of the sizes; then cubes, as scans of bodies are.
_VOLUMES = {
    224: (16, 112, 112),
    32: (16, 224, 224),
    28: (8, 224, 224),
    256: (32, 224, 224),
    299: (4, 224, 224),
    384: (8, 112, 112),
    512: (32, 112, 112),
    640: (64, 112, 112),
}


def _signal_length(size: int) -> int:
    return {224: 1024, 32: 256, 28: 128, 256: 2048, 299: 4096, 384: 3000, 512: 512, 640: 16000}.get(
        size, size * 8
    )


def first_guess(module: Any, file_text: str, path: str) -> Guess | None:
    """By what a layer takes; None for a layer that says nothing of its input."""
    # A class of the user's that bears the name of one of torch's layers says nothing.
    kinds = [it.__name__ for it in type(module).__mro__ if it.__module__.startswith("torch.")]
    size = preferred_sizes(file_text, path, 3)[0]
    for name in kinds:
        if name in ("Conv2d", "LazyConv2d", "ConvTranspose2d"):
            channels = getattr(module, "in_channels", 3) or 3
            return Guess("image", channels, preferred_sizes(file_text, path, channels)[0])
        if name in ("Conv1d", "ConvTranspose1d", "LazyConv1d"):
            return Guess("signal", getattr(module, "in_channels", 1) or 1)
        if name in ("Conv3d", "ConvTranspose3d", "LazyConv3d"):
            return Guess("volume", getattr(module, "in_channels", 3) or 3)
        if name in ("Linear", "Bilinear"):
            return Guess("vector", getattr(module, "in_features", None) or module.in1_features)
        if name in ("Embedding", "EmbeddingBag"):
            return Guess("tokens", size=min(_LENGTH, 1024), dtype="int64")
        if name in ("LSTM", "GRU", "RNN", "RNNBase"):
            kind = "sequence" if getattr(module, "batch_first", False) else "sequence_first"
            return Guess(kind, module.input_size)
        if name in ("LSTMCell", "GRUCell", "RNNCell"):
            return Guess("vector", module.input_size)
        if name in ("TransformerEncoderLayer", "MultiheadAttention"):
            attention = getattr(module, "self_attn", module)
            kind = "sequence" if getattr(attention, "batch_first", False) else "sequence_first"
            return Guess(kind, attention.embed_dim)
        if name == "BatchNorm2d":
            return Guess("image", module.num_features, size)
        if name == "BatchNorm1d":
            return Guess("vector", module.num_features)
        if name == "LayerNorm":
            return Guess("sequence", module.normalized_shape[-1])
    return None


def preferred_sizes(text: str, path: str, channels: int) -> list[int]:
    """Sizes to try, those of a data set that the code names first."""
    lowered = (path + "\n" + text[:200_000]).lower()
    first: list[int] = []
    if "mnist" in lowered and (channels == 1 or "cifar" not in lowered):
        first.append(28)
    if "imagenet" not in lowered and re.search(r"cifar|svhn", lowered):
        first.append(32)
    if re.search(r"\byolo", lowered) and channels == 3:
        first.append(640)
    # A size that the text names is tried before those that are only usual.
    named = [int(it) for it in _NAMED_SIZE.findall(lowered)[:3] if 16 <= int(it) <= 2048]
    return [*dict.fromkeys([*first, SIZES[0], *named, *SIZES[1:]])]


_NAMED_SIZE = re.compile(r"(?:input|img|image|crop)_?size['\"]?\s*[:=]\s*[\[(]?(?:\s*3\s*,)?\s*(\d{2,4})\b")


class Search:
    """Which guess to try after an error. `layers` are the modules that were running, the innermost first."""

    def __init__(self, start: Guess, text: str, path: str) -> None:
        self.tried: set[tuple[Any, ...]] = set()
        self.waiting: list[Guess] = [start]
        self.start = start
        self.text = text
        self.path = path
        self.count = 0

    def next(self) -> Guess | None:
        while self.waiting and self.count < _MOST_TRIALS:
            guess = self.waiting.pop(0)
            if guess.key() not in self.tried:
                self.tried.add(guess.key())
                self.count += 1
                return guess
        return None

    def failed(self, guess: Guess, error: BaseException, layer: Any) -> None:
        better = list(_corrections(guess, f"{type(error).__name__}: {error}", layer, self.text, self.path))
        self.waiting = [*better, *self.waiting]
        sizes: tuple[int, ...] | list[int] = ()
        if guess.kind in ("image", "signal", "volume"):
            sizes = preferred_sizes(self.text, self.path, guess.channels)
        elif guess.kind == "tokens":
            sizes = (128, 64, 32, 16, 8)
        if guess.shape is None:
            self.waiting += [guess.copy(size=size) for size in sizes]

    def add_other_kinds(self, guess: Guess) -> None:
        """What is tried last when nothing has been reached yet."""
        if guess.shape is None:
            self.waiting += [
                Guess("image", 3, preferred_sizes(self.text, self.path, 3)[0]),
                *_of_other_ranks(guess),
            ]


def _corrections(guess: Guess, message: str, layer: Any, text: str, path: str) -> Iterator[Guess]:
    channels = re.search(r"expected input\[[^\]]*\] to have (\d+) channels, but got (\d+)", message)
    if channels and guess.shape is None and int(channels[1]) == guess.channels:
        first, _, *rest = guess.dims() if len(guess.dims()) > 2 else (1, 0)
        if int(channels[2]) in rest:
            # The model itself puts the channels first.
            yield guess.copy(shape=[first, *rest, guess.channels])
    if channels and guess.kind == "volume" and guess.shape is None and int(channels[2]) == guess.dims()[2]:
        # Frames before channels, as restoration of videos has them.
        yield guess.copy(shape=[1, 6, int(channels[1]), 64, 64])
    if channels:
        yield guess.copy(channels=int(channels[1]), shape=None)
    if re.search(
        r"scalar types: Long, Int|Expected .*(Long|Int).* but got|indices.*(Long|Int)|used as indices",
        message,
    ):
        yield Guess("tokens", size=64, dtype="int64")
        yield guess.copy(dtype="int64")
    if re.search(
        r"Expected \d+D .* input to conv|Input type|expected [2-5]D|input\.dim|(too many|not enough) values",
        message,
        re.I,
    ):
        if guess.kind == "wave":
            yield guess.copy(shape=[1, 1, guess.dims()[-1]])
        other = first_guess(layer, text, path) if layer is not None else None
        if other is not None:
            yield other
        yield from _of_other_ranks(guess)
    size = re.search(r"input of size (\d+)", message)
    shape = re.search(r"shape '\[([^\]]*)\]' is invalid", message)
    if size and shape:
        yield from _flattened(guess, [int(it) for it in shape[1].split(",")])
    wanted = re.search(r"cannot be multiplied \((\d+)x(\d+) and (\d+)x(\d+)\)", message)
    if wanted:
        yield from _solved(guess, int(wanted[2]), int(wanted[3]), layer)
    features = re.search(r"Expected (\d+), got (\d+)", message)
    if features and guess.kind in ("vector", "sequence", "sequence_first"):
        yield guess.copy(channels=int(features[1]))
    widths = re.search(r"size of tensor a \((\d+)\) must match the size of tensor b \((\d+)\)", message)
    if widths and guess.kind == "vector" and str(guess.channels) in widths.groups():
        yield from (guess.copy(channels=int(it)) for it in widths.groups() if int(it) > 1)
    normalized = re.search(r"expected input with shape \[\*, (\d+)\]|normalized_shape=\[(\d+)\]", message)
    if normalized and guess.kind in ("vector", "sequence", "sequence_first"):
        yield guess.copy(channels=int(normalized[1] or normalized[2]))
    named = re.search(r"model \((\d+)\s*[x*]\s*(\d+)\)|doesn't match.*?\((\d+)", message)
    if named:
        yield guess.copy(size=int(named[1] or named[3]))
    for number in re.findall(r"AssertionError.*?\b(\d{2,4})\b", message):
        yield guess.copy(size=int(number))


def _of_other_ranks(guess: Guess) -> Iterator[Guess]:
    if guess.kind == "vector":
        yield from (
            it for it in _flattened(guess, [-1, guess.channels]) if it.kind == "image" and it.size > 3
        )
    for kind in ("image", "sequence", "vector", "signal", "volume"):
        if kind != guess.kind:
            yield guess.copy(kind=kind, shape=None)


def _flattened(guess: Guess, shape: list[int]) -> Iterator[Guess]:
    """`x.view(-1, 784)` tells how many elements a sample has."""
    per_sample = math.prod(it for it in shape[1:] if it > 0)
    if per_sample < 2:
        return
    for channels in (guess.channels, 1, 3) if guess.kind == "image" else (1, 3):
        side = math.isqrt(per_sample // channels) if per_sample % channels == 0 else 0
        if side > 1 and side * side * channels == per_sample:
            yield Guess("image", channels, side)
    yield Guess("vector", per_sample)


def _solved(guess: Guess, have: int, want: int, layer: Any) -> Iterator[Guess]:
    """A linear layer behind a flattened picture says how large the picture must be."""
    if guess.kind == "image" and guess.shape is None and have > 0:
        beside = have - math.prod(guess.dims())
        if 0 < beside < min(want, _MOST_BESIDE):
            # The picture itself is flattened, and the embedding of a label is put beside it.
            yield from (it for it in _flattened(guess, [-1, want - beside]) if it.kind == "image")
        size = guess.size * math.sqrt(want / have)
        near = round(size)
        steps = sorted(
            set(range(max(near - 6, 1), near + 7)), key=lambda it: (it % 8 != 0, it % 4 != 0, abs(it - size))
        )
        for it in steps[:6]:
            yield guess.copy(size=it)
        if have == guess.size:
            # The layer takes the last axis of the input itself.
            yield Guess("vector", want)
            yield Guess("sequence", want)
    elif guess.kind == "signal" and guess.shape is None and have > 0:
        length = guess.dims()[2]
        yield guess.copy(shape=[1, guess.channels, max(round(length * want / have), 1)])
    elif guess.kind in ("vector", "sequence", "sequence_first"):
        if 0 < guess.channels + want - have != want:
            # Something else is put beside it, an embedding of a label say.
            yield guess.copy(channels=guess.channels + want - have)
        yield guess.copy(channels=want)
    side = math.isqrt(want)
    if side * side == want and guess.kind == "image":
        yield guess.copy(channels=1, size=side)
