"""torch._six: names that old code imports from here; newer torch has dropped it."""

import collections.abc as container_abcs
import math

from edgewise_tracer.stubs import namespace

inf, nan = math.inf, math.nan
string_classes = (str, bytes)
int_classes = int
PY3 = PY37 = True
__all__ = ["PY3", "PY37", "container_abcs", "inf", "int_classes", "nan", "string_classes"]
__getattr__ = namespace(__name__)
