"""The DataLoader of torch.utils.data: batches made one after the other, in this process."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import torch
from torch.utils.data.sampler import BatchSampler, SequentialSampler


def default_collate(batch: list[Any]) -> Any:
    """Stacks tensors, makes tensors of numbers and goes into tuples, lists and dicts."""
    first = batch[0]
    if isinstance(first, torch.Tensor):
        return torch.stack(batch)
    if isinstance(first, (bool, int, float)):
        return torch.tensor(batch)
    if isinstance(first, dict):
        return {key: default_collate([sample[key] for sample in batch]) for key in first}
    if isinstance(first, (tuple, list)):
        return [default_collate(list(values)) for values in zip(*batch)]
    return batch


def default_convert(data: Any) -> Any:
    return data


def get_worker_info() -> None:
    return None


class DataLoader:
    def __init__(self, dataset: Any, batch_size: int | None = 1, shuffle: bool = False, **kwargs: Any) -> None:
        self.dataset = dataset
        self.batch_size = batch_size
        self.drop_last = bool(kwargs.get("drop_last", False))
        self.collate_fn = kwargs.get("collate_fn") or default_collate
        self.sampler = kwargs.get("sampler") or (SequentialSampler(dataset) if hasattr(dataset, "__len__") else None)
        self.batch_sampler = kwargs.get("batch_sampler")
        if self.batch_sampler is None and self.sampler is not None and batch_size is not None:
            self.batch_sampler = BatchSampler(self.sampler, batch_size, self.drop_last)
        self.num_workers = 0

    def __iter__(self) -> Iterator[Any]:
        if self.batch_sampler is not None and hasattr(self.dataset, "__getitem__"):
            for indices in self.batch_sampler:
                yield self.collate_fn([self.dataset[index] for index in indices])
            return
        for sample in self.dataset:
            yield sample if self.batch_size is None else self.collate_fn([sample])

    def __len__(self) -> int:
        return len(self.batch_sampler) if self.batch_sampler is not None else len(self.dataset)
