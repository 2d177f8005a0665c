"""einops.layers.torch: rearrange and reduce as modules, and EinMix, a linear layer over named axes."""

from __future__ import annotations

from typing import Any

import torch
from einops.functions import rearrange, reduce
from einops.patterns import names_of, sides


class Rearrange(torch.nn.Module):
    def __init__(self, pattern: str, **axes_lengths: Any) -> None:
        super().__init__()
        self.pattern, self.axes_lengths = pattern, axes_lengths

    def forward(self, input: Any) -> Any:
        return rearrange(input, self.pattern, **self.axes_lengths)

    def extra_repr(self) -> str:
        return f"{self.pattern!r}"


class Reduce(torch.nn.Module):
    def __init__(self, pattern: str, reduction: Any, **axes_lengths: Any) -> None:
        super().__init__()
        self.pattern, self.reduction, self.axes_lengths = pattern, reduction, axes_lengths

    def forward(self, input: Any) -> Any:
        return reduce(input, self.pattern, self.reduction, **self.axes_lengths)

    def extra_repr(self) -> str:
        return f"{self.pattern!r}, {self.reduction!r}"


class EinMix(torch.nn.Module):
    def __init__(self, pattern: str, weight_shape: str, bias_shape: str | None = None, **axes_lengths: int) -> None:
        super().__init__()
        left, right = sides(pattern)
        self.left, self.right = names_of(left), names_of(right)
        self.pattern, self.axes_lengths = pattern, axes_lengths
        self.weight_names = weight_shape.split()
        self.weight = torch.nn.Parameter(torch.empty([axes_lengths[name] for name in self.weight_names]))
        self.bias = None
        if bias_shape is not None:
            names = bias_shape.split()
            shape = [axes_lengths[name] if name in names else 1 for name in self.right]
            first = next((index for index, size in enumerate(shape) if size != 1), 0)
            self.bias = torch.nn.Parameter(torch.empty(shape[first:]))

    def forward(self, input: Any) -> Any:
        left, right = self.pattern.split("->")
        names = {name: self.axes_lengths[name] for name in self.left if name in self.axes_lengths}
        flat = rearrange(input, f"{left}-> {' '.join(self.left)}", **names)
        letters = {
            name: chr(ord("a") + index) for index, name in enumerate(dict.fromkeys([*self.left, *self.weight_names]))
        }

        def lettered(axes: list[str]) -> str:
            return "".join(letters[name] for name in axes)

        mixed = torch.einsum(
            f"{lettered(self.left)},{lettered(self.weight_names)}->{lettered(self.right)}", flat, self.weight
        )
        mixed = mixed if self.bias is None else mixed + self.bias
        return rearrange(mixed, f"{' '.join(self.right)} ->{right}", **{n: s for n, s in zip(self.right, mixed.shape)})
