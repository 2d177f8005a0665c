"""torch.distributions: the usual ones, with the operations that their samples and densities take."""

from edgewise_tracer.stubs import namespace
from torch.distributions.continuous import (
    Beta,
    Exponential,
    Gamma,
    Laplace,
    LogNormal,
    MultivariateNormal,
    Normal,
    Uniform,
)
from torch.distributions.discrete import Bernoulli, Categorical, OneHotCategorical, RelaxedBernoulli
from torch.distributions.distribution import Distribution, Independent, kl_divergence, register_kl

__all__ = [
    "Bernoulli",
    "Beta",
    "Categorical",
    "Distribution",
    "Exponential",
    "Gamma",
    "Independent",
    "Laplace",
    "LogNormal",
    "MultivariateNormal",
    "Normal",
    "OneHotCategorical",
    "RelaxedBernoulli",
    "Uniform",
    "kl_divergence",
    "register_kl",
]
__getattr__ = namespace(__name__)
