"""torch.nn.modules._functions: functions that modules call by name."""

from __future__ import annotations

from typing import Any

from .. import functional as F


class CrossMapLRN2d:
    """The local response norm over channels, without the gap in the window that padding makes."""

    @staticmethod
    def apply(input: Any, size: int, alpha: float = 1e-4, beta: float = 0.75, k: float = 1) -> Any:
        if input.dim() != 4:
            raise ValueError(f"CrossMapLRN2d: Expected input to be 4D, got {input.dim()}D instead.")
        return F.local_response_norm(input, size, alpha, beta, k)
