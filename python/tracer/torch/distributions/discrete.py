"""Distributions of classes and of yes and no."""

from __future__ import annotations

from typing import Any

import torch
import torch.nn.functional as F
from torch.distributions.distribution import Distribution


class Categorical(Distribution):
    def __init__(self, probs: Any = None, logits: Any = None, validate_args: Any = None) -> None:
        self._probs, self._logits = probs, logits
        given = probs if probs is not None else logits
        self._num_events = given.shape[-1]
        super().__init__(given.shape[:-1])

    @property
    def logits(self) -> Any:
        return torch.log(self._probs) if self._logits is None else F.log_softmax(self._logits, dim=-1)

    @property
    def probs(self) -> Any:
        return self._probs if self._probs is not None else F.softmax(self._logits, dim=-1)

    def sample(self, sample_shape: Any = ()) -> Any:
        return torch.randint(0, self._num_events, self._extended_shape(sample_shape))

    def log_prob(self, value: Any) -> Any:
        return self.logits.gather(-1, value.long().unsqueeze(-1)).squeeze(-1)

    def entropy(self) -> Any:
        return -(self.logits * self.probs).sum(-1)


class OneHotCategorical(Categorical):
    def sample(self, sample_shape: Any = ()) -> Any:
        return F.one_hot(super().sample(sample_shape), self._num_events).float()


class Bernoulli(Distribution):
    def __init__(self, probs: Any = None, logits: Any = None, validate_args: Any = None) -> None:
        given = probs if probs is not None else logits
        given = given if isinstance(given, torch.Tensor) else torch.tensor(float(given))
        self.probs = given if probs is not None else torch.sigmoid(given)
        super().__init__(given.shape)

    @property
    def mean(self) -> Any:
        return self.probs

    def sample(self, sample_shape: Any = ()) -> Any:
        return torch.bernoulli(self.probs.expand(self._extended_shape(sample_shape)))

    rsample = sample

    def log_prob(self, value: Any) -> Any:
        return -F.binary_cross_entropy(self.probs, value, reduction="none")


class RelaxedBernoulli(Bernoulli):
    has_rsample = True

    def __init__(self, temperature: Any, probs: Any = None, logits: Any = None, validate_args: Any = None) -> None:
        self.temperature = temperature
        super().__init__(probs, logits)

    def rsample(self, sample_shape: Any = ()) -> Any:
        noise = torch.rand(self._extended_shape(sample_shape))
        return torch.sigmoid((torch.log(self.probs) + torch.log(noise)) / self.temperature)

    sample = rsample
