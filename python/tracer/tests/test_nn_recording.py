"""Which operators layers leave in the graph: what is counted depends on them."""

from __future__ import annotations

import os
import sys
import unittest

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

import torch  # noqa: E402
import torch.nn.functional as F  # noqa: E402
from edgewise_tracer import notes, recorder  # noqa: E402
from edgewise_tracer.errors import UnsupportedOp  # noqa: E402
from torch import nn  # noqa: E402


class Case(unittest.TestCase):
    def setUp(self) -> None:
        notes.reset()
        recorder.reset()

    def record(self, run, *args):
        """The nodes of a call, and what their tensors are."""
        recorder.start()
        try:
            run(*args)
        finally:
            done = recorder.finish()
        self.shapes = [list(shape) for shape, _ in done.tensors]
        self.recording = done
        return done.nodes

    def ops(self, run, *args):
        return [node[0] for node in self.record(run, *args)]


class Layers(Case):
    def test_layers_are_one_operator_each(self) -> None:
        image, row = torch.empty(1, 4, 8, 8), torch.empty(2, 4)
        rows = (
            (nn.Conv2d(4, 4, 3), image, "Conv"),
            (nn.ConvTranspose2d(4, 4, 3), image, "ConvTranspose"),
            (nn.Linear(4, 4), row, "Gemm"),
            (nn.Linear(8, 4), image, "linear"),
            (nn.BatchNorm2d(4).eval(), image, "BatchNormalization"),
            (nn.LayerNorm(8), image, "LayerNormalization"),
            (nn.GroupNorm(2, 4), image, "GroupNormalization"),
            (nn.ReLU(), image, "Relu"),
            (nn.ReLU6(), image, "Clip"),
            (nn.GELU(), image, "Gelu"),
            (nn.SiLU(), image, "Swish"),
            (nn.Hardswish(), image, "HardSwish"),
            (nn.PReLU(), image, "PRelu"),
            (nn.Softmax(1), image, "Softmax"),
            (nn.MaxPool2d(2), image, "MaxPool"),
            (nn.AvgPool2d(2), image, "AveragePool"),
            (nn.AdaptiveAvgPool2d(1), image, "GlobalAveragePool"),
            (nn.AdaptiveAvgPool2d(2), image, "adaptive_avg_pool2d"),
            (nn.Upsample(scale_factor=2), image, "Resize"),
            (nn.PixelShuffle(2), image, "DepthToSpace"),
            (nn.PixelUnshuffle(2), image, "SpaceToDepth"),
            (nn.ZeroPad2d(1), image, "Pad"),
            (nn.LSTM(4, 5), torch.empty(3, 2, 4), "lstm"),
        )
        for layer, x, op in rows:
            self.assertEqual(self.ops(layer, x), [op], layer)

    def test_dropout_at_inference_is_nothing(self) -> None:
        x = torch.empty(2, 3)
        self.assertEqual(self.ops(nn.Dropout(0.5).eval(), x), [])
        self.assertIs(nn.Dropout(0.5).eval()(x), x)
        self.assertEqual(self.ops(nn.Dropout(0.5), x), ["Dropout"])

    def test_inputs_and_attributes_are_those_of_onnx(self) -> None:
        layer = nn.Conv2d(4, 8, (3, 4), stride=(1, 2), padding=(1, 0), dilation=2, groups=2)
        ((op, domain, read, written, attributes, _, call),) = self.record(layer, torch.empty(1, 4, 16, 16))
        self.assertEqual((op, domain, call), ("Conv", "", 0))
        self.assertEqual([self.shapes[it] for it in read], [[1, 4, 16, 16], [8, 2, 3, 4], [8]])
        self.assertEqual(self.shapes[written[0]], [1, 8, 14, 5])
        self.assertEqual(
            attributes,
            {"kernel_shape": [3, 4], "strides": [1, 2], "pads": [1, 0, 1, 0], "dilations": [2, 2], "group": 2},
        )

    def test_padding_of_another_mode_is_an_operator_of_its_own(self) -> None:
        layer = nn.Conv2d(1, 1, 3, padding=1, padding_mode="reflect")
        self.assertEqual(self.ops(layer, torch.empty(1, 1, 8, 8)), ["Pad", "Conv"])

    def test_without_a_batch_there_is_one_for_as_long(self) -> None:
        self.assertEqual(self.ops(nn.Conv2d(1, 1, 3), torch.empty(1, 8, 8)), ["Unsqueeze", "Conv", "Squeeze"])

    def test_in_place_activations_are_the_same_tensor(self) -> None:
        x = torch.empty(2, 3)
        self.assertEqual(self.ops(nn.ReLU(inplace=True), x), ["Relu"])
        self.assertIs(F.relu(x, inplace=True), x)


class Attention(Case):
    def projections(self, run, *args):
        """Output widths of the projections, and whether attention is fused."""
        nodes = self.record(run, *args)
        return [self.shapes[node[3][0]][-1] for node in nodes if node[0] in ("linear", "Gemm")]

    def test_one_projection_when_all_three_are_one(self) -> None:
        layer = nn.MultiheadAttention(8, 2, batch_first=True)
        x, memory = torch.empty(2, 5, 8), torch.empty(2, 7, 8)
        self.assertEqual(self.projections(layer, x, x, x), [24, 8])
        self.assertEqual(self.projections(layer, x, memory, memory), [8, 16, 8])
        self.assertEqual(self.projections(layer, x, memory, torch.empty(2, 7, 8)), [8, 8, 8, 8])

    def test_weights_that_are_wanted_take_two_products(self) -> None:
        layer = nn.MultiheadAttention(8, 2)
        x = torch.empty(5, 2, 8)
        self.assertEqual(self.ops(layer, x, x, x).count("MatMul"), 2)
        fused = self.ops(lambda: layer(x, x, x, need_weights=False))
        self.assertEqual((fused.count("MatMul"), fused.count("scaled_dot_product_attention")), (0, 1))

    def test_a_layer_of_an_encoder(self) -> None:
        layer = nn.TransformerEncoderLayer(8, 2, 32).eval()
        ops = self.ops(layer, torch.empty(5, 2, 8))
        counted = [op for op in ops if op in ("linear", "Gemm", "scaled_dot_product_attention", "LayerNormalization")]
        self.assertEqual(counted, ["linear", "scaled_dot_product_attention", "Gemm", "LayerNormalization", "linear", "linear",
                                   "LayerNormalization"])  # fmt: skip


class Recurrent(Case):
    def test_weights_come_layer_by_layer(self) -> None:
        layer = nn.LSTM(4, 5, num_layers=2)
        ((op, domain, read, written, attributes, _, _),) = self.record(layer, torch.empty(3, 2, 4))
        self.assertEqual((op, domain, read[1:3]), ("lstm", "aten", [-1, -1]))
        self.assertEqual([self.shapes[it] for it in read[3:]], [[20, 4], [20, 5], [20], [20], [20, 5], [20, 5], [20], [20]])
        self.assertEqual([self.shapes[it] for it in written], [[3, 2, 5], [2, 2, 5], [2, 2, 5]])
        self.assertEqual(attributes["num_layers"], 2)


class Modules(Case):
    def test_calls_know_their_parents_and_their_nodes(self) -> None:
        net = nn.Sequential(nn.Linear(2, 3), nn.Sequential(nn.ReLU(), nn.Linear(3, 1)))
        self.record(net, torch.empty(1, 2))
        rows = [(type(it.module).__name__, it.parent, it.first, it.end) for it in self.recording.calls]
        self.assertEqual(
            rows,
            [("Sequential", None, 0, 3), ("Linear", 0, 0, 1), ("Sequential", 0, 1, 3), ("ReLU", 2, 1, 2), ("Linear", 2, 2, 3)],
        )

    def test_a_failed_call_is_closed(self) -> None:
        net = nn.Sequential(nn.ReLU(), nn.Linear(3, 1))
        with self.assertRaises(RuntimeError):
            self.record(net, torch.empty(1, 2))
        self.assertIsNone(recorder.finish())

    def test_what_is_not_known_stops(self) -> None:
        with self.assertRaisesRegex(UnsupportedOp, "Edgewise does not know torch.nn.functional.no_such_function"):
            F.no_such_function(torch.empty(1))
        self.assertFalse(hasattr(F, "no_such_function"))


if __name__ == "__main__":
    unittest.main()
