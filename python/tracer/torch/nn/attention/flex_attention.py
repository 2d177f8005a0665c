"""torch.nn.attention.flex_attention: attention whose scores and mask are functions of the program.

The functions run on index tensors that are not known here, so every score is counted as computed.
"""

from __future__ import annotations

from typing import Any

import torch
from edgewise_tracer import notes
from edgewise_tracer.stubs import namespace

from ..._core.emit import emit
from ..functional._attention import _attention_shape, _check_attention

_DEFAULT_SPARSE_BLOCK_SIZE = 128


class BlockMask:
    """The blocks that a mask leaves; here only its sizes."""

    def __init__(self, shape: tuple[int, ...], mask_mod: Any, block_size: Any) -> None:
        self.shape = shape
        self.seq_lengths = shape[-2:]
        self.mask_mod = mask_mod
        self.BLOCK_SIZE = block_size if isinstance(block_size, tuple) else (block_size, block_size)

    @property
    def device(self) -> Any:
        return torch.device("cpu")

    def to(self, device: Any) -> BlockMask:
        return self

    def numel(self) -> int:
        return torch.Size(self.shape).numel()

    def sparsity(self) -> float:
        return 0.0


def noop_mask(batch: Any, head: Any, token_q: Any, token_kv: Any) -> Any:
    return batch.new_ones(size=(), dtype=torch.bool)


def _identity(score: Any, batch: Any, head: Any, token_q: Any, token_kv: Any) -> Any:
    return score


def create_block_mask(
    mask_mod: Any,
    B: Any,
    H: Any,
    Q_LEN: int,
    KV_LEN: int,
    device: Any = None,
    BLOCK_SIZE: Any = _DEFAULT_SPARSE_BLOCK_SIZE,
    _compile: bool = False,
    **options: Any,
) -> BlockMask:
    return BlockMask((B or 1, H or 1, int(Q_LEN), int(KV_LEN)), mask_mod, BLOCK_SIZE)


def create_mask(mod_fn: Any, B: Any, H: Any, Q_LEN: int, KV_LEN: int, device: Any = None) -> Any:
    return torch.empty((B or 1, H or 1, int(Q_LEN), int(KV_LEN)), dtype=torch.bool)


def and_masks(*mask_mods: Any) -> Any:
    def combined(*args: Any) -> Any:
        result = mask_mods[0](*args)
        for it in mask_mods[1:]:
            result = result & it(*args)
        return result

    return combined


def or_masks(*mask_mods: Any) -> Any:
    def combined(*args: Any) -> Any:
        result = mask_mods[0](*args)
        for it in mask_mods[1:]:
            result = result | it(*args)
        return result

    return combined


def flex_attention(
    query: Any,
    key: Any,
    value: Any,
    score_mod: Any = None,
    block_mask: Any = None,
    scale: Any = None,
    enable_gqa: bool = False,
    return_lse: bool = False,
    kernel_options: Any = None,
    **options: Any,
) -> Any:
    _check_attention(query, key, value, None, False)
    shape = _attention_shape(query, key, value, enable_gqa)
    if score_mod is not None or block_mask is not None:
        notes.add(
            "data-dependent",
            "flex_attention's own functions are not run: every score is counted, masked ones too",
            level="info",
        )
    attributes = {"enable_gqa": int(bool(enable_gqa))}
    outputs = [(shape, query.dtype)]
    if return_lse:
        outputs.append((shape[:-1], torch.float32))
    return emit("flex_attention", [query, key, value], outputs, attributes, "aten")


__getattr__: Any = namespace(__name__)
