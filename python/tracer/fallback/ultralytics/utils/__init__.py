"""ultralytics.utils: logging, colours and decorators."""

from __future__ import annotations

import contextlib
import inspect
import logging
import os
from pathlib import Path
from typing import Any

from edgewise_tracer.stubs import namespace
from tqdm import tqdm as TQDM

__all__ = ["TQDM"]

LOGGER = logging.getLogger("ultralytics")
RANK = LOCAL_RANK = -1
NUM_THREADS = 1
VERBOSE = False
ROOT = FILE = Path(__file__).parent
SETTINGS: dict[str, Any] = {}
IS_COLAB = IS_KAGGLE = IS_DOCKER = IS_JETSON = IS_RASPBERRYPI = IS_JUPYTER = False
LINUX, MACOS, WINDOWS = True, False, False


class TryExcept(contextlib.ContextDecorator):
    """Prints what fails and goes on."""

    def __init__(self, msg: str = "", verbose: bool = True) -> None:
        self.msg = msg

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: Any, value: Any, traceback: Any) -> bool:
        return True


def threaded(function: Any) -> Any:
    return function


def emojis(string: str = "") -> str:
    return string


def colorstr(*values: Any) -> str:
    return str(values[-1])


def get_default_args(function: Any) -> dict[str, Any]:
    parameters = inspect.signature(function).parameters
    return {key: it.default for key, it in parameters.items() if it.default is not inspect.Parameter.empty}


def yaml_load(file: Any = "data.yaml", append_filename: bool = False) -> dict[str, Any]:
    import yaml

    with open(file, errors="ignore", encoding="utf-8") as stream:
        found = yaml.safe_load(stream) or {}
    return {**found, "yaml_file": os.fspath(file)} if append_filename else found


__getattr__ = namespace(__name__)
