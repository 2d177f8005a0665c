"""torch.hub: nothing is downloaded; weights are a checkpoint that holds nothing."""

from __future__ import annotations

import os
import re
from typing import Any

from edgewise_tracer import checkpoint
from edgewise_tracer.stubs import namespace, unsupported
from torch._noop import nothing

HASH_REGEX = re.compile(r"-([a-f0-9]*)\.")
download_url_to_file = set_dir = _validate_not_a_forked_repo = nothing


def load_state_dict_from_url(url: str, *args: Any, **kwargs: Any) -> Any:
    return checkpoint.fake(url)


def load(repo_or_dir: str, model: str = "", *args: Any, **kwargs: Any) -> Any:
    raise unsupported(f"Edgewise cannot fetch {model} of {repo_or_dir}: torch.hub.load needs a network")


def list(github: str, *args: Any, **kwargs: Any) -> Any:
    raise unsupported(f"Edgewise cannot fetch {github}: torch.hub.list needs a network")


help = list


def get_dir() -> str:
    return os.path.join(_get_torch_home(), "hub")


def _get_torch_home() -> str:
    return os.path.join(os.path.expanduser("~"), ".cache", "torch")


__getattr__ = namespace(__name__)
