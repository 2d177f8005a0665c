"""torch.jit.annotations: names of typing, and the lists torch broadcasts."""

from typing import Any, Dict, List, NamedTuple, Optional, Tuple, Union

from edgewise_tracer.stubs import namespace
from torch._jit_internal import BroadcastingList1, BroadcastingList2, BroadcastingList3, Future, RRef

__all__ = [
    "Any",
    "BroadcastingList1",
    "BroadcastingList2",
    "BroadcastingList3",
    "Dict",
    "Future",
    "List",
    "NamedTuple",
    "Optional",
    "RRef",
    "Tuple",
    "Union",
]
__getattr__ = namespace(__name__)
