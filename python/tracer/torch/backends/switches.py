"""Back ends that have only a few switches."""

from __future__ import annotations

from typing import Any

from torch._noop import Context, false, nothing


class mkl:
    is_available = staticmethod(false)
    verbose = Context


class openmp:
    is_available = staticmethod(false)


class nnpack:
    is_available = staticmethod(false)
    flags = Context
    set_flags = staticmethod(nothing)


class xnnpack:
    enabled = False


class opt_einsum:
    """Without the package opt_einsum, operands are contracted from left to right."""

    enabled = False
    strategy: Any = None
    is_available = staticmethod(false)


class quantized:
    engine = "none"
    supported_engines = ["none", "x86", "fbgemm", "onednn", "qnnpack"]
