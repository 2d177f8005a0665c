"""torchvision's tables of addresses of weights, which it had until 0.13: nobody reads what is at such an address."""

from __future__ import annotations

from types import ModuleType


class _Addresses(dict):
    """An address for every name of a model."""

    def __missing__(self, name: str) -> str:
        return f"{name}.pth"


def patch_addresses(module: ModuleType) -> None:
    if not hasattr(module, "model_urls"):
        module.__dict__["model_urls"] = _Addresses()


MODULES = (
    "alexnet",
    "densenet",
    "googlenet",
    "inception",
    "mnasnet",
    "mobilenet",
    "mobilenetv2",
    "resnet",
) + (
    "shufflenetv2",
    "squeezenet",
    "vgg",
)
