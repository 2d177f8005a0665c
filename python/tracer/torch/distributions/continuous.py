"""Distributions of real numbers."""

from __future__ import annotations

import math
from typing import Any

import torch
from torch.distributions.distribution import Distribution, register_kl


def _tensors(*values: Any) -> Any:
    tensors = [value if isinstance(value, torch.Tensor) else torch.tensor(float(value)) for value in values]
    return torch.broadcast_tensors(*tensors) if len({tuple(tensor.shape) for tensor in tensors}) > 1 else tensors


class Normal(Distribution):
    has_rsample = True

    def __init__(self, loc: Any, scale: Any, validate_args: Any = None) -> None:
        self.loc, self.scale = _tensors(loc, scale)
        super().__init__(self.loc.shape)

    @property
    def mean(self) -> Any:
        return self.loc

    mode = mean

    @property
    def stddev(self) -> Any:
        return self.scale

    @property
    def variance(self) -> Any:
        return self.scale.pow(2)

    def _noise(self, sample_shape: Any) -> Any:
        return torch.randn(self._extended_shape(sample_shape), dtype=self.loc.dtype, device=self.loc.device)

    def rsample(self, sample_shape: Any = ()) -> Any:
        return self.loc + self._noise(sample_shape) * self.scale

    def log_prob(self, value: Any) -> Any:
        return -((value - self.loc) ** 2) / (2 * self.scale**2) - self.scale.log() - math.log(math.sqrt(2 * math.pi))

    def entropy(self) -> Any:
        return 0.5 + 0.5 * math.log(2 * math.pi) + torch.log(self.scale)

    def cdf(self, value: Any) -> Any:
        return 0.5 * (1 + torch.erf((value - self.loc) * self.scale.reciprocal() / math.sqrt(2)))


class LogNormal(Normal):
    def rsample(self, sample_shape: Any = ()) -> Any:
        return super().rsample(sample_shape).exp()


class Laplace(Normal):
    def log_prob(self, value: Any) -> Any:
        return -torch.log(2 * self.scale) - torch.abs(value - self.loc) / self.scale


class Uniform(Distribution):
    has_rsample = True

    def __init__(self, low: Any, high: Any, validate_args: Any = None) -> None:
        self.low, self.high = _tensors(low, high)
        super().__init__(self.low.shape)

    @property
    def mean(self) -> Any:
        return (self.high + self.low) / 2

    def rsample(self, sample_shape: Any = ()) -> Any:
        return self.low + torch.rand(self._extended_shape(sample_shape)) * (self.high - self.low)

    def log_prob(self, value: Any) -> Any:
        return -torch.log(self.high - self.low).expand(value.shape)


class _Drawn(Distribution):
    """Parameters whose samples torch draws in one step."""

    has_rsample = True

    def __init__(self, *parameters: Any, validate_args: Any = None, **named: Any) -> None:
        self.parameters = _tensors(*parameters, *named.values())
        super().__init__(self.parameters[0].shape)

    def rsample(self, sample_shape: Any = ()) -> Any:
        return torch.rand(self._extended_shape(sample_shape))


class Beta(_Drawn):
    """On the numbers between 0 and 1."""


class Gamma(_Drawn):
    """On the positive numbers."""


class Exponential(_Drawn):
    """On the positive numbers, with one parameter."""


class MultivariateNormal(Distribution):
    has_rsample = True

    def __init__(
        self, loc: Any, covariance_matrix: Any = None, precision_matrix: Any = None, scale_tril: Any = None, **_: Any
    ) -> None:
        self.loc = loc
        matrix = next(value for value in (scale_tril, covariance_matrix, precision_matrix) if value is not None)
        self.scale_tril = matrix
        super().__init__(loc.shape[:-1], loc.shape[-1:])

    @property
    def mean(self) -> Any:
        return self.loc

    def rsample(self, sample_shape: Any = ()) -> Any:
        noise = torch.randn(self._extended_shape(sample_shape))
        return self.loc + torch.matmul(self.scale_tril, noise.unsqueeze(-1)).squeeze(-1)


@register_kl(Normal, Normal)
def _kl_normal(p: Normal, q: Normal) -> Any:
    ratio = (p.scale / q.scale).pow(2)
    return 0.5 * (ratio + ((p.loc - q.loc) / q.scale).pow(2) - 1 - ratio.log())
