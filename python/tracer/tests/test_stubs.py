"""What a stub lets code do, and where it says that it is one."""

from __future__ import annotations

import copy
import os
import sys
import typing
import unittest

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

from edgewise_tracer import notes, stubs  # noqa: E402
from edgewise_tracer.errors import UnsupportedOp  # noqa: E402


class StubCase(unittest.TestCase):
    def setUp(self) -> None:
        notes.reset()
        self.module = stubs.StubModule("mmx")

    def test_building_with_it_is_allowed(self) -> None:
        registry = self.module.registry

        @registry.register_module()
        class Net:
            pass

        @self.module.decorate
        def function() -> int:
            return 3

        self.assertEqual(Net.__name__, "Net")
        self.assertEqual(function(), 3)
        with self.module.context(3) as entered:
            self.assertIsNotNone(entered)
        self.assertIs(copy.deepcopy(registry), registry)
        self.assertTrue(typing.Optional[self.module.Type])
        self.assertFalse(isinstance(3, self.module.Type))
        self.assertFalse(isinstance(3, (int and str, self.module.Type)))
        self.assertFalse(self.module.is_available())

    def test_a_class_may_derive_from_it(self) -> None:
        class Failure(self.module.ParseError):
            pass

        class Mixed(dict, self.module.Mixin, metaclass=type):
            pass

        class Twice(self.module.A, self.module.B, dict, setting=1):
            pass

        with self.assertRaises(Exception):
            raise Failure("x")
        self.assertEqual(Mixed(a=1)["a"], 1)
        self.assertTrue(issubclass(Twice, dict))

    def test_numbers_are_refused_by_name(self) -> None:
        value = self.module.sizes(3)
        for use in (int, float, len, list, range, lambda v: v < 3, lambda v: [0][v], lambda v: (*v,)):
            with self.assertRaisesRegex(UnsupportedOp, "mmx.sizes"):
                use(value)
        self.assertIsInstance(value + 1, stubs.Stub)

    def test_probes_are_honest(self) -> None:
        self.assertFalse(hasattr(self.module, "thing"))
        self.assertEqual(getattr(self.module, "thing", 5), 5)
        self.assertIsInstance(self.module.thing, stubs.Stub)
        self.assertFalse(hasattr(self.module.thing, "other"))
        self.assertFalse(hasattr(self.module.thing, "__wrapped__"))

    def test_the_truth_of_a_result_is_noted(self) -> None:
        self.assertTrue(self.module.thing)
        self.assertFalse(self.module.compute(1))
        self.assertEqual([kind for kind, *_ in notes.take()], ["unknown-value"])

    def test_a_strict_stub_cannot_be_called(self) -> None:
        models = stubs.StubModule("torchvision.models", is_strict=True)
        with self.assertRaisesRegex(UnsupportedOp, "torchvision.models.resnet50"):
            models.resnet50(weights=None)


if __name__ == "__main__":
    unittest.main()
