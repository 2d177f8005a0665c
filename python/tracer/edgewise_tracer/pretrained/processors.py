"""Tokenizers and processors of transformers: they give tensors of the right kind, of a likely size."""

from __future__ import annotations

import re
from types import ModuleType
from typing import Any

from .. import notes
from ..stubs import Stub
from . import known


def patch_tokenizers(module: ModuleType) -> None:
    for name in ("PreTrainedTokenizerBase", "AutoTokenizer"):
        _patch(getattr(module, name, None), Tokenizer)


_PROCESSORS = """ImageProcessingMixin FeatureExtractionMixin ProcessorMixin AutoImageProcessor AutoFeatureExtractor
AutoProcessor""".split()


def patch_processors(module: ModuleType) -> None:
    for name in _PROCESSORS:
        _patch(getattr(module, name, None), Processor)


def _patch(base: Any, kind: Any) -> None:
    if base is None or "from_pretrained" not in getattr(base, "__dict__", {}):
        return

    def from_pretrained(cls: Any, pretrained_model_name_or_path: Any, *args: Any, **kwargs: Any) -> Any:
        return kind(str(pretrained_model_name_or_path))

    base.from_pretrained = classmethod(from_pretrained)


class Encoding(dict):
    """A batch: its tensors as keys and as attributes."""

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None

    def to(self, *args: Any, **kwargs: Any) -> Encoding:
        return self

    @property
    def data(self) -> Encoding:
        return self


class _Named:
    """Whatever is not here computes nothing."""

    def __init__(self, name: str) -> None:
        self.name_or_path = name

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return Stub(f"{type(self).__name__}.{name}")

    def save_pretrained(self, *args: Any, **kwargs: Any) -> tuple[str, ...]:
        return ()

    def decode(self, *args: Any, **kwargs: Any) -> str:
        return ""

    def batch_decode(self, *args: Any, **kwargs: Any) -> list[str]:
        return [""]


class Tokenizer(_Named):
    pad_token_id = bos_token_id = cls_token_id = 0
    eos_token_id = sep_token_id = 2
    unk_token_id = 3
    mask_token_id = 4
    padding_side = "right"
    is_fast = True
    pad_token = bos_token = cls_token = eos_token = sep_token = unk_token = mask_token = ""
    model_max_length = 512

    @property
    def vocab_size(self) -> int:
        return known.vocabulary(self.name_or_path)

    def __len__(self) -> int:
        return self.vocab_size

    def add_special_tokens(self, tokens: Any, *args: Any, **kwargs: Any) -> int:
        return len(tokens)

    add_tokens = add_special_tokens

    def __call__(
        self,
        text: Any = "",
        text_pair: Any = None,
        *,
        padding: Any = False,
        max_length: Any = None,
        return_tensors: Any = None,
        **kwargs: Any,
    ) -> Encoding:
        texts = [text] if isinstance(text, str) else list(text)
        limit = max_length or self.model_max_length
        extra = _words(text_pair) if isinstance(text_pair, str) else 0
        longest = min(max([_words(it) for it in texts], default=0) + extra + 2, limit)
        length = limit if padding == "max_length" else longest
        notes.add("assumed-input", f"a text of {length} tokens: they are not read, one is taken for each word", "info")
        rows = [[1] * length for _ in texts]
        if isinstance(text, str) and return_tensors is None:
            return Encoding(input_ids=rows[0], attention_mask=list(rows[0]))
        return Encoding(input_ids=_tensor(rows, return_tensors), attention_mask=_tensor(rows, return_tensors))

    encode_plus = batch_encode_plus = __call__

    def encode(self, text: Any = "", *args: Any, **kwargs: Any) -> Any:
        return self(text, *args, **kwargs)["input_ids"]

    def apply_chat_template(self, conversation: Any = (), *args: Any, **kwargs: Any) -> Any:
        if kwargs.get("tokenize", True) is False:
            return "text"
        found = self("text", return_tensors=kwargs.get("return_tensors"))
        return found if kwargs.get("return_dict") else found["input_ids"]


def _words(text: Any) -> int:
    return len(re.findall(r"\w+|[^\w\s]", text)) if isinstance(text, str) else 1


def _tensor(rows: list[list[int]], kind: Any) -> Any:
    import torch

    return torch.tensor(rows) if kind is not None else rows


class Processor(Tokenizer):
    """Of pictures, sound, or both with text."""

    @property
    def tokenizer(self) -> Tokenizer:
        return Tokenizer(self.name_or_path)

    @property
    def image_processor(self) -> Processor:
        return self

    feature_extractor = image_processor

    @property
    def size(self) -> dict[str, int]:
        side = known.side(self.name_or_path)
        return {"height": side, "width": side, "shortest_edge": side}

    image_mean = (0.5, 0.5, 0.5)
    image_std = (0.5, 0.5, 0.5)

    def __call__(self, *given: Any, images: Any = None, text: Any = None, audio: Any = None, **kwargs: Any) -> Encoding:
        import torch

        sound = known.sound(self.name_or_path)
        found = Encoding()
        if text is None and given and (isinstance(given[0], str) or (isinstance(given[0], list) and _is_text(given[0]))):
            text, given = given[0], given[1:]
        if text is not None:
            options = {key: kwargs[key] for key in ("padding", "max_length", "return_tensors") if key in kwargs}
            found.update(Tokenizer.__call__(self, text, **options))
        source = images if images is not None else audio if audio is not None else (given[0] if given else None)
        if source is not None and sound is not None:
            found[sound] = torch.zeros(1, 80, 3000) if sound == "input_features" else torch.zeros(1, _samples(source))
        elif source is not None:
            side = known.side(self.name_or_path)
            count = len(source) if isinstance(source, (list, tuple)) else 1
            found["pixel_values"] = torch.zeros(count, 3, side, side)
            notes.add("assumed-input", f"pictures of {side}\u00d7{side}, as {self.name_or_path} is taken to make them", "info")
        return found

    preprocess = __call__


def _is_text(values: list[Any]) -> bool:
    return bool(values) and isinstance(values[0], str)


def _samples(source: Any) -> int:
    shape = getattr(source, "shape", None)
    if isinstance(shape, tuple) and shape and all(isinstance(it, int) for it in shape):
        return int(shape[-1])
    return len(source) if isinstance(source, (list, tuple)) and len(source) > 1 else 16000
