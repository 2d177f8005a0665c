"""Layers split over devices; on one device they are the ordinary ones."""

from __future__ import annotations

from typing import Any

import torch.nn as nn


class _ParallelLinear(nn.Linear):
    def __init__(self, in_features: int, out_features: int, bias: bool = True, **options: Any) -> None:
        super().__init__(in_features, out_features, bias=bias)


class ColumnParallelLinear(_ParallelLinear):
    """The rows of the weight are on different devices."""


class RowParallelLinear(_ParallelLinear):
    """The columns of the weight are on different devices."""


class VocabParallelEmbedding(nn.Embedding):
    """The words are on different devices."""

    def __init__(self, num_embeddings: int, embedding_dim: int, padding_idx: Any = None, **options: Any) -> None:
        super().__init__(num_embeddings, embedding_dim, padding_idx=padding_idx)


class ParallelEmbedding(VocabParallelEmbedding):
    """The width is on different devices."""
