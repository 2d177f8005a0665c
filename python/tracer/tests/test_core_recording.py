"""What operators leave in the recording: ONNX names, inputs and attributes, and the values that in-place writes make."""

from __future__ import annotations

import os
import sys
import unittest
from collections.abc import Callable
from typing import Any

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

import torch  # noqa: E402
from edgewise_tracer import recorder  # noqa: E402


def recorded(run: Callable[[], Any]) -> list[tuple[str, str, list[int], list[int]]]:
    recorder.start()
    try:
        run()
    finally:
        done = recorder.finish()
    return [(domain, op, read, written) for op, domain, read, written, *_ in done.nodes]


def names(run: Callable[[], Any]) -> list[str]:
    return [f"{domain}.{op}" if domain else op for domain, op, _, _ in recorded(run)]


class NodeCase(unittest.TestCase):
    def setUp(self) -> None:
        self.x = torch.rand(2, 3, 4)

    def test_operators_have_the_names_of_onnx(self) -> None:
        x = self.x
        for run, expected in (
            (lambda: x * 2 + x, ["Mul", "Add"]),
            (lambda: x.mean((1, 2), keepdim=True), ["ReduceMean"]),
            (lambda: x.flatten(1), ["Reshape"]),
            (lambda: x.permute(0, 2, 1).contiguous(), ["Transpose", "aten.clone"]),
            (lambda: x.contiguous(), []),
            (lambda: x.chunk(3, 1), ["Split"]),
            (lambda: x[:, 0], ["Slice", "Squeeze"]),
            (lambda: x[..., None], ["Unsqueeze"]),
            (lambda: x[:, torch.tensor([0, 2])], ["Gather"]),
            (lambda: torch.cat([x, x]), ["Concat"]),
            (lambda: torch.einsum("bij,bkj->bik", x, x), ["Einsum"]),
            (lambda: x.topk(2), ["TopK"]),
            (lambda: x.masked_fill(x > 0, 0.0), ["Greater", "Where"]),
            (lambda: x.clamp(0, 1), ["Clip"]),
            (lambda: x.to(torch.float16), ["Cast"]),
            (lambda: (x.detach(), x.float(), x.to("cpu"), x.data), []),
            (lambda: torch.arange(4), ["Range"]),
            (lambda: torch.eye(3, 4), ["ConstantOfShape", "EyeLike"]),
            (lambda: torch.tensor([1, 2]), []),
        ):
            self.assertEqual(names(run), expected)

    def test_an_in_place_operator_gives_the_tensor_a_new_value(self) -> None:
        def run() -> None:
            y = self.x + 1
            y.relu_()
            y * 2

        add, relu, mul = recorded(run)
        self.assertEqual((relu[2][0], mul[2][0]), (add[3][0], relu[3][0]))

    def test_writing_to_a_part_gives_the_whole_a_new_value(self) -> None:
        def run() -> None:
            y = self.x + 1
            y[:, 0] = 0
            y * 2

        add, write, mul = recorded(run)
        self.assertEqual(write[:2], ("aten", "slice_scatter"))
        self.assertEqual((write[2][0], mul[2][0]), (add[3][0], write[3][0]))

    def test_adding_to_a_part_writes_it_once(self) -> None:
        def run() -> None:
            y = self.x + 1
            y[:, 0] += 1

        self.assertEqual(names(run), ["Add", "Slice", "Squeeze", "Add", "aten.slice_scatter"])

    def test_every_value_is_made_before_it_is_read(self) -> None:
        # As position biases are added in torchvision's MViT: through a view of a slice, and read by views made before.
        inside = torch.rand(1, 2, 9, 9)

        def run() -> None:
            y = inside + 1
            part = y[:, :, 1:, 1:]
            column = part[..., 0]
            part.view(1, 2, 2, 4, 2, 4).add_(torch.rand(1, 2, 2, 4, 2, 4))
            y[:, 0] += 1
            part[0].mul_(3)
            (part * 2, column + 1, y + 1)

        nodes = recorded(run)
        written = {it for _, _, _, outputs in nodes for it in outputs}
        made: set[int] = set()
        for domain, op, read, outputs in nodes:
            self.assertFalse((set(read) & written) - made, f"{domain}.{op}")
            made.update(outputs)

    def test_a_view_sees_what_was_written_to_the_whole(self) -> None:
        def run() -> None:
            y = self.x + 1
            part = y[0]
            y.mul_(2)
            part * 3

        found = recorded(run)
        self.assertEqual([it[1] for it in found], ["Add", "Slice", "Squeeze", "Mul", "as_strided", "Mul"])
        self.assertEqual(found[4][2][0], found[3][3][0])
        self.assertEqual(found[5][2][0], found[4][3][0])

    def test_nothing_is_recorded_outside_a_recording(self) -> None:
        recorder.start()
        recorder.finish()
        self.x + 1
        self.assertFalse(recorder.is_recording)


if __name__ == "__main__":
    unittest.main()
