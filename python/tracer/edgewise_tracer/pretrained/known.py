"""Facts about checkpoints that everybody names: what their configurations say beside the defaults of their class."""

from __future__ import annotations

import importlib
import re
from typing import Any

_BASE = {"hidden_size": 768, "num_hidden_layers": 12, "num_attention_heads": 12, "intermediate_size": 3072}
_LARGE = {"hidden_size": 1024, "num_hidden_layers": 24, "num_attention_heads": 16, "intermediate_size": 4096}
_SMALL = {"hidden_size": 384, "num_hidden_layers": 12, "num_attention_heads": 6, "intermediate_size": 1536}
_ROBERTA = {"vocab_size": 50265, "max_position_embeddings": 514, "type_vocab_size": 1}
_XLM = {**_ROBERTA, "vocab_size": 250002}
_IMAGENET = {"num_labels": 1000}


def _gpt2(width: int, layers: int, heads: int) -> dict[str, Any]:
    return {"n_embd": width, "n_layer": layers, "n_head": heads}


def _t5(width: int, ff: int, layers: int, heads: int) -> dict[str, Any]:
    return {"d_model": width, "d_ff": ff, "num_layers": layers, "num_decoder_layers": layers, "num_heads": heads}


def _whisper(width: int, layers: int, heads: int, **more: Any) -> dict[str, Any]:
    sides = ("encoder", "decoder")
    found: dict[str, Any] = {"d_model": width, **more}
    for side in sides:
        found.update({f"{side}_layers": layers, f"{side}_attention_heads": heads, f"{side}_ffn_dim": 4 * width})
    return found


def _clip(patch: int) -> dict[str, Any]:
    return {"vision_config": {"model_type": "clip_vision_model", "patch_size": patch}}


_CLIP_LARGE = {
    "projection_dim": 768,
    "text_config": {"model_type": "clip_text_model", "hidden_size": 768, "intermediate_size": 3072,
                    "num_attention_heads": 12, "num_hidden_layers": 12, "projection_dim": 768},
    "vision_config": {"model_type": "clip_vision_model", "hidden_size": 1024, "intermediate_size": 4096,
                      "num_attention_heads": 16, "num_hidden_layers": 24, "patch_size": 14, "projection_dim": 768},
}  # fmt: skip


def _swin(width: int, depths: list[int], heads: list[int], **more: Any) -> dict[str, Any]:
    return {"embed_dim": width, "depths": depths, "num_heads": heads, "window_size": 7, **_IMAGENET, **more}


def _resnet(depths: list[int], kind: str = "bottleneck") -> dict[str, Any]:
    sizes = [256, 512, 1024, 2048] if kind == "bottleneck" else [64, 128, 256, 512]
    return {"depths": depths, "hidden_sizes": sizes, "layer_type": kind, **_IMAGENET}


def _mit(depths: list[int], widths: list[int], decoder: int) -> dict[str, Any]:
    return {"depths": depths, "hidden_sizes": widths, "decoder_hidden_size": decoder, **_IMAGENET}


# By the name without its owner: (model type, what differs from the defaults).
_KNOWN: dict[str, tuple[str, dict[str, Any]]] = {
    "bert-base-uncased": ("bert", {}),
    "bert-base-cased": ("bert", {"vocab_size": 28996}),
    "bert-large-uncased": ("bert", _LARGE),
    "bert-large-cased": ("bert", {**_LARGE, "vocab_size": 28996}),
    "bert-base-multilingual-cased": ("bert", {"vocab_size": 119547}),
    "bert-base-multilingual-uncased": ("bert", {"vocab_size": 105879}),
    "bert-base-chinese": ("bert", {"vocab_size": 21128}),
    "all-minilm-l6-v2": ("bert", {**_SMALL, "num_hidden_layers": 6, "num_attention_heads": 12}),
    "all-minilm-l12-v2": ("bert", {**_SMALL, "num_attention_heads": 12}),
    "distilbert-base-uncased": ("distilbert", {}),
    "distilbert-base-cased": ("distilbert", {"vocab_size": 28996}),
    "distilbert-base-uncased-finetuned-sst-2-english": ("distilbert", {}),
    "roberta-base": ("roberta", _ROBERTA),
    "roberta-large": ("roberta", {**_ROBERTA, **_LARGE}),
    "distilroberta-base": ("roberta", {**_ROBERTA, "num_hidden_layers": 6}),
    "codebert-base": ("roberta", _ROBERTA),
    "xlm-roberta-base": ("xlm-roberta", _XLM),
    "xlm-roberta-large": ("xlm-roberta", {**_XLM, **_LARGE}),
    "albert-base-v2": ("albert", _BASE),
    "albert-base-v1": ("albert", _BASE),
    "electra-small-discriminator": ("electra", {}),
    "electra-base-discriminator": ("electra", {**_BASE, "embedding_size": 768}),
    "deberta-v3-base": ("deberta-v2", {**_BASE, "vocab_size": 128100, "type_vocab_size": 0, "relative_attention": True,
                        "position_buckets": 256, "norm_rel_ebd": "layer_norm", "share_att_key": True,
                        "pos_att_type": "p2c|c2p", "position_biased_input": False, "max_relative_positions": -1}),
    "gpt2": ("gpt2", {}),
    "gpt2-medium": ("gpt2", _gpt2(1024, 24, 16)),
    "gpt2-large": ("gpt2", _gpt2(1280, 36, 20)),
    "gpt2-xl": ("gpt2", _gpt2(1600, 48, 25)),
    "distilgpt2": ("gpt2", _gpt2(768, 6, 12)),
    "t5-small": ("t5", {}),
    "t5-base": ("t5", _t5(768, 3072, 12, 12)),
    "t5-large": ("t5", _t5(1024, 4096, 24, 16)),
    "bart-large": ("bart", {}),
    "opt-125m": ("opt", {}),
    "llama-2-7b-hf": ("llama", {"max_position_embeddings": 4096}),
    "llama-2-7b-chat-hf": ("llama", {"max_position_embeddings": 4096}),
    "mistral-7b-v0.1": ("mistral", {"num_key_value_heads": 8}),
    "vit-base-patch16-224": ("vit", _IMAGENET),
    "vit-base-patch16-224-in21k": ("vit", {}),
    "vit-large-patch16-224": ("vit", {**_LARGE, **_IMAGENET}),
    "vit-large-patch16-224-in21k": ("vit", _LARGE),
    "vit-base-patch32-384": ("vit", {"patch_size": 32, "image_size": 384, **_IMAGENET}),
    "deit-base-distilled-patch16-224": ("deit", _IMAGENET),
    "deit-base-patch16-224": ("vit", _IMAGENET),
    "deit-small-patch16-224": ("vit", {**_SMALL, **_IMAGENET}),
    "swin-tiny-patch4-window7-224": ("swin", _swin(96, [2, 2, 6, 2], [3, 6, 12, 24])),
    "swin-small-patch4-window7-224": ("swin", _swin(96, [2, 2, 18, 2], [3, 6, 12, 24])),
    "swin-base-patch4-window7-224": ("swin", _swin(128, [2, 2, 18, 2], [4, 8, 16, 32])),
    "dinov2-small": ("dinov2", {**_SMALL, "patch_size": 14, "image_size": 518}),
    "dinov2-base": ("dinov2", {"patch_size": 14, "image_size": 518}),
    "dinov2-large": ("dinov2", {**_LARGE, "patch_size": 14, "image_size": 518}),
    "resnet-18": ("resnet", _resnet([2, 2, 2, 2], "basic")),
    "resnet-34": ("resnet", _resnet([3, 4, 6, 3], "basic")),
    "resnet-50": ("resnet", _resnet([3, 4, 6, 3])),
    "resnet-101": ("resnet", _resnet([3, 4, 23, 3])),
    "convnext-tiny-224": ("convnext", {"depths": [3, 3, 9, 3], "hidden_sizes": [96, 192, 384, 768], **_IMAGENET}),
    "mit-b0": ("segformer", _mit([2, 2, 2, 2], [32, 64, 160, 256], 256)),
    "mit-b1": ("segformer", _mit([2, 2, 2, 2], [64, 128, 320, 512], 256)),
    "mit-b2": ("segformer", _mit([3, 4, 6, 3], [64, 128, 320, 512], 768)),
    "segformer-b0-finetuned-ade-512-512": ("segformer", {"num_labels": 150}),
    "clip-vit-base-patch32": ("clip", {}),
    "clip-vit-base-patch16": ("clip", _clip(16)),
    "clip-vit-large-patch14": ("clip", _CLIP_LARGE),
    "wav2vec2-base": ("wav2vec2", {}),
    "wav2vec2-base-960h": ("wav2vec2", {}),
    "hubert-base-ls960": ("hubert", {}),
    "whisper-tiny": ("whisper", _whisper(384, 4, 6, vocab_size=51865)),
    "whisper-base": ("whisper", _whisper(512, 6, 8, vocab_size=51865)),
    "whisper-small": ("whisper", _whisper(768, 12, 12, vocab_size=51865)),
    "whisper-medium": ("whisper", _whisper(1024, 24, 16, vocab_size=51865)),
    "whisper-large-v2": ("whisper", _whisper(1280, 32, 20, vocab_size=51865)),
    "whisper-large-v3": ("whisper", _whisper(1280, 32, 20, vocab_size=51866, num_mel_bins=128)),
}  # fmt: skip

# Names that do not have their model type in them.
_ALIASES = {
    "minilm": "bert", "bge-": "bert", "gte-": "bert", "e5-": "bert", "mpnet": "mpnet", "dialogpt": "gpt2", "codebert": "roberta",
    "mit-b": "segformer", "pythia": "gpt_neox", "vicuna": "llama", "mixtral": "mixtral", "smollm": "llama", "zephyr": "mistral",
}  # fmt: skip


def _bare(name: str) -> str:
    return name.rstrip("/").rpartition("/")[2].lower()


def configuration(name: str, model_type: str) -> tuple[dict[str, Any], bool]:
    """(the configuration as config.json would have it, whether it is known and not a default).

    Without a type, neither given nor to be told by the name, the configuration is empty.
    """
    found = _KNOWN.get(_bare(name))
    if found is not None and (not model_type or _is_kin(model_type, found[0])):
        return {"model_type": found[0], **found[1]}, True
    kind = model_type or guessed_type(name)
    return ({"model_type": kind} if kind else {}), False


def _is_kin(model_type: str, of_name: str) -> bool:
    """A part of a model of several parts reads the configuration of the whole."""
    return model_type == of_name or model_type.startswith(of_name + "_")


def guessed_type(name: str) -> str:
    try:
        auto = importlib.import_module("transformers.models.auto.configuration_auto")
    except ImportError:
        return ""
    text = re.sub(r"[^a-z0-9]", "", name.lower())
    types = sorted(auto.CONFIG_MAPPING_NAMES, key=len, reverse=True)
    for kind in types:
        plain = re.sub(r"[^a-z0-9]", "", kind)
        if len(plain) > 2 and plain in text:
            return str(kind)
    return next((kind for part, kind in _ALIASES.items() if part in name.lower()), "")


def vocabulary(name: str) -> int:
    """How many tokens a tokenizer of that name has: as many as its model's configuration says."""
    found = _KNOWN.get(_bare(name))
    if found is not None and "vocab_size" in found[1]:
        return int(found[1]["vocab_size"])
    kind = found[0] if found is not None else guessed_type(name)
    try:
        auto = importlib.import_module("transformers.models.auto.configuration_auto")
        return int(auto.CONFIG_MAPPING[kind]().vocab_size)
    except (ImportError, KeyError, AttributeError, TypeError, ValueError):
        return 30522


def side(name: str) -> int:
    """The height and width of pictures: the last number of three digits in the name, 224 where there is none."""
    found = [int(it) for it in re.findall(r"(?<!\d)(\d{3})(?!\d)", name) if int(it) % 16 == 0 or int(it) % 14 == 0]
    return found[-1] if found else 224


def sound(name: str) -> str | None:
    """The name of what a processor of sound gives; None for one of pictures."""
    text = name.lower()
    if "whisper" in text:
        return "input_features"
    return "input_values" if any(it in text for it in ("wav2vec", "hubert", "wavlm", "unispeech", "sew")) else None
