"""The base classes of PyTorch Lightning: a module with methods that log and keep settings, and no training."""

from __future__ import annotations

import inspect
import sys
from typing import Any

import torch.nn as nn

from .stubs import StubMixin


class _Settings(dict):
    """self.hparams: settings as keys and as attributes."""

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None

    __setattr__ = dict.__setitem__  # type: ignore[assignment]


def _ignore(self: Any, *args: Any, **kwargs: Any) -> None:
    return None


class _Hyperparameters(StubMixin):
    @property
    def hparams(self) -> _Settings:
        return self.__dict__.setdefault("_edgewise_hparams", _Settings())

    def save_hyperparameters(
        self, *args: Any, ignore: Any = (), frame: Any = None, logger: bool = True
    ) -> None:
        """Keeps the arguments of the __init__ that calls this, or those that are named, or a given object."""
        frame = frame or sys._getframe(1)
        values = inspect.getargvalues(frame)
        found = {name: values.locals[name] for name in values.args[1:] if name in values.locals}
        if values.keywords:
            found.update(values.locals.get(values.keywords, {}))
        skipped = {ignore} if isinstance(ignore, str) else set(ignore or ())
        named = [arg for arg in args if isinstance(arg, str)]
        if named:
            found = {name: value for name, value in found.items() if name in named}
        for given in args:
            if isinstance(given, dict):
                found = dict(given)
            elif hasattr(given, "__dict__"):
                found = dict(vars(given))
        self.hparams.update({name: value for name, value in found.items() if name not in skipped})


class LightningModule(_Hyperparameters, nn.Module):
    automatic_optimization = True
    trainer: Any = None
    logger: Any = None
    current_epoch = global_step = global_rank = local_rank = 0
    example_input_array: Any = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        nn.Module.__init__(self)

    @property
    def device(self) -> Any:
        import torch

        return torch.device("cpu")

    log = log_dict = print = manual_backward = toggle_optimizer = untoggle_optimizer = freeze = unfreeze = (
        _ignore
    )
    training_step = validation_step = test_step = configure_optimizers = optimizers = lr_schedulers = _ignore

    @classmethod
    def load_from_checkpoint(cls, checkpoint_path: Any, *args: Any, **kwargs: Any) -> Any:
        from . import checkpoint

        checkpoint.fake(checkpoint_path)
        names = inspect.signature(cls.__init__).parameters
        is_open = any(it.kind is inspect.Parameter.VAR_KEYWORD for it in names.values())
        return cls(**{name: value for name, value in kwargs.items() if is_open or name in names})


class LightningDataModule(_Hyperparameters):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        pass


class Trainer:
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        pass

    fit = test = validate = predict = save_checkpoint = _ignore


def seed_everything(*args: Any, **kwargs: Any) -> int:
    return 0
