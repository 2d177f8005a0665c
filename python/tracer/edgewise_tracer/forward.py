"""What a model's forward takes: its parameters, and by their names which kind of input each of them is."""

from __future__ import annotations

import inspect
from typing import Any

from .parts import modules_of

TOKENS = frozenset(
    """input_ids tokens token token_ids idx ids indices input_tokens text texts src_tokens prev_output_tokens
    decoder_input_ids target_ids decoder_ids word_ids
    sentence sentences inputs_ids caption captions""".split()
)
# Tokens where the model has an embedding, features where it has none.
SEQUENCES = frozenset(
    {"src", "tgt", "trg", "source", "target_seq", "seq", "sequence", "sequences", "src_seq", "trg_seq"}
)
TIMES = frozenset(
    "t timesteps timestep time times sigma sigmas noise_level time_step step steps noise_labels ts".split()
)
CONTEXTS = frozenset(
    "context cond encoder_hidden_states memory encoder_output enc_output cross_attention_input xa".split()
)
LABELS = frozenset("label labels class_labels classes y class_id cls_id target targets".split())
STATES = frozenset(
    "h hidden state hx h0 hc hidden_state states prev_state prev_hidden h_c initial_state".split()
)
LENGTHS = frozenset(
    "lengths length src_len src_lens text_lengths src_lengths input_lengths lens seq_lengths".split()
)
PICTURES = frozenset("img image images imgs pixel_values picture pictures input_image rgb".split())
WAVES = frozenset("input_values waveform waveforms wav wavs audio raw_audio speech mix mixture".split())
AUDIO = frozenset({"mel", "mels", "spec", "spectrogram", "input_features"})


class Parameter:
    """`kind` is one of: tokens, sequence, mask, time, context, label, state, lengths, main, list, plain."""

    __slots__ = ("name", "kind", "is_required", "is_keyword", "default")

    def __init__(self, name: str, kind: str, is_required: bool, is_keyword: bool, default: Any) -> None:
        self.name = name
        self.kind = kind
        self.is_required = is_required
        self.is_keyword = is_keyword
        self.default = default


def parameters(model: Any) -> list[Parameter] | None:
    """In order; None when forward takes whatever it is given (`*inputs`), which is one tensor then."""
    try:
        signature = inspect.signature(model.forward)
    except (TypeError, ValueError, AttributeError):
        return None
    found: list[Parameter] = []
    takes_any = False
    for it in signature.parameters.values():
        if it.kind is it.VAR_POSITIONAL:
            takes_any = True
        elif it.kind is not it.VAR_KEYWORD:
            is_required = it.default is it.empty
            found.append(
                Parameter(it.name, kind_of(it, model), is_required, it.kind is it.KEYWORD_ONLY, it.default)
            )
    if takes_any and not any(it.is_required for it in found):
        return None
    return found


def kind_of(parameter: inspect.Parameter, model: Any) -> str:
    name = parameter.name.lower()
    annotation = str(parameter.annotation).lower() if parameter.annotation is not parameter.empty else ""
    if annotation in (
        "<class 'bool'>",
        "bool",
        "<class 'int'>",
        "int",
        "<class 'float'>",
        "float",
        "<class 'str'>",
        "str",
    ):
        return "plain"
    if annotation.startswith(("list[", "typing.list[", "sequence[")) and "tensor" in annotation:
        return "list"
    if name in TOKENS:
        return "tokens"
    if name in SEQUENCES:
        return "tokens" if has_layer(model, "Embedding") else "main"
    if "mask" in name:
        return "mask"
    if name in TIMES:
        return "time"
    if name in CONTEXTS:
        return "context"
    if name in LABELS:
        return "label"
    if name in STATES:
        return "state"
    if name in LENGTHS:
        return "lengths"
    return "main"


def wanted(model: Any) -> list[Parameter] | None:
    """The parameters to give something for: those that must be given, else a model's main input."""
    found = parameters(model)
    if found is None:
        return None
    chosen = [it for it in found if it.is_required]
    if not chosen and found:
        main = getattr(model, "main_input_name", None)
        chosen = [next((it for it in found if it.name == main), found[0])]
        if chosen[0].kind in ("plain", "mask") and chosen[0].name != main:
            return []
    names = {it.name for it in chosen}
    config = getattr(model, "config", None)
    for it in found:
        is_second = it.name == "decoder_input_ids" and getattr(config, "is_encoder_decoder", False)
        is_pair = it.name in ("pixel_values", "input_ids") and names & {"pixel_values", "input_ids"}
        if it.name not in names and (
            is_second or is_pair and found.index(it) < 3 and hasattr(config, "vision_config")
        ):
            chosen.append(it)
    order = {it.name: place for place, it in enumerate(found)}
    return sorted(chosen, key=lambda it: order[it.name])


def has_layer(model: Any, name: str) -> bool:
    return any(type(it).__name__ == name for it in modules_of(model))


def owners(model: Any) -> list[Any]:
    """Where a model keeps how large its inputs are: on itself, on its configuration, on its first parts."""
    found = [model]
    for name in ("config", "cfg", "args", "params", "hparams", "dims", "opt", "_internal_dict"):
        value = model.__dict__.get(name)
        if value is not None:
            found.append(value)
    for part in ("vision_config", "text_config"):
        nested = getattr(model.__dict__.get("config"), part, None)
        if nested is not None:
            found.append(nested)
    children = [it for it in model.__dict__.get("_modules", {}).values() if it is not None]
    for child in children[:4]:
        found.append(child)
        value = child.__dict__.get("config")
        if value is not None:
            found.append(value)
    hints = _hints.get(id(model))
    return [*found, hints] if hints else found


# What a model was made with, by its id: sizes that it did not keep may be there.
_hints: dict[int, dict[str, Any]] = {}


def remember(model: Any, arguments: dict[str, Any]) -> None:
    """One model at a time: what is known of the last one is forgotten."""
    _hints.clear()
    _hints[id(model)] = arguments


def attribute(model: Any, names: tuple[str, ...]) -> Any:
    """The first of the attributes that is there."""
    for owner in owners(model):
        for name in names:
            if name == "max_length" and hasattr(owner, "is_encoder_decoder"):
                continue  # how much transformers generates, and not how much the model takes
            try:
                value = (
                    owner.get(name)
                    if isinstance(owner, dict)
                    else vars(owner).get(name, getattr(type(owner), name, None))
                )
            except TypeError:
                continue
            if value is not None and not callable(value) and not isinstance(value, property):
                return value
    return None


def size_attribute(model: Any) -> tuple[int, ...] | None:
    """`default_cfg["input_size"]` as (channels, height, width), `img_size` as (size, size)."""
    for name in ("default_cfg", "pretrained_cfg"):
        value = getattr(model, name, None) if hasattr(type(model), name) or name in model.__dict__ else None
        size = value.get("input_size") if isinstance(value, dict) else getattr(value, "input_size", None)
        if _is_sizes(size) and len(size) == 3:
            return tuple(size)
    value = attribute(
        model, ("img_size", "image_size", "input_resolution", "img_dim", "image_resolution", "resolution", "sample_size")
    )
    if value is None:
        value = _own_size(model)
    if isinstance(value, int) and not isinstance(value, bool) and 8 <= value <= 4096:
        return (value, value)
    return tuple(value) if _is_sizes(value) and len(value) == 2 else None


def _own_size(model: Any) -> Any:
    """Names that mean a picture's size on a whole model, and something else on its parts."""
    kept = {**_hints.get(id(model), {}), **model.__dict__}
    values = [kept.get(name) for name in ("size", "input_size", "crop_size", "im_size", "min_dim")]
    return next((it for it in values if (type(it) is int and it >= 32) or (_is_sizes(it) and len(it) == 2)), None)


def _is_sizes(value: Any) -> bool:
    return (
        isinstance(value, (list, tuple))
        and bool(value)
        and all(isinstance(it, int) and it > 0 for it in value)
    )


_LENGTHS = (
    "max_position_embeddings",
    "block_size",
    "n_positions",
    "n_ctx",
    "n_text_ctx",
    "context_length",
    "max_seq_len",
    "max_seq_length",
    "max_len",
    "maxlen",
    "max_length",
    "seq_len",
    "seq_length",
    "sequence_length",
    "window_size_tokens",
)
_MOST_TOKENS = 1024


def token_count(model: Any) -> tuple[int, bool]:
    """(how many tokens to give, whether the model says so)."""
    value = attribute(model, _LENGTHS)
    if isinstance(value, int) and not isinstance(value, bool) and value > 0:
        return min(value, _MOST_TOKENS), True
    return 128, False
