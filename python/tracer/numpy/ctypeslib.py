"""numpy.ctypeslib: names can be taken from it; to call one is an error that names it."""

from edgewise_tracer.stubs import strict_namespace

__getattr__ = strict_namespace(__name__)
