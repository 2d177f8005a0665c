"""A stand-in for torch: tensors of shape and dtype, and every operator recorded instead of computed.

The namespace is filled last, because many of torch's names are names of builtins.
"""

from __future__ import annotations

import importlib as _importlib
import importlib.machinery as _machinery
import sys as _sys
from types import ModuleType as _ModuleType
from typing import Any as _Any

from . import _ops
from ._core import aliases as _aliases
from ._core import device as _device
from ._core import dtype as _dtype
from ._core import enums as _enums
from ._core import limits as _limits
from ._core import registry as _registry
from ._core import unknown as _unknown
from ._core.size import Size  # noqa: F401
from ._core.tensor import Tensor

# Packages that are imported when they are asked for; all others are there from the start.
_LAZY = frozenset(
    "contrib mtia signal _inductor _prims _refs _decomp _higher_order_ops _custom_ops _lazy functional".split()
)


def _fill() -> None:
    space = globals()
    space.update(_dtype.NAMES)
    space.update(_enums.NAMES)
    space.update(dtype=_dtype.dtype, device=_device.device, finfo=_limits.finfo, iinfo=_limits.iinfo)
    space.update({name: _aliases.with_numpy_names(it) for name, it in _registry.FUNCTIONS.items()})
    for name, value in _registry.METHODS.items():
        setattr(Tensor, name, _aliases.with_numpy_names(value))


def _make_namespaces() -> None:
    for name, members in _registry.NAMESPACES.items():
        module = _sys.modules.get(f"torch.{name}") or _ModuleType(f"torch.{name}", f"torch.{name}")
        module.__dict__.update(members)
        module.__dict__["__getattr__"] = _unknown.namespace_getattr(f"torch.{name}")
        # With a spec it counts as a module of ours, which stays when those of the workspace are forgotten.
        module.__spec__ = _machinery.ModuleSpec(f"torch.{name}", None)
        _sys.modules[f"torch.{name}"] = module
        globals()[name] = module


def _take_from_functional() -> None:
    """Functions that torch and torch.nn.functional both have, where torch has none of its own yet."""
    names = (
        "adaptive_max_pool1d alpha_dropout binary_cross_entropy_with_logits celu_ cosine_embedding_loss "
        "embedding_bag "
        "feature_alpha_dropout hinge_embedding_loss kl_div margin_ranking_loss poisson_nll_loss selu_ "
        "rrelu_ threshold_ "
        "triplet_margin_loss"
    )
    functional = nn.functional
    for name in names.split():
        if name not in globals() and hasattr(functional, name):
            globals()[name] = getattr(functional, name)
    # torch.relu, unlike the function of the same name there, has no `inplace`.
    globals()["relu"] = _ops.unary.relu


def __getattr__(name: str) -> _Any:
    if name in _LAZY:
        try:
            return _importlib.import_module(f"torch.{name}")
        except ModuleNotFoundError as error:
            if error.name != f"torch.{name}":
                raise
    raise _unknown.missing_function(name, _sys._getframe(1))


_fill()
_make_namespaces()
from . import nn  # noqa: E402  (needs the functions above, and registers more)

_fill()
_take_from_functional()
from . import _namespaces  # noqa: E402  (imports packages that import torch)

globals().update(_namespaces.load())
