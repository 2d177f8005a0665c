"""Dropout: nothing at inference, one operator in training."""

from __future__ import annotations

from typing import Any

from ..._core.registry import function
from ._common import become, check_floating, check_tensor, emit, scalar_name


def _check_probability(p: float) -> None:
    if p < 0.0 or p > 1.0:
        raise ValueError(f"dropout probability has to be between 0 and 1, but got {p}")


def _drop(input: Any, p: float, training: bool, inplace: bool) -> Any:
    if not training or p == 0:
        return input
    if p < 1 and not (input.dtype.is_floating_point or input.dtype.is_complex):
        raise RuntimeError(f"result type Float can't be cast to the desired output type {scalar_name(input.dtype)}")
    result = emit("Dropout", [input], [(input.shape, input.dtype)], {"ratio": float(p), "training_mode": 1})
    return become(input, result, inplace)


def dropout(input: Any, p: float = 0.5, training: bool = True, inplace: bool = False) -> Any:
    _check_probability(p)
    check_tensor(input, "dropout")
    return _drop(input, p, training, inplace)


def _check_features(input: Any) -> None:
    if input.dim() < 2:
        raise RuntimeError("Feature dropout requires at least 2 dimensions in the input")


def _feature(input: Any, p: float, training: bool, inplace: bool) -> Any:
    if training and 0 < p < 1:
        _check_features(input)
    return _drop(input, p, training, inplace)


def dropout1d(input: Any, p: float = 0.5, training: bool = True, inplace: bool = False) -> Any:
    _check_probability(p)
    if input.dim() not in (2, 3):
        raise RuntimeError(
            f"dropout1d: Expected 2D or 3D input, but received a {input.dim()}D input. Note that dropout1d exists to "
            "provide channel-wise dropout on inputs with 1 spatial dimension, a channel dimension, and an optional "
            "batch dimension (i.e. 2D or 3D inputs)."
        )
    return _feature(input, p, training, inplace)


def dropout2d(input: Any, p: float = 0.5, training: bool = True, inplace: bool = False) -> Any:
    _check_probability(p)
    check_tensor(input, "feature_dropout")
    return _feature(input, p, training, inplace)


def dropout3d(input: Any, p: float = 0.5, training: bool = True, inplace: bool = False) -> Any:
    _check_probability(p)
    check_tensor(input, "feature_dropout")
    if training and 0 < p < 1 and input.dim() < 1:
        _check_features(input)
    return _drop(input, p, training, inplace)


def alpha_dropout(input: Any, p: float = 0.5, training: bool = False, inplace: bool = False) -> Any:
    _check_probability(p)
    check_tensor(input, "alpha_dropout")
    if training and 0 < p < 1:
        check_floating(input, "bernoulli_scalar_cpu_")
    return _drop(input, p, training, inplace)


def feature_alpha_dropout(input: Any, p: float = 0.5, training: bool = False, inplace: bool = False) -> Any:
    _check_probability(p)
    check_tensor(input, "feature_alpha_dropout")
    return _feature(input, p, training, inplace)


def _torch_dropout(input: Any, p: float, train: bool) -> Any:
    return dropout(input, p, train)


def _torch_dropout_(input: Any, p: float, train: bool) -> Any:
    return dropout(input, p, train, True)


for _name, _function in (("dropout", _torch_dropout), ("dropout_", _torch_dropout_)):
    _function.__name__ = _name
    function(_function)
