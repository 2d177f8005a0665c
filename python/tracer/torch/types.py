"""torch.types: names for annotations."""

from __future__ import annotations

import builtins
from collections.abc import Sequence
from typing import Any, Union

import torch
from edgewise_tracer.stubs import namespace

_TensorOrTensors = Union[torch.Tensor, Sequence[torch.Tensor]]
_dtype = torch.dtype
_device = torch.device
_size = Union[torch.Size, list[builtins.int], tuple[builtins.int, ...]]
_int, _float, _bool = builtins.int, builtins.float, builtins.bool
Number = Union[builtins.int, builtins.float, builtins.bool]
Device = Union[torch.device, str, builtins.int, None]
FileLike = PathLike = Any
Storage = Any
__getattr__ = namespace(__name__)
