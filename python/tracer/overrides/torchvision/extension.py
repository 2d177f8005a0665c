"""torchvision.extension: its compiled operators are the stand-in's own."""


def _has_ops() -> bool:
    return True


def _assert_has_ops() -> None:
    """They are always there."""


def _check_cuda_version() -> int:
    return -1


def _load_library(lib_name: str) -> None:
    """There is none to load."""
