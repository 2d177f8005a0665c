"""torch.distributed of one process: it is rank 0 of 1, and collective calls leave their tensor as it is."""

from __future__ import annotations

import enum
from typing import Any

from edgewise_tracer.stubs import namespace
from torch._noop import false, nothing

is_available = is_initialized = is_nccl_available = is_gloo_available = is_mpi_available = is_torchelastic_launched = (
    false
)
init_process_group = destroy_process_group = barrier = all_reduce = broadcast = reduce = broadcast_object_list = nothing
send = recv = isend = irecv = new_group = monitored_barrier = nothing


class ReduceOp(enum.Enum):
    SUM = 0
    AVG = 1
    PRODUCT = 2
    MIN = 3
    MAX = 4


reduce_op = ReduceOp


class Backend(str):
    """The name of a way to communicate."""


class ProcessGroup:
    """The processes that take part; here only a type."""


class Work:
    """A collective call under way; here only a type."""


class group:
    WORLD = None


GroupMember = group
Store = TCPStore = FileStore = HashStore = ProcessGroup


def get_rank(group: Any = None) -> int:
    return 0


def get_world_size(group: Any = None) -> int:
    return 1


def get_backend(group: Any = None) -> str:
    return "gloo"


def all_gather(tensor_list: list[Any], tensor: Any, group: Any = None, async_op: bool = False) -> None:
    tensor_list[:] = [tensor] * len(tensor_list)


def all_gather_object(object_list: list[Any], obj: Any, group: Any = None) -> None:
    object_list[:] = [obj] * len(object_list)


gather_object = all_gather_object
__getattr__ = namespace(__name__)
