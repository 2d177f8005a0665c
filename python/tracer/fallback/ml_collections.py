"""ml_collections: a dict whose keys are attributes. Used when the package itself is not there."""

from edgewise_tracer.attribute_dict import AttributeDict


class ConfigDict(AttributeDict):
    """The same under this package's name."""


FrozenConfigDict = ConfigDict
