"""The facade against what numpy 2.4.6 itself gave for the same expressions: (expression, dtype or type, values)."""

from __future__ import annotations

import math
import os
import sys
import unittest

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

import numpy as np  # noqa: E402
from edgewise_tracer.errors import UnsupportedOp  # noqa: E402

_EXPECTED = [
    ("np.arange(2, 10, 3)", "int64", [2, 5, 8]),
    ("np.arange(0, 1, 0.25)", "float64", [0.0, 0.25, 0.5, 0.75]),
    ("np.linspace(0, 1, 5)", "float64", [0.0, 0.25, 0.5, 0.75, 1.0]),
    ("np.linspace(1, 2, 4, endpoint=False)", "float64", [1.0, 1.25, 1.5, 1.75]),
    ("np.array([[1, 2], [3, 4]]).T", "int64", [[1, 3], [2, 4]]),
    ("np.array([[1, 2], [3, 4]]) @ np.array([[1, 0], [2, 1]])", "int64", [[5, 2], [11, 4]]),
    ("np.array([1, 2, 3]) * 0.5", "float64", [0.5, 1.0, 1.5]),
    ("np.array([7, 8, 9]) // 2", "int64", [3, 4, 4]),
    ("np.array([7, 8, 9]) % 4", "int64", [3, 0, 1]),
    ("np.array([7, -8, 9]) / 2", "float64", [3.5, -4.0, 4.5]),
    ("2 ** np.arange(5)", "int64", [1, 2, 4, 8, 16]),
    ("np.arange(24).reshape(2, 3, 4)[:, 1, ::2]", "int64", [[4, 6], [16, 18]]),
    ("np.arange(24).reshape(2, 3, 4)[..., -1]", "int64", [[3, 7, 11], [15, 19, 23]]),
    ("np.arange(24).reshape(2, 3, 4)[[0, 1], :, [1, 2]]", "int64", [[1, 5, 9], [14, 18, 22]]),
    ("np.arange(24).reshape(2, 3, 4)[1, [0, 2]]", "int64", [[12, 13, 14, 15], [20, 21, 22, 23]]),
    ("np.arange(6)[np.array([True, False, True, False, True, False])]", "int64", [0, 2, 4]),
    ("np.arange(12).reshape(3, 4).transpose(1, 0).reshape(2, 6)", "int64", [[0, 4, 8, 1, 5, 9], [2, 6, 10, 3, 7, 11]]),
    ("np.arange(12).reshape(3, 4).sum(axis=0)", "int64", [12, 15, 18, 21]),
    ("np.arange(12).reshape(3, 4).mean(axis=1, keepdims=True)", "float64", [[1.5], [5.5], [9.5]]),
    ("np.arange(12).reshape(3, 4).max(axis=(0, 1))", "int64", 11),
    ("np.prod([2, 3, 4])", "int64", 24),
    ("np.cumsum([[1, 2], [3, 4]], axis=1)", "int64", [[1, 3], [3, 7]]),
    ("np.cumprod([1, 2, 3])", "int64", [1, 2, 6]),
    ("np.std([1.0, 2.0, 4.0])", "float64", 1.247219128924647),
    ("np.var(np.array([[1, 2], [5, 4]]), axis=0)", "float64", [4.0, 1.0]),
    ("np.argmax([[1, 5, 2], [9, 1, 2]], axis=1)", "int64", [1, 0]),
    ("np.concatenate([np.ones((1, 2)), np.zeros((2, 2))])", "float64", [[1.0, 1.0], [0.0, 0.0], [0.0, 0.0]]),
    ("np.stack([np.arange(3), np.arange(3)], axis=-1)", "int64", [[0, 0], [1, 1], [2, 2]]),
    ("np.vstack([[1, 2], [3, 4]])", "int64", [[1, 2], [3, 4]]),
    ("np.hstack([[1, 2], [3, 4]])", "int64", [1, 2, 3, 4]),
    ("np.meshgrid([1, 2, 3], [4, 5])[0]", "int64", [[1, 2, 3], [1, 2, 3]]),
    ('np.meshgrid([1, 2, 3], [4, 5], indexing="ij")[1]', "int64", [[4, 5], [4, 5], [4, 5]]),
    ("np.clip([1, 5, 9], 2, 6)", "int64", [2, 5, 6]),
    ("np.where(np.array([1, -1, 2]) > 0, np.array([1, 2, 3]), 0)", "int64", [1, 0, 3]),
    ("np.round(np.array([0.5, 1.5, 2.5, -1.25]), 1)", "float64", [0.5, 1.5, 2.5, -1.2]),
    ("np.round(2.5)", "float64", 2.0),
    ("np.floor(-1.5)", "float64", -2.0),
    ("np.ceil(np.array([1.2, 3.0]))", "float64", [2.0, 3.0]),
    ("np.log2(32)", "float64", 5.0),
    ("np.sqrt([4, 9])", "float64", [2.0, 3.0]),
    ("np.exp(0)", "float64", 1.0),
    ("np.array([1, 2, 3], dtype=np.float32) / 3", "float32", [0.3333333432674408, 0.6666666865348816, 1.0]),
    ("np.float32(1) / 3", "float32", 0.3333333432674408),
    ("np.int64(7) // 2", "int64", 3),
    ("np.full((2, 2), 7)", "int64", [[7, 7], [7, 7]]),
    ("np.eye(3, k=1)", "float64", [[0.0, 1.0, 0.0], [0.0, 0.0, 1.0], [0.0, 0.0, 0.0]]),
    ("np.tril(np.ones((3, 3)), -1)", "float64", [[0.0, 0.0, 0.0], [1.0, 0.0, 0.0], [1.0, 1.0, 0.0]]),
    ("np.triu(np.arange(9).reshape(3, 3))", "int64", [[0, 1, 2], [0, 4, 5], [0, 0, 8]]),
    ("np.diag([1, 2, 3])", "int64", [[1, 0, 0], [0, 2, 0], [0, 0, 3]]),
    ("np.outer([1, 2], [3, 4])", "int64", [[3, 4], [6, 8]]),
    ("np.tile([1, 2], (2, 2))", "int64", [[1, 2, 1, 2], [1, 2, 1, 2]]),
    ("np.repeat([1, 2, 3], 2)", "int64", [1, 1, 2, 2, 3, 3]),
    ("np.repeat([[1, 2], [3, 4]], 2, axis=0)", "int64", [[1, 2], [1, 2], [3, 4], [3, 4]]),
    ("np.flip(np.arange(6).reshape(2, 3), 1)", "int64", [[2, 1, 0], [5, 4, 3]]),
    ("np.roll(np.arange(5), 2)", "int64", [3, 4, 0, 1, 2]),
    ("np.roll(np.arange(6).reshape(2, 3), 1, axis=1)", "int64", [[2, 0, 1], [5, 3, 4]]),
    ("np.pad(np.array([[1, 2]]), ((1, 0), (0, 2)))", "int64", [[0, 0, 0, 0], [1, 2, 0, 0]]),
    ("np.unique([3, 1, 2, 1, 3])", "int64", [1, 2, 3]),
    ("np.sort([3, 1, 2])", "int64", [1, 2, 3]),
    ("np.argsort([3, 1, 2])", "int64", [1, 2, 0]),
    ("np.array_split(np.arange(7), 3)[0]", "int64", [0, 1, 2]),
    ("np.split(np.arange(6), [2, 5])[1]", "int64", [2, 3, 4]),
    ("np.expand_dims(np.arange(3), (0, 2))", "int64", [[[0], [1], [2]]]),
    ("np.squeeze(np.ones((1, 3, 1)), 0)", "float64", [[1.0], [1.0], [1.0]]),
    (
        "np.moveaxis(np.arange(24).reshape(2, 3, 4), 0, -1)",
        "int64",
        [
            [[0, 12], [1, 13], [2, 14], [3, 15]],
            [[4, 16], [5, 17], [6, 18], [7, 19]],
            [[8, 20], [9, 21], [10, 22], [11, 23]],
        ],
    ),
    ("np.broadcast_to([1, 2], (3, 2))", "int64", [[1, 2], [1, 2], [1, 2]]),
    ("np.maximum([1, 5], [3, 2])", "int64", [3, 5]),
    ("np.isclose([1.0, 2.0], [1.0, 2.1])", "bool", [True, False]),
    ("np.any([[True, False], [False, False]], axis=1)", "bool", [True, False]),
    ("np.interp(2.5, [1, 2, 3], [10, 20, 40])", "float64", 30.0),
    ("np.searchsorted([1, 3, 5], [0, 3, 6])", "int64", [0, 1, 3]),
    ("np.linalg.norm([3.0, 4.0])", "float64", 5.0),
    ("np.kron([[1, 0], [0, 1]], [[1, 2]])", "int64", [[1, 2, 0, 0], [0, 0, 1, 2]]),
    ("np.mgrid[0:2, 0:3]", "int64", [[[0, 0, 0], [1, 1, 1]], [[0, 1, 2], [0, 1, 2]]]),
    ("np.indices((2, 2))", "int64", [[[0, 0], [1, 1]], [[0, 1], [0, 1]]]),
    ("np.ones(3, dtype=bool) & np.array([True, False, True])", "bool", [True, False, True]),
    ("-np.arange(3)", "int64", [0, -1, -2]),
    ("np.abs([-1, 2])", "int64", [1, 2]),
    ("np.logspace(0, 2, 3)", "float64", [1.0, 10.0, 100.0]),
    ("np.arange(4, dtype=np.float32)", "float32", [0.0, 1.0, 2.0, 3.0]),
    ('np.array([1, 2], dtype="int32") + np.array([1, 2], dtype="int64")', "int64", [2, 4]),
    ('np.array([1, 2], dtype="int32") * 2.0', "float64", [2.0, 4.0]),
    ('np.array([1.0], dtype="float32") * 2.0', "float32", [2.0]),
    ('np.array([1, 2], dtype="uint8") + 1', "uint8", [2, 3]),
    ("np.zeros((2, 0)).shape", "tuple", [2, 0]),
    ("np.dot([1, 2, 3], [4, 5, 6])", "int64", 32),
    ("np.rot90(np.arange(6).reshape(2, 3))", "int64", [[2, 5], [1, 4], [0, 3]]),
    ("np.delete(np.arange(5), [1, 3])", "int64", [0, 2, 4]),
    ("np.take([10, 20, 30], [2, 0])", "int64", [30, 10]),
    ("np.nonzero([0, 1, 0, 2])[0]", "int64", [1, 3]),
    ("np.count_nonzero([[0, 1], [2, 3]], axis=0)", "int64", [1, 2]),
    ("np.diff([1, 4, 9])", "int64", [3, 5]),
    ("np.average([1, 2, 3], weights=[3, 2, 1])", "float64", 1.6666666666666667),
    ("np.median([[1, 3], [2, 8]], axis=1)", "float64", [2.0, 5.0]),
    ("np.bincount([0, 1, 1, 3])", "int64", [1, 2, 0, 1]),
    ("np.array([1, 2, 3]).astype(np.float16)", "float16", [1.0, 2.0, 3.0]),
    ("np.gcd(12, 18)", "int64", 6),
    ("np.ceil(7 / 2).astype(int)", "int64", 4),
    ("(np.arange(4) + 0.5).astype(int)", "int64", [0, 1, 2, 3]),
    ("np.array([[1, 2], [3, 4]])[:, None]", "int64", [[[1, 2]], [[3, 4]]]),
    ("np.array([5, 6])[np.newaxis, :].shape", "tuple", [1, 2]),
    ("np.issubdtype(np.float32, np.floating)", "bool", True),
    ("np.finfo(np.float32).max", "float32", 3.4028234663852886e38),
    ("np.iinfo(np.int32).min", "int", -2147483648),
    ("np.linalg.inv([[2.0, 0.0], [0.0, 4.0]])", "float64", [[0.5, 0.0], [0.0, 0.25]]),
]


def _is_close(one: object, other: object) -> bool:
    if isinstance(one, list):
        return isinstance(other, list) and len(one) == len(other) and all(map(_is_close, one, other))
    if isinstance(one, float) or isinstance(other, float):
        return math.isclose(one, other, rel_tol=1e-12)  # type: ignore[arg-type]
    return one == other


class Facade(unittest.TestCase):
    def test_values_and_types_are_numpys(self) -> None:
        self.assertTrue(np.__file__.startswith(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))
        for text, kind, expected in _EXPECTED:
            with self.subTest(text):
                value = eval(text, {"np": np})
                plain = (
                    value.tolist() if hasattr(value, "tolist") else list(value) if isinstance(value, tuple) else value
                )
                self.assertEqual(str(value.dtype) if hasattr(value, "dtype") else type(value).__name__, kind)
                self.assertTrue(_is_close(expected, plain), plain)

    def test_views_share_and_copies_do_not(self) -> None:
        a = np.arange(12).reshape(3, 4)
        a[1][2] = 99
        a.T[0, 0] = -1
        b = a[[0, 1]]
        b[0, 0] = 5
        self.assertEqual(a[1, 2], 99)
        self.assertEqual(a[0, 0], -1)

    def test_what_is_not_exact_is_an_error(self) -> None:
        with self.assertRaises(UnsupportedOp):
            np.random.rand(3).tolist()
        with self.assertRaises(UnsupportedOp):
            np.fft.fft([1, 2])
        with self.assertRaises(UnsupportedOp):
            int(np.zeros((1, 3, 1000, 1000)).sum())
        with self.assertRaises(OverflowError):
            np.int8(300)
        self.assertFalse(hasattr(np, "no_such_name"))

    def test_scalars_are_numbers_and_numpys(self) -> None:
        self.assertIsInstance(np.int64(3), int)
        self.assertIsInstance(np.prod([2, 3]), np.integer)
        self.assertIsInstance(np.mean([1, 2]), np.floating)
        self.assertNotIsInstance(3, np.integer)
        self.assertEqual([0, 1, 2, 3][np.int64(2)], 2)


if __name__ == "__main__":
    unittest.main()
