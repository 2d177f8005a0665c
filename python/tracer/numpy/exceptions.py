"""numpy.exceptions."""


class AxisError(ValueError, IndexError):
    """An axis that an array does not have."""


class VisibleDeprecationWarning(UserWarning):
    """A use that numpy will drop."""


class ComplexWarning(RuntimeWarning):
    """A loss of the imaginary part."""
