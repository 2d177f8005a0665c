"""Makes tensors, and the values that forward's parameters may take by their names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from . import forward, probe
from .errors import Refused
from .parts import modules_of


def tensor(shape: list[int], dtype: str = "float32") -> Any:
    """A tensor of unknown values."""
    import torch

    kind = getattr(torch, dtype, None)
    if not isinstance(kind, torch.dtype):
        raise Refused(f"{dtype} is no dtype of torch")
    return torch._core.tensor.make(tuple(shape), kind)  # type: ignore[attr-defined]


def dtype_of(it: Any) -> str:
    return str(it.dtype).removeprefix("torch.")


def combinations(model: Any, parameters: list[forward.Parameter], guess: probe.Guess) -> Iterator[list[Any]]:
    """Values for all parameters: first the likeliest of each, then the others one by one, at most 12."""
    options = [_options(model, it, guess) for it in parameters]
    first = [it[0] for it in options]
    yield [make() for make in first]
    count = 1
    for place, alternatives in enumerate(options):
        for other in alternatives[1:]:
            if count >= 12:
                return
            count += 1
            yield [make() if index != place else other() for index, make in enumerate(first)]


def _options(model: Any, parameter: forward.Parameter, guess: probe.Guess) -> list[Any]:
    def main() -> Any:
        return tensor(guess.dims(), guess.dtype)

    if guess.kind == "tokens" and parameter.name in forward.PICTURES:
        return [lambda: tensor(_picture(model))]
    kind = parameter.kind
    length = guess.size if guess.kind == "tokens" else guess.dims()[1] if len(guess.dims()) > 1 else 1
    if kind == "list":
        return [lambda: [tensor(guess.dims()[1:], guess.dtype)], main]
    if kind == "tokens":
        if guess.kind == "tokens":
            return [main]
        count, _ = forward.token_count(model)
        return [lambda: tensor([1, count], "int64"), main]
    if kind == "mask":
        full = lambda: tensor([1, length], "int64")  # noqa: E731
        return (
            [full, lambda: None]
            if parameter.name == "attention_mask"
            else [lambda: None, full, lambda: tensor([1, 1, 1, length], "bool")]
        )
    if kind == "time":
        return [lambda: tensor([1], "int64"), lambda: tensor([1]), lambda: tensor([1, 1]), main]
    if kind == "context":
        width = forward.attribute(
            model,
            ("context_dim", "cross_attention_dim", "cond_dim", "n_text_state", "d_model", "hidden_size"),
        )
        width = width if isinstance(width, int) else 768
        return [lambda: tensor([1, 77, width]), lambda: tensor([1, width]), lambda: None, main]
    if kind == "label":
        return [lambda: tensor([1], "int64"), main, lambda: None]
    if kind == "state":
        return [lambda: None, *_states(model), main]
    if kind == "lengths":
        return [lambda: _known([length]), lambda: tensor([1], "int64")]
    if kind == "plain":
        return [lambda: parameter.default if not parameter.is_required else False, lambda: 1]
    return [main]


def _picture(model: Any) -> list[int]:
    size = forward.size_attribute(model) or (224, 224)
    return [1, channel_count(model), *size[-2:]]


def _known(values: list[int]) -> Any:
    import torch

    return torch.tensor(values)


def _states(model: Any) -> list[Any]:
    """The hidden state of the model's recurrent layer, as the layer takes it."""
    for it in modules_of(model):
        name = type(it).__name__
        if name in ("LSTM", "GRU", "RNN"):
            shape = [it.num_layers * (2 if it.bidirectional else 1), 1, it.hidden_size]
            pair = name == "LSTM"
            return [lambda: (tensor(shape), tensor(shape)) if pair else tensor(shape)]
    width = forward.attribute(model, ("hidden_size", "hidden_dim", "n_hidden"))
    return [lambda: tensor([1, width])] if isinstance(width, int) else []


def channel_count(model: Any) -> int:
    value = forward.attribute(model, ("in_chans", "in_channels", "num_channels", "channels", "in_chan"))
    if isinstance(value, int) and not isinstance(value, bool) and value > 0:
        return value
    convolution = next((it for it in modules_of(model) if type(it).__name__ == "Conv2d"), None)
    return convolution.in_channels if convolution is not None else 3
