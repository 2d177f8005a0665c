"""huggingface_hub: nothing is downloaded. Used when the package itself is not there."""

from __future__ import annotations

from typing import Any

from edgewise_tracer.stubs import StubMixin, namespace


class PyTorchModelHubMixin(StubMixin):
    @classmethod
    def from_pretrained(cls, *args: Any, **kwargs: Any) -> Any:
        from edgewise_tracer import checkpoint

        checkpoint.fake(args[0] if args else "")
        return cls(**kwargs)

    def save_pretrained(self, *args: Any, **kwargs: Any) -> None:
        return None

    push_to_hub = save_pretrained


ModelHubMixin = PyTorchModelHubMixin


def hf_hub_download(repo_id: str = "", filename: str = "", *args: Any, **kwargs: Any) -> str:
    """The name of a file that is not there; torch.load and load_file take it and read nothing."""
    return f"{repo_id}/{filename}"


def snapshot_download(repo_id: str = "", *args: Any, **kwargs: Any) -> str:
    return repo_id


def login(*args: Any, **kwargs: Any) -> None:
    return None


__getattr__ = namespace(__name__)
