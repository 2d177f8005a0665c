"""torch.multiprocessing: no process is started."""

from edgewise_tracer.stubs import namespace
from torch._noop import nothing, same

set_start_method = set_sharing_strategy = nothing
get_context = same


def spawn(fn: object, args: tuple = (), nprocs: int = 1, **kwargs: object) -> None:
    raise OSError("Edgewise does not let traced code start processes")


class Process:
    def __init__(self, *args: object, **kwargs: object) -> None:
        pass

    def start(self) -> None:
        raise OSError("Edgewise does not let traced code start processes")

    join = terminate = nothing


__getattr__ = namespace(__name__)
