"""Makes calls that would reach the host fail with OSError, so that they fail alike everywhere and say why. `os.system`
reports a failure in its own way: nothing has run, and -1 comes back, which is what code that calls it expects.

The sandbox closes these ways for real; natively (tests) this keeps a model file from starting programs by accident.
"""

from __future__ import annotations

import os
from typing import Any

_OS_CALLS = (
    "popen fork forkpty posix_spawn posix_spawnp startfile kill killpg "
    "execl execle execlp execlpe execv execve execvp execvpe "
    "spawnl spawnle spawnlp spawnlpe spawnv spawnve spawnvp spawnvpe"
).split()
_MESSAGE = "Edgewise does not let traced code reach the host"

_saved: list[tuple[Any, str, Any]] = []


def _refuse(*args: Any, **kwargs: Any) -> Any:
    raise OSError(_MESSAGE)


def _no_shell(command: Any) -> int:
    return -1


def install() -> None:
    """Patches what is loaded; called again after a late import of one of the modules it does no harm."""
    reset()
    for name in _OS_CALLS:
        _replace(os, name)
    _replace(os, "system", _no_shell)
    import multiprocessing.process
    import platform
    import socket
    import subprocess

    _replace(subprocess.Popen, "__init__")
    _replace(multiprocessing.process.BaseProcess, "start")
    for name in ("connect", "connect_ex", "bind", "sendto", "listen"):
        _replace_method(socket.socket, name)
    # Packages refuse systems that they do not know; the sandbox is closest to a Linux without devices.
    if platform.system() not in ("Linux", "Darwin", "Windows"):
        _saved.append((platform, "system", platform.system))
        platform.system = lambda: "Linux"
    _replace(socket, "create_connection")
    _replace(socket, "getaddrinfo")


def reset() -> None:
    while _saved:
        owner, name, value = _saved.pop()
        if value is None:
            delattr(owner, name)
        else:
            setattr(owner, name, value)


def _replace(owner: Any, name: str, other: Any = _refuse) -> None:
    value = getattr(owner, name, None)
    if value is not None:
        _saved.append((owner, name, value))
        setattr(owner, name, other)


def _replace_method(owner: Any, name: str) -> None:
    # socket.socket inherits these from the C class, so taking ours away again restores them.
    _saved.append((owner, name, owner.__dict__.get(name)))
    setattr(owner, name, _refuse)


__all__ = ["install", "reset"]
