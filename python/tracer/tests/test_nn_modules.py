"""nn.Module and its layers. Parameter counts and shapes are those of torch's documentation and of published models."""

from __future__ import annotations

import copy
import os
import pickle
import sys
import unittest

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

import torch  # noqa: E402
from edgewise_tracer import checkpoint, notes  # noqa: E402
from torch import nn  # noqa: E402


def parameters(module: nn.Module) -> int:
    return sum(it.numel() for it in module.parameters())


class Case(unittest.TestCase):
    def setUp(self) -> None:
        notes.reset()
        checkpoint.reset()

    def shape(self, tensor: torch.Tensor) -> list[int]:
        return list(tensor.shape)


class Attributes(Case):
    def test_members_need_init_first(self) -> None:
        class Net(nn.Module):
            def __init__(self) -> None:
                self.fc = nn.Linear(1, 1)

        with self.assertRaisesRegex(AttributeError, r"cannot assign module before Module.__init__\(\) call"):
            Net()

    def test_a_name_lives_in_one_place(self) -> None:
        module = nn.Module()
        module.x = 1
        module.x = nn.Parameter(torch.empty(2))
        self.assertNotIn("x", module.__dict__)
        module.x = None
        self.assertEqual(dict(module._parameters), {"x": None})
        with self.assertRaisesRegex(TypeError, "cannot assign 'torch.FloatTensor' as parameter 'x'"):
            module.x = torch.empty(2)

    def test_missing_attributes_say_so(self) -> None:
        with self.assertRaisesRegex(AttributeError, "'Linear' object has no attribute 'nothing'"):
            _ = nn.Linear(1, 1).nothing

    def test_shared_modules_are_listed_once(self) -> None:
        layer = nn.Linear(2, 2)
        net = nn.Sequential(layer, layer)
        self.assertEqual([name for name, _ in net.named_modules()], ["", "0"])
        self.assertEqual(list(net.state_dict()), ["0.weight", "0.bias", "1.weight", "1.bias"])
        self.assertEqual(parameters(net), 6)

    def test_copies_keep_what_is_shared(self) -> None:
        layer = nn.Linear(2, 2)
        copied = copy.deepcopy(nn.Sequential(layer, layer))
        self.assertIs(copied[0], copied[1])
        self.assertIsInstance(copied[0].weight, nn.Parameter)
        loaded = pickle.loads(pickle.dumps(nn.BatchNorm2d(3)))
        self.assertEqual(list(loaded.state_dict())[-1], "num_batches_tracked")


class Calls(Case):
    def test_hooks_change_arguments_and_results(self) -> None:
        layer = nn.Linear(2, 3)
        layer.register_forward_pre_hook(lambda module, args: args[0][:1])
        handle = layer.register_forward_hook(lambda module, args, result: result.reshape(-1))
        self.assertEqual(self.shape(layer(torch.empty(5, 2))), [3])
        handle.remove()
        self.assertEqual(self.shape(layer(torch.empty(5, 2))), [1, 3])

    def test_forward_is_asked_for(self) -> None:
        with self.assertRaisesRegex(NotImplementedError, r'Module \[Module\] is missing the required "forward"'):
            nn.Module()(1)


class States(Case):
    def test_what_does_not_fit_is_told_as_torch_does(self) -> None:
        with self.assertRaises(RuntimeError) as caught:
            nn.Linear(2, 3).load_state_dict({"weight": torch.empty(2, 2), "more": torch.empty(1)})
        self.assertEqual(
            str(caught.exception),
            'Error(s) in loading state_dict for Linear:\n\tMissing key(s) in state_dict: "bias". \n\t'
            'Unexpected key(s) in state_dict: "more". \n\tsize mismatch for weight: copying a param with shape '
            "torch.Size([2, 2]) from checkpoint, the shape in current model is torch.Size([3, 2]).",
        )

    def test_a_checkpoint_that_was_not_read_fits(self) -> None:
        given = checkpoint.fake("weights.pth")
        self.assertEqual(list(nn.Linear(2, 3).load_state_dict(given)), [[], []])
        renamed = {key[7:]: value for key, value in given.items()}
        self.assertEqual(list(nn.Linear(2, 3).load_state_dict(renamed)), [[], []])


class Layers(Case):
    def test_parameters_of_layers(self) -> None:
        # By hand: weights plus biases.
        rows = (
            (nn.Conv2d(64, 128, 3), 64 * 128 * 9 + 128),
            (nn.Conv2d(64, 128, 3, groups=64, bias=False), 128 * 9),
            (nn.ConvTranspose2d(64, 32, 2), 64 * 32 * 4 + 32),
            (nn.LSTM(10, 20, num_layers=2, bidirectional=True), 2 * (80 * 10 + 80 * 20 + 160) + 2 * (80 * 40 + 80 * 20 + 160)),
            (nn.GRU(10, 20), 60 * 10 + 60 * 20 + 120),
            (nn.MultiheadAttention(512, 8), 4 * 512 * 512 + 4 * 512),
            (nn.Embedding(1000, 64), 64_000),
            (nn.BatchNorm2d(64), 128),
        )
        for layer, count in rows:
            self.assertEqual(parameters(layer), count, layer)

    def test_transformer_base_has_44_million_parameters(self) -> None:
        # nn.Transformer() is the base model of "Attention is all you need" without embeddings: 44,140,544 in torch.
        self.assertEqual(parameters(nn.Transformer()), 44_140_544)

    def test_windows(self) -> None:
        x = torch.empty(1, 3, 224, 224)
        rows = (
            (nn.Conv2d(3, 64, 7, 2, 3), [1, 64, 112, 112]),
            (nn.Conv2d(3, 8, 4, padding="same"), [1, 8, 224, 224]),
            (nn.MaxPool2d(3, 2, ceil_mode=True), [1, 3, 112, 112]),
            (nn.AdaptiveAvgPool2d((None, 7)), [1, 3, 224, 7]),
            (nn.Upsample(scale_factor=1.5), [1, 3, 336, 336]),
            (nn.ConvTranspose2d(3, 8, 3, 2, 1, 1), [1, 8, 448, 448]),
            (nn.Unfold(8, stride=8), [1, 192, 784]),
            (nn.ReflectionPad2d((1, 2, 3, 4)), [1, 3, 231, 227]),
        )
        for layer, shape in rows:
            self.assertEqual(self.shape(layer(x)), shape, layer)

    def test_the_last_window_of_ceil_mode_starts_inside(self) -> None:
        pool = nn.MaxPool2d(2, stride=3, ceil_mode=True)
        self.assertEqual(self.shape(pool(torch.empty(1, 1, 6, 8))), [1, 1, 2, 3])

    def test_errors_name_the_shapes(self) -> None:
        rows = (
            (nn.Conv2d(3, 64, 7), "Given groups=1, weight of size [64, 3, 7, 7], expected input[1, 4, 224, 224] to have 3 "
             "channels, but got 4 channels instead", torch.empty(1, 4, 224, 224)),
            (nn.Linear(1024, 10), "mat1 and mat2 shapes cannot be multiplied (1x512 and 1024x10)", torch.empty(1, 512)),
            (nn.BatchNorm1d(4), "Expected more than 1 value per channel when training, got input size torch.Size([1, 4])",
             torch.empty(1, 4)),
        )  # fmt: skip
        for layer, message, x in rows:
            with self.assertRaises((RuntimeError, ValueError)) as caught:
                layer(x)
            self.assertEqual(str(caught.exception), message)

    def test_lazy_layers_become_the_layers_they_stand_for(self) -> None:
        net = nn.Sequential(nn.LazyConv2d(4, 3), nn.LazyBatchNorm2d(), nn.Flatten(), nn.LazyLinear(2))
        self.assertEqual(self.shape(net(torch.empty(2, 3, 5, 5))), [2, 2])
        self.assertEqual([type(it).__name__ for it in net], ["Conv2d", "BatchNorm2d", "Flatten", "Linear"])
        self.assertEqual(parameters(net), 4 * 27 + 4 + 8 + 72 + 2)

    def test_packed_sequences_are_as_long_as_their_lengths(self) -> None:
        packed = nn.utils.rnn.pack_padded_sequence(torch.empty(3, 4, 2), [1, 4, 2], True, enforce_sorted=False)
        self.assertEqual(packed.batch_sizes.tolist(), [3, 2, 1, 1])
        output, (hidden, _) = nn.LSTM(2, 5, batch_first=True)(packed)
        padded, lengths = nn.utils.rnn.pad_packed_sequence(output, batch_first=True)
        self.assertEqual([self.shape(padded), self.shape(hidden), lengths.tolist()], [[3, 4, 5], [1, 3, 5], [1, 4, 2]])


class Parametrizations(Case):
    def test_weight_norm_has_a_length_for_each_row(self) -> None:
        layer = nn.utils.parametrizations.weight_norm(nn.Conv1d(4, 8, 3))
        names = ["bias", "parametrizations.weight.original0", "parametrizations.weight.original1"]
        self.assertEqual(list(layer.state_dict()), names)
        self.assertEqual(parameters(layer), 8 + 8 + 96)
        self.assertEqual(self.shape(layer(torch.empty(1, 4, 9))), [1, 8, 7])

    def test_other_weights_for_one_call(self) -> None:
        layer = nn.Linear(2, 3)
        given = {"weight": torch.empty(7, 2), "bias": torch.empty(7)}
        self.assertEqual(self.shape(nn.utils.stateless.functional_call(layer, given, torch.empty(1, 2))), [1, 7])
        self.assertEqual(self.shape(layer.weight), [3, 2])


if __name__ == "__main__":
    unittest.main()
