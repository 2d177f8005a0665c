"""torch.version: which torch the stand-in follows. Code compares it to choose its paths."""

from edgewise_tracer.distributions import VERSIONS

__version__ = VERSIONS["torch"]
debug = False
cuda = None
hip = None
xpu = None
git_version = "unknown"
