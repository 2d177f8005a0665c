"""Packed sequences. Lengths that are known decide the sizes; where they are not, the longest possible ones are taken."""

from __future__ import annotations

from collections import namedtuple
from typing import Any

import torch
from edgewise_tracer import notes

from ..._core.emit import emit

PackedSequence_ = namedtuple("PackedSequence_", ["data", "batch_sizes", "sorted_indices", "unsorted_indices"])


def _converted(self: Any, convert: Any) -> Any:
    return type(self)(convert(self.data), self.batch_sizes, self.sorted_indices, self.unsorted_indices)


class PackedSequence(PackedSequence_):
    def __new__(
        cls, data: Any, batch_sizes: Any = None, sorted_indices: Any = None, unsorted_indices: Any = None
    ) -> Any:
        if unsorted_indices is None:
            unsorted_indices = invert_permutation(sorted_indices)
        if batch_sizes is None:
            if not isinstance(data, (list, tuple)) or len(data) != 2:
                raise AssertionError("data must be a (data, batch_sizes) tuple when batch_sizes is None")
            data, batch_sizes = data
        return super().__new__(cls, data, batch_sizes, sorted_indices, unsorted_indices)

    def to(self, *args: Any, **kwargs: Any) -> Any:
        return _converted(self, lambda data: data.to(*args, **kwargs))

    def cuda(self, *args: Any, **kwargs: Any) -> Any:
        return _converted(self, lambda data: data.cuda(*args, **kwargs))

    def cpu(self) -> Any:
        return _converted(self, lambda data: data.cpu())

    def float(self) -> Any:
        return _converted(self, lambda data: data.float())

    def double(self) -> Any:
        return _converted(self, lambda data: data.double())

    def half(self) -> Any:
        return _converted(self, lambda data: data.half())

    def long(self) -> Any:
        return _converted(self, lambda data: data.long())

    def int(self) -> Any:
        return _converted(self, lambda data: data.int())

    def pin_memory(self, *args: Any) -> Any:
        return self

    def is_pinned(self) -> bool:
        return False

    @property
    def is_cuda(self) -> bool:
        return self.data.is_cuda


def invert_permutation(permutation: Any) -> Any:
    if permutation is None:
        return None
    values = permutation._values
    if values is None:
        return torch.empty_like(permutation).scatter_(
            0, permutation, torch.arange(0, permutation.numel(), device=permutation.device)
        )
    inverse = [0] * len(values)
    for place, value in enumerate(values):
        inverse[int(value)] = place
    return torch.tensor(inverse, dtype=permutation.dtype)


def _lengths_of(lengths: Any, batch: int, longest: int) -> list[int]:
    values = lengths._values
    if values is None:
        notes.add("data-dependent", f"the lengths depend on the data; every sequence is taken as {longest} long")
        return [longest] * batch
    return [int(it) for it in values]


def pack_padded_sequence(input: Any, lengths: Any, batch_first: bool = False, enforce_sorted: bool = True) -> Any:
    if isinstance(lengths, torch.Tensor):
        lengths = lengths.to(dtype=torch.int64)
    else:
        lengths = torch.as_tensor(lengths, dtype=torch.int64)
    sorted_indices = None
    if not enforce_sorted:
        lengths, sorted_indices = torch.sort(lengths, descending=True)
        input = input.index_select(0 if batch_first else 1, sorted_indices)
    batch, longest = (input.size(0), input.size(1)) if batch_first else (input.size(1), input.size(0))
    known = _lengths_of(lengths, batch, longest)
    _check_lengths(known, batch)
    per_step = [sum(1 for it in known if it > step) for step in range(known[0])]
    shape = [sum(per_step), *input.shape[2:]]
    data = emit("_pack_padded_sequence", [input, lengths], [(shape, input.dtype)], None, "aten")
    return PackedSequence(data, torch.tensor(per_step, dtype=torch.int64), sorted_indices, None)


def _check_lengths(lengths: list[int], batch: int) -> None:
    if len(lengths) != batch:
        raise RuntimeError(
            f"Expected `len(lengths)` to be equal to batch_size, but got {len(lengths)} (batch_size={batch})"
        )
    if lengths and lengths[-1] <= 0:
        raise RuntimeError(
            "Length of all samples has to be greater than 0, but found an element in 'lengths' that is <= 0"
        )
    if any(later > earlier for earlier, later in zip(lengths, lengths[1:])):
        raise RuntimeError(
            "`lengths` array must be sorted in decreasing order when `enforce_sorted` is True. You can pass "
            "`enforce_sorted=False` to pack_padded_sequence and/or pack_sequence to sidestep this requirement if you "
            "do not need ONNX exportability."
        )


def pad_packed_sequence(
    sequence: Any, batch_first: bool = False, padding_value: float = 0.0, total_length: Any = None
) -> tuple[Any, Any]:
    longest = sequence.batch_sizes.size(0)
    if total_length is not None:
        if total_length < longest:
            raise ValueError(
                "Expected total_length to be at least the length of the longest sequence in input, but got "
                f"total_length={total_length} and max sequence length being {longest}"
            )
        longest = int(total_length)
    sizes = [int(it) for it in sequence.batch_sizes.tolist()]
    batch = sizes[0]
    lengths = torch.tensor([sum(1 for it in sizes if it > row) for row in range(batch)], dtype=torch.int64)
    data = sequence.data
    shape = [batch, longest] if batch_first else [longest, batch]
    inputs = [data, sequence.batch_sizes]
    padded = emit("_pad_packed_sequence", inputs, [([*shape, *data.shape[1:]], data.dtype)], None, "aten")
    if sequence.unsorted_indices is None:
        return padded, lengths
    order = sequence.unsorted_indices
    return padded.index_select(0 if batch_first else 1, order), lengths[order.cpu()]


def pad_sequence(
    sequences: Any, batch_first: bool = False, padding_value: float = 0.0, padding_side: str = "right"
) -> Any:
    if isinstance(sequences, torch.Tensor):
        sequences = sequences.unbind(0)
    rows = list(sequences)
    if not rows:
        raise RuntimeError("received an empty list of sequences")
    longest = max(it.size(0) for it in rows)
    padded = []
    for it in rows:
        missing = longest - it.size(0)
        sides = [0, missing] if padding_side == "right" else [missing, 0]
        amounts = [0, 0] * (it.dim() - 1) + sides
        padded.append(torch.nn.functional.pad(it, amounts, value=padding_value) if missing else it)
    return torch.stack(padded, 0 if batch_first else 1)


def unpad_sequence(padded_sequences: Any, lengths: Any, batch_first: bool = False) -> list[Any]:
    if not batch_first:
        padded_sequences = padded_sequences.transpose(0, 1)
    return [row[: int(length)] for row, length in zip(padded_sequences, lengths.tolist())]


def pack_sequence(sequences: Any, enforce_sorted: bool = True) -> Any:
    lengths = torch.as_tensor([it.size(0) for it in sequences])
    return pack_padded_sequence(pad_sequence(sequences), lengths, enforce_sorted=enforce_sorted)


def unpack_sequence(packed_sequences: Any) -> list[Any]:
    padded, lengths = pad_packed_sequence(packed_sequences, batch_first=True)
    return unpad_sequence(padded, lengths, batch_first=True)
