"""What code for language, sound and diffusion does: parallel layers, configurations left open, half precision, tables."""

import math
import os
import sys
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

import numpy as np  # noqa: E402
import torch  # noqa: E402
from edgewise_tracer.checkpoint import FakeCheckpoint  # noqa: E402
from test_driver_models import Requests  # noqa: E402


class Language(Requests):
    def model(self, answer, place=0):
        self.assertIsNone(answer["error"])
        self.assertIsNone(answer["models"][place]["error"])
        return answer["models"][place]

    def outputs(self, model):
        return [model["tensors"][it["tensor"]] for it in model["outputs"]]

    def test_layers_of_fairscale_and_a_vocabulary_left_to_the_tokenizer(self):
        answer = self.trace(
            """\
            from dataclasses import dataclass
            import fairscale.nn.model_parallel.initialize as fs_init
            from fairscale.nn.model_parallel.layers import ColumnParallelLinear, ParallelEmbedding, RowParallelLinear
            @dataclass
            class ModelArgs:
                dim: int = 8
                vocab_size: int = -1  # defined later by tokenizer
            class Transformer(nn.Module):
                def __init__(self, params: ModelArgs):
                    super().__init__()
                    size = params.dim // fs_init.get_model_parallel_world_size()
                    self.tok_embeddings = ParallelEmbedding(params.vocab_size, size, init_method=lambda x: x)
                    self.wq = ColumnParallelLinear(size, 4, bias=False, gather_output=False, init_method=lambda x: x)
                    self.wo = RowParallelLinear(4, size, bias=False, input_is_parallel=True, init_method=lambda x: x)
                def forward(self, tokens):
                    return self.wo(self.wq(self.tok_embeddings(tokens)))
            """
        )
        model = self.model(answer)
        self.assertEqual(self.parameters(model), 32000 * 8 + 8 * 4 + 4 * 8)
        self.assertIn("vocab_size=32000", model["entry"]["call"])

    def test_a_dataclass_of_a_missing_base_is_a_configuration(self):
        answer = self.trace(
            """\
            from dataclasses import dataclass
            from some_missing_parsing.helpers import Serializable
            @dataclass
            class Args(Serializable):
                dim: int = 8
            class Net(nn.Module):
                def __init__(self, args):
                    super().__init__()
                    self.fc = nn.Linear(args.dim, 3)
                def forward(self, x):
                    return self.fc(x)
            """
        )
        self.assertEqual(self.parameters(self.model(answer)), 8 * 3 + 3)

    def test_a_configuration_of_the_file_beside(self):
        self.write(
            "config.py",
            "from dataclasses import dataclass\n@dataclass\nclass TrainConfig:\n    lr: float = 1.0\n"
            "@dataclass\nclass NetConfig:\n    width: int = 5\n",
        )
        answer = self.trace(
            """\
            class Net(nn.Module):
                def __init__(self, cfg):
                    super().__init__()
                    self.fc = nn.Linear(cfg.width, 3)
                def forward(self, x):
                    return self.fc(x)
            """
        )
        self.assertEqual(self.parameters(self.model(answer)), 5 * 3 + 3)

    def test_a_default_type_that_the_script_sets_is_in_force(self):
        answer = self.trace(
            """\
            class Net(nn.Module):
                def __init__(self, width):
                    super().__init__()
                    self.fc = nn.Linear(width, 3)
                def forward(self, x):
                    return self.fc(x)
            if __name__ == "__main__":
                torch.set_default_dtype(torch.bfloat16)
                net = Net(4)
                print(net(torch.randn(2, 4)))
            """
        )
        self.assertEqual(self.outputs(self.model(answer))[0][0], "bfloat16")
        self.assertIs(torch.get_default_dtype(), torch.float32)

    def test_a_model_of_half_precision_is_tried_with_half_precision(self):
        answer = self.trace("model = nn.Sequential(nn.Conv2d(3, 4, 3), nn.ReLU()).half()\n")
        model = self.model(answer)
        self.assertEqual(self.inputs(model)["input"][0], "float16")

    def test_what_transformers_generates_is_not_what_it_takes(self):
        text = """\
            class Config:
                is_encoder_decoder = False
                max_length = 20
                {more}
            class Net(nn.Module):
                def __init__(self):
                    super().__init__()
                    self.config = Config()
                    self.emb = nn.Embedding(50, 4)
                def forward(self, input_ids):
                    return self.emb(input_ids)
            """
        shapes = []
        for more in ("pass", "max_position_embeddings = 48; block_size = 16"):
            model = self.model(self.trace(text.format(more=more)))
            shapes.append(self.inputs(model)["input_ids"][1])
        self.assertEqual(shapes, [[1, 128], [1, 48]])

    def test_sound_with_a_dimension_of_channels(self):
        answer = self.trace(
            """\
            class Codec(nn.Module):
                def __init__(self):
                    super().__init__()
                    self.conv = nn.Conv1d(1, 4, 7)
                def forward(self, input_values):
                    batch, channels, length = input_values.shape
                    return self.conv(input_values)
            """
        )
        self.assertEqual(self.inputs(self.model(answer))["input_values"][1], [1, 1, 16000])

    def test_a_unet_of_diffusion_and_its_size(self):
        answer = self.trace(
            """\
            class UNet(nn.Module):
                def __init__(self, in_channels, model_channels, out_channels, num_res_blocks, attention_resolutions):
                    super().__init__()
                    self._internal_dict = {"sample_size": 48}
                    self.inner = nn.Conv2d(in_channels, model_channels, 3, padding=1)
                    self.out = nn.Conv2d(model_channels, out_channels, 3, padding=1)
                def forward(self, x, timesteps):
                    return self.out(self.inner(x))
            """
        )
        model = self.model(answer)
        self.assertEqual(self.inputs(model)["x"][1], [1, 3, 48, 48])
        self.assertEqual(self.outputs(model)[0][1], [1, 3, 48, 48])


class Tables(unittest.TestCase):
    def test_einsum_of_numpy(self):
        outer = np.einsum("m,d->md", np.array([1.0, 2.0]), np.array([3.0, 4.0, 5.0]))
        self.assertEqual(outer.tolist(), [[3, 4, 5], [6, 8, 10]])
        product = np.einsum("ij,jk", np.array([[1, 2], [3, 4]]), np.array([[5, 6], [7, 8]]))
        self.assertEqual(product.tolist(), [[19, 22], [43, 50]])
        self.assertEqual(np.einsum("ii->", np.array([[1, 2], [3, 4]])), 5)
        with self.assertRaises(ValueError):
            np.einsum("ij,jk->ik", np.zeros((2, 3)), np.zeros((4, 5)))

    def test_scalars_of_numpy_one_by_one(self):
        value = np.power(10000, 2 / 3)
        self.assertIs(type(value), np.float64)
        self.assertTrue(math.isclose(value, 10000 ** (2 / 3)))
        self.assertIs(type(7 / value), np.float64)
        self.assertIs(type(value * 2), np.float64)
        self.assertEqual((np.power(2, 3), np.power(2, 3).dtype), (8, np.dtype("int64")))
        table = np.array([[pos / np.power(10000, 2 * (j // 2) / 4) for j in range(4)] for pos in range(3)])
        self.assertEqual((table.shape, table.dtype, table.tolist()[2][0]), ((3, 4), np.dtype("float64"), 2.0))
        self.assertEqual(np.array([[True, 2], [3, 4.5]]).dtype, np.dtype("float64"))

    def test_arrays_in_annotations(self):
        self.assertIs(np.ndarray[int, np.dtype("float32")], np.ndarray)

    def test_checks_of_torch(self):
        torch._check(True)
        torch._check_with(ValueError, torch.zeros(2, 2).sum() == 0)
        torch._check_tensor_all(torch.randn(3) > 0)
        with self.assertRaisesRegex(ValueError, "not five"):
            torch._check_with(ValueError, 4 == 5, lambda: "not five")
        with self.assertRaises(IndexError):
            torch._check_index(False)
        with self.assertRaises(RuntimeError):
            torch._check_tensor_all(torch.tensor([True, False]))

    def test_weights_that_were_not_read_can_be_joined(self):
        weights = FakeCheckpoint()
        self.assertIsInstance(torch.cat([weights["q"], weights["k"]], dim=0), FakeCheckpoint)
        self.assertIsInstance(torch.stack((weights["q"],)), FakeCheckpoint)


if __name__ == "__main__":
    unittest.main()
