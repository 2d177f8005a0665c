"""Tensors: values that are kept exactly, memory that views share, dtypes that combine, texts of errors.

The expected numbers and texts are real torch's; test/oracles/torch_functions.py compares many more.
"""

from __future__ import annotations

import copy
import os
import pickle
import sys
import unittest
from typing import Any

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

import torch  # noqa: E402
from edgewise_tracer import notes  # noqa: E402
from edgewise_tracer.errors import UnsupportedOp  # noqa: E402


class ValueCase(unittest.TestCase):
    def check(self, tensor: Any, expected: Any) -> None:
        notes.reset()
        self.assertEqual(tensor.tolist(), expected)
        self.assertEqual(notes.take(), [])

    def test_drop_path_rates(self) -> None:
        rates = torch.linspace(0, 0.1, 4).tolist()
        self.assertEqual(rates, [0.0, 0.03333333507180214, 0.06666666269302368, 0.10000000149011612])

    def test_regnet_widths(self) -> None:
        widths = torch.tensor([48, 48, 104, 208, 208, 208, 440])
        found, counts = torch.unique(widths, return_counts=True)
        self.check(found, [48, 104, 208, 440])
        self.check(counts, [2, 1, 3, 1])
        self.check(torch.diff(torch.tensor([0, 2, 3, 6])), [2, 1, 3])

    def test_relative_positions(self) -> None:
        grid = torch.stack(torch.meshgrid([torch.arange(2), torch.arange(2)], indexing="ij")).flatten(1)
        gaps = (grid[:, :, None] - grid[:, None, :]).permute(1, 2, 0).contiguous()
        gaps[:, :, 0] += 1
        gaps[:, :, 1] += 1
        gaps[:, :, 0] *= 3
        self.check(gaps.sum(-1), [[4, 3, 1, 0], [5, 4, 2, 1], [7, 6, 4, 3], [8, 7, 5, 4]])

    def test_masks_and_choices(self) -> None:
        x = torch.arange(6).reshape(2, 3)
        self.check(x[x > 3], [4, 5])
        self.check(torch.where(x % 2 == 0, x, -1), [[0, -1, 2], [-1, 4, -1]])
        self.check(x.flip(0)[:, 1:], [[4, 5], [1, 2]])
        self.assertTrue(bool((x == 5).any()))
        self.check(torch.bincount(torch.tensor([1, 1, 3])), [0, 2, 0, 1])

    def test_views_share_memory(self) -> None:
        x = torch.zeros(2, 3)
        x[1].fill_(2)
        x.view(-1)[0] = 7
        x.t()[2] += 1
        self.check(x, [[7.0, 0.0, 1.0], [2.0, 2.0, 3.0]])
        y = x.detach()
        x.mul_(0)
        self.check(y, [[0.0] * 3] * 2)

    def test_an_unknown_value_spoils_what_it_is_written_to(self) -> None:
        x = torch.zeros(3)
        x[0] = torch.rand(())
        self.assertIsNone(x._values)

    def test_short_floats_are_rounded(self) -> None:
        self.assertEqual(torch.tensor(0.1).item(), 0.10000000149011612)
        self.assertEqual(torch.tensor(0.1, dtype=torch.float16).item(), 0.0999755859375)
        self.assertEqual(torch.tensor(300).to(torch.uint8).item(), 44)

    def test_zero_dimensional_tensors_are_indexes(self) -> None:
        self.assertEqual(list(range(torch.tensor(2))), [0, 1])
        self.assertEqual("abc"[torch.tensor(1)], "b")
        self.assertEqual(torch.zeros(torch.tensor(2), 3).shape, (2, 3))


class NoteCase(unittest.TestCase):
    def setUp(self) -> None:
        notes.reset()

    def test_unknown_values_are_never_silent(self) -> None:
        for read in (lambda t: t.item(), int, float, bool, lambda t: t.tolist()):
            read(torch.rand(()))
            self.assertEqual([it[3] for it in notes.take()], ["error"])
        notes.set_phase("forward")
        torch.rand(()).item()
        self.assertEqual([it[3] for it in notes.take()], ["warning"])

    def test_what_a_mask_selects_is_bounded(self) -> None:
        x = torch.rand(2, 3)
        self.assertEqual(x[x > 0.5].shape, (6,))
        self.assertEqual([it[0] for it in notes.take()], ["data-dependent"])
        x[x > 0.5] = 0
        self.assertEqual(notes.take(), [])


class RuleCase(unittest.TestCase):
    def test_promotion_has_three_classes(self) -> None:
        ints, half = torch.ones(2, dtype=torch.int64), torch.ones(2, dtype=torch.float16)
        self.assertIs((half + torch.tensor(1.0)).dtype, torch.float16)
        self.assertIs((ints + torch.tensor(1.0, dtype=torch.float64)).dtype, torch.float64)
        self.assertIs((ints + 1.5).dtype, torch.float32)
        self.assertIs((ints / ints).dtype, torch.float32)
        self.assertIs((ints > 0).sum().dtype, torch.int64)

    def test_in_place_operators_keep_the_dtype(self) -> None:
        with self.assertRaisesRegex(RuntimeError, "result type Float can't be cast to the desired output type Long"):
            torch.ones(2, dtype=torch.int64).mul_(1.5)

    def test_classes_and_copies(self) -> None:
        x = torch.ones(2)
        self.assertIsInstance(x, torch.FloatTensor)
        self.assertNotIsInstance(x, torch.LongTensor)
        x.mark = [1]
        other = copy.deepcopy(x)
        self.assertEqual((other.mark, other.tolist()), ([1], [1.0, 1.0]))
        other.add_(1)
        self.assertEqual(x.tolist(), [1.0, 1.0])
        self.assertIs(pickle.loads(pickle.dumps(torch.float32)), torch.float32)
        self.assertEqual(pickle.loads(pickle.dumps(x)).tolist(), [1.0, 1.0])
        self.assertEqual(len({x, other, x}), 2)

    def test_subclasses(self) -> None:
        class Boxes(torch.Tensor):
            @staticmethod
            def __new__(cls: type, data: Any, name: str) -> Any:
                return torch.Tensor._make_subclass(cls, data)

            def __init__(self, data: Any, name: str) -> None:
                self.name_of = name

        boxes = Boxes(torch.zeros(2, 4), "b")
        self.assertEqual((boxes.name_of, type(boxes), type(boxes + 1)), ("b", Boxes, torch.Tensor))

    def test_gradient_modes(self) -> None:
        weight = torch.ones(2, requires_grad=True)
        self.assertTrue((weight * 2).requires_grad)
        with torch.no_grad():
            self.assertFalse((weight * 2).requires_grad)
            weight.add_(1)
        with self.assertRaisesRegex(RuntimeError, "a leaf Variable that requires grad"):
            weight.add_(1)

    def test_names_we_do_not_have(self) -> None:
        with self.assertRaises(AttributeError):
            torch.ones(1).not_a_method
        with self.assertRaisesRegex(UnsupportedOp, "Edgewise does not know torch.Tensor.dequantize"):
            torch.ones(1).dequantize()
        with self.assertRaisesRegex(UnsupportedOp, "Edgewise does not know torch.dequantize"):
            torch.dequantize(torch.ones(1))
        self.assertFalse(hasattr(torch, "dequantize"))


class TextCase(unittest.TestCase):
    def check(self, call: Any, text: str) -> None:
        with self.assertRaises((RuntimeError, IndexError, TypeError)) as caught:
            call()
        self.assertEqual(str(caught.exception), text)

    def test_shapes_that_do_not_fit(self) -> None:
        zeros = torch.zeros
        self.check(
            lambda: zeros(1, 512) @ zeros(1024, 10),
            "mat1 and mat2 shapes cannot be multiplied (1x512 and 1024x10)",
        )
        self.check(
            lambda: zeros(2, 3) + zeros(2, 4),
            "The size of tensor a (3) must match the size of tensor b (4) at non-singleton dimension 1",
        )
        self.check(lambda: zeros(2, 3).view(4, 2), "shape '[4, 2]' is invalid for input of size 6")
        self.check(
            lambda: torch.cat([zeros(1, 3, 8), zeros(1, 3, 7)], 1),
            "Sizes of tensors must match except in dimension 1. Expected size 8 but got size 7 for tensor number 1 in "
            "the list.",
        )
        self.check(
            lambda: zeros(2, 3).sum(2),
            "Dimension out of range (expected to be in range of [-2, 1], but got 2)",
        )
        self.check(
            lambda: zeros(2, 3).expand(2, 4),
            "The expanded size of the tensor (4) must match the existing size (3) at non-singleton dimension 1.  Target "
            "sizes: [2, 4].  Tensor sizes: [2, 3]",
        )
        self.check(
            lambda: torch.empty((64, 3.0)),
            "empty(): argument 'size' (position 1) must be tuple of ints, but found element of type float at pos 1",
        )

    def test_views_that_need_a_copy(self) -> None:
        x = torch.rand(2, 3, 4)
        self.check(
            lambda: x.transpose(1, 2).view(2, -1),
            "view size is not compatible with input tensor's size and stride (at least one dimension spans across two "
            "contiguous subspaces). Use .reshape(...) instead.",
        )
        # An elementwise result lies in memory as its operand does, so turned back it can be viewed.
        self.assertEqual(x.transpose(1, 2).relu().transpose(1, 2).view(-1).shape, (24,))

    def test_dtypes_that_do_not_fit(self) -> None:
        self.check(
            lambda: torch.zeros(2, 2) @ torch.zeros(2, 2, dtype=torch.float64),
            "expected m1 and m2 to have the same dtype, but got: float != double",
        )


if __name__ == "__main__":
    unittest.main()
