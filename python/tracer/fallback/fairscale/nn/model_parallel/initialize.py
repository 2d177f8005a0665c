"""The groups of devices: one of one."""

from __future__ import annotations

from typing import Any

__all__ = [
    "initialize_model_parallel",
    "model_parallel_is_initialized",
    "get_model_parallel_world_size",
    "get_model_parallel_rank",
    "get_model_parallel_group",
    "get_model_parallel_src_rank",
    "get_data_parallel_world_size",
    "get_data_parallel_rank",
    "get_data_parallel_group",
    "destroy_model_parallel",
]


def initialize_model_parallel(*args: Any, **kwargs: Any) -> None:
    return None


def destroy_model_parallel() -> None:
    return None


def model_parallel_is_initialized() -> bool:
    return True


def get_model_parallel_world_size() -> int:
    return 1


def get_model_parallel_rank() -> int:
    return 0


def get_model_parallel_group() -> None:
    return None


get_data_parallel_world_size = get_model_parallel_world_size
get_data_parallel_rank = get_model_parallel_src_rank = get_model_parallel_rank
get_data_parallel_group = get_model_parallel_group
