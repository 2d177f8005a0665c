"""torch.storage: the types exist; there is no memory behind a tensor here."""

from edgewise_tracer.stubs import namespace


class UntypedStorage:
    """Bytes behind a tensor; here only a type."""


class TypedStorage(UntypedStorage):
    """Numbers behind a tensor; here only a type."""


_LegacyStorage = TypedStorage
__getattr__ = namespace(__name__)
