"""The yaml stand-in reads what the host's device answers."""

from __future__ import annotations

import os
import sys
import tempfile
import unittest

_TRACER = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, _TRACER)

import importlib.util  # noqa: E402

from edgewise_tracer.errors import UnsupportedOp  # noqa: E402

_spec = importlib.util.spec_from_file_location(
    "edgewise_yaml", os.path.join(_TRACER, "fallback", "yaml", "__init__.py")
)
assert _spec is not None and _spec.loader is not None
yaml = importlib.util.module_from_spec(_spec)
sys.modules["edgewise_yaml"] = yaml
_spec.loader.exec_module(yaml)


class Device(unittest.TestCase):
    def answer(self, text: str) -> None:
        """Puts a file in the device's place whose content a write does not change."""
        folder = tempfile.mkdtemp()
        path = os.path.join(folder, "yaml")
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        yaml.DEVICE = path
        self.written = ""

        def fake_open(name: str, mode: str = "r", **options: object) -> object:
            return open(os.devnull if mode == "w" else name, mode)

        yaml.open = fake_open
        self.addCleanup(lambda: yaml.__dict__.pop("open", None))

    def test_values_keys_documents_and_errors(self) -> None:
        self.answer(
            '{"nc": 80, "anchors": [[10, 13]], "lr": 1.0, "m": {"__edgewise_pairs__": [[1, "a"], [[2, 3], "b"]]}}'
        )
        self.assertEqual(yaml.safe_load("x"), {"nc": 80, "anchors": [[10, 13]], "lr": 1.0, "m": {1: "a", (2, 3): "b"}})
        self.answer("[[1], 2]")
        self.assertEqual(yaml.load("x", Loader=yaml.FullLoader), [[1], 2])
        self.answer('{"__edgewise_documents__": [1, {"a": 2}]}')
        self.assertEqual(list(yaml.safe_load_all("x")), [1, {"a": 2}])
        self.answer('{"__edgewise_error__": "bad indentation"}')
        with self.assertRaisesRegex(yaml.YAMLError, "bad indentation"):
            yaml.safe_load("x")

    def test_without_a_device_it_says_so(self) -> None:
        yaml.DEVICE = "/edgewise/no/such/device"
        with self.assertRaises(UnsupportedOp):
            yaml.safe_load("a: 1")


if __name__ == "__main__":
    unittest.main()
