"""fairscale.nn.model_parallel on one device."""

from __future__ import annotations

from . import initialize as initialize
from . import layers as layers
from .initialize import *  # noqa: F403
