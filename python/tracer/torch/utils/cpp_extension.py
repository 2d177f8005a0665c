"""torch.utils.cpp_extension: compiled extensions cannot be built in a trace."""

from __future__ import annotations

from typing import Any

from edgewise_tracer.stubs import namespace, unsupported

CUDA_HOME = ROCM_HOME = None
IS_HIP_EXTENSION = False


def load(name: str, *args: Any, **kwargs: Any) -> Any:
    raise unsupported(f"Edgewise cannot build the compiled extension {name}")


load_inline = load


def CppExtension(name: str, sources: Any, *args: Any, **kwargs: Any) -> Any:
    return {"name": name, "sources": sources}


CUDAExtension = CppExtension


class BuildExtension:
    """A build step of setuptools; here only a type."""

    @classmethod
    def with_options(cls, **options: Any) -> Any:
        return cls


__getattr__ = namespace(__name__)
