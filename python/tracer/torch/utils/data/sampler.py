"""torch.utils.data.sampler: orders without chance."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Generic, TypeVar

from edgewise_tracer.stubs import namespace

T_co = TypeVar("T_co", covariant=True)


class Sampler(Generic[T_co]):
    def __init__(self, data_source: Any = None, *args: Any, **kwargs: Any) -> None:
        self.data_source = data_source

    def __iter__(self) -> Iterator[Any]:
        return iter(range(len(self.data_source)))

    def __len__(self) -> int:
        return len(self.data_source)


class SequentialSampler(Sampler[int]):
    """In order."""


class RandomSampler(Sampler[int]):
    """In order too: chance does not matter to a trace."""


class SubsetRandomSampler(Sampler[int]):
    def __iter__(self) -> Iterator[Any]:
        return iter(self.data_source)


class WeightedRandomSampler(Sampler[int]):
    """As many as there are weights."""


class BatchSampler(Sampler[Any]):
    def __init__(self, sampler: Any, batch_size: int, drop_last: bool) -> None:
        super().__init__(sampler)
        self.sampler, self.batch_size, self.drop_last = sampler, batch_size, drop_last

    def __iter__(self) -> Iterator[Any]:
        batch: list[Any] = []
        for index in self.sampler:
            batch.append(index)
            if len(batch) == self.batch_size:
                yield batch
                batch = []
        if batch and not self.drop_last:
            yield batch

    def __len__(self) -> int:
        count = len(self.sampler)
        return count // self.batch_size if self.drop_last else -(-count // self.batch_size)


class DistributedSampler(Sampler[int]):
    def set_epoch(self, epoch: int) -> None:
        return None


__getattr__ = namespace(__name__)
