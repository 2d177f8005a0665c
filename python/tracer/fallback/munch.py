"""munch: a dict whose keys are attributes. Used when the package itself is not there."""

from edgewise_tracer.attribute_dict import AttributeDict


class Munch(AttributeDict):
    """The same under this package's name."""


munchify = Munch
