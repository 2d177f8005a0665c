"""torch.distributions.distribution: what all distributions share."""

from __future__ import annotations

from typing import Any

import torch
from edgewise_tracer.stubs import namespace, unsupported


class Distribution:
    has_rsample = False

    def __init__(self, batch_shape: Any = (), event_shape: Any = (), validate_args: Any = None) -> None:
        self._batch_shape, self._event_shape = torch.Size(batch_shape), torch.Size(event_shape)

    @staticmethod
    def set_default_validate_args(value: bool) -> None:
        return None

    @property
    def batch_shape(self) -> Any:
        return self._batch_shape

    @property
    def event_shape(self) -> Any:
        return self._event_shape

    def _extended_shape(self, sample_shape: Any = ()) -> Any:
        return torch.Size([*sample_shape, *self._batch_shape, *self._event_shape])

    def rsample(self, sample_shape: Any = ()) -> Any:
        raise NotImplementedError

    def sample(self, sample_shape: Any = ()) -> Any:
        return self.rsample(sample_shape)

    def log_prob(self, value: Any) -> Any:
        raise NotImplementedError

    @property
    def stddev(self) -> Any:
        return self.variance.sqrt()

    variance: Any = None


class Independent(Distribution):
    """Axes of a batch made part of the event."""

    def __init__(self, base_distribution: Any, reinterpreted_batch_ndims: int, validate_args: Any = None) -> None:
        self.base_dist, self.count = base_distribution, reinterpreted_batch_ndims
        shape = [*base_distribution.batch_shape, *base_distribution.event_shape]
        at = len(base_distribution.batch_shape) - reinterpreted_batch_ndims
        super().__init__(shape[:at], shape[at:])
        self.mean = getattr(base_distribution, "mean", None)

    def rsample(self, sample_shape: Any = ()) -> Any:
        return self.base_dist.rsample(sample_shape)

    def log_prob(self, value: Any) -> Any:
        return self.base_dist.log_prob(value).sum(list(range(-self.count, 0)))

    def entropy(self) -> Any:
        return self.base_dist.entropy().sum(list(range(-self.count, 0)))


_divergences: dict[tuple[type, type], Any] = {}


def register_kl(type_p: type, type_q: type) -> Any:
    def decorate(function: Any) -> Any:
        _divergences[type_p, type_q] = function
        return function

    return decorate


def kl_divergence(p: Any, q: Any) -> Any:
    function = _divergences.get((type(p), type(q)))
    if function is None:
        raise unsupported(f"Edgewise does not know kl_divergence of {type(p).__name__} and {type(q).__name__}")
    return function(p, q)


__getattr__ = namespace(__name__)
