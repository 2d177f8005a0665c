"""The functions of torch and the methods of tensors, a file for each family. Importing this registers them."""

# ruff: noqa: F401

from .._core import assigning, grad_mode, indexing, legacy, nested
from . import (
    activations,
    arithmetic,
    attributes,
    comparison,
    complex_numbers,
    conversion,
    creation,
    cumulative,
    einsum,
    filling,
    gathering,
    joining,
    linalg,
    masking,
    matmul,
    ordering,
    permute,
    products,
    randomness,
    ranges,
    rarities,
    reading,
    reductions,
    repeating,
    shape,
    sparse,
    spectral,
    switches,
    unary,
)
