"""fairscale: models that are split over several devices, here on one. Used when the package itself is not there."""

from __future__ import annotations

from edgewise_tracer.stubs import namespace

__getattr__ = namespace(__name__)
