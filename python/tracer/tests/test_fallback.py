"""The small stand-ins for packages that are not among the user's."""

from __future__ import annotations

import os
import sys
import unittest

_TRACER = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, _TRACER)

import torch  # noqa: E402
from edgewise_tracer import imports, notes  # noqa: E402
from torch import nn  # noqa: E402


class Case(unittest.TestCase):
    def setUp(self) -> None:
        notes.reset()
        before = set(sys.modules)
        imports.install([], [])
        self.addCleanup(
            lambda: [sys.modules.pop(name) for name in set(sys.modules) - before if not name.startswith("torch")]
        )
        self.addCleanup(imports.reset)


class Typing(Case):
    def test_forms_that_this_python_has_not_can_be_called(self) -> None:
        import typing_extensions

        form = typing_extensions.NoSuchForm

        @form
        class Marked:
            pass

        @form("reason", category=None)
        def marked() -> int:
            return 3

        class Derived(form[int], form):
            pass

        self.assertIsInstance(Marked(), Marked)
        self.assertEqual(marked(), 3)
        self.assertTrue(issubclass(Derived, int))


class Versions(Case):
    def test_the_emulated_torch_is_what_its_metadata_says(self) -> None:
        from importlib.metadata import version

        self.assertEqual(version("torch"), torch.__version__)
        self.assertEqual(torch.version.__version__, torch.__version__)


class Einops(Case):
    # (function, shape, pattern, lengths, shape that einops 0.8 gives)
    _SHAPES = (
        ("rearrange", (2, 3, 8, 8), "b c (h p1) (w p2) -> b (h w) (p1 p2 c)", {"p1": 4, "p2": 2}, (2, 8, 24)),
        ("rearrange", (2, 5, 96), "b n (h d) -> b h n d", {"h": 8}, (2, 8, 5, 12)),
        ("rearrange", (2, 5, 96), "... (three d) -> three ... d", {"three": 3}, (3, 2, 5, 32)),
        ("rearrange", (2, 3, 4, 5), "b ... c -> b (...) c", {}, (2, 12, 5)),
        ("rearrange", (6, 4), "(b 1) c -> b c 1", {}, (6, 4, 1)),
        ("rearrange", (2, 3, 4), "b c t -> (b t) c", {}, (8, 3)),
        ("reduce", (2, 3, 8, 8), "b c h w -> b c", {"reduction": "mean"}, (2, 3)),
        ("reduce", (2, 3, 8, 8), "b c (h 2) (w 2) -> b c h w", {"reduction": "max"}, (2, 3, 4, 4)),
        ("reduce", (2, 3, 8), "b c h -> b () h", {"reduction": "sum"}, (2, 1, 8)),
        ("repeat", (3, 4), "n d -> b n d", {"b": 5}, (5, 3, 4)),
        ("repeat", (1, 1, 4), "() n d -> b n d", {"b": 5}, (5, 1, 4)),
        ("repeat", (2, 3), "h w -> (h 2) (w r)", {"r": 3}, (4, 9)),
    )

    def test_shapes(self) -> None:
        import einops

        self.assertTrue(einops.__file__.startswith(_TRACER))
        for name, shape, pattern, lengths, expected in self._SHAPES:
            with self.subTest(pattern):
                self.assertEqual(tuple(getattr(einops, name)(torch.zeros(shape), pattern, **lengths).shape), expected)

    def test_values_follow_their_axes(self) -> None:
        from einops import rearrange

        x = torch.arange(12).reshape(3, 4)
        self.assertEqual(
            rearrange(x, "(a b) (c d) -> (c a) (b d)", a=3, c=2).tolist(),
            [[0, 1], [4, 5], [8, 9], [2, 3], [6, 7], [10, 11]],
        )

    def test_errors(self) -> None:
        from einops import EinopsError, rearrange, repeat

        for call in (
            lambda: rearrange(torch.zeros(2, 7), "b (h d) -> b h d", h=2),
            lambda: rearrange(torch.zeros(2, 7), "b c d -> b c d"),
            lambda: rearrange(torch.zeros(2, 7), "b c -> b"),
            lambda: repeat(torch.zeros(2), "b -> b c"),
            lambda: rearrange(torch.zeros(2, 4), "b (x y) -> b x y"),
        ):
            with self.assertRaises(EinopsError):
                call()

    def test_the_rest(self) -> None:
        from einops import einsum, pack, parse_shape, unpack
        from einops.layers.torch import EinMix, Rearrange, Reduce

        a, b = torch.zeros(2, 5, 8), torch.zeros(2, 7, 8)
        self.assertEqual(einsum(a, b, "batch i dim, batch j dim -> batch i j").shape, (2, 5, 7))
        packed, shapes = pack([torch.zeros(2, 3), torch.zeros(2, 4, 5)], "b *")
        self.assertEqual(packed.shape, (2, 23))
        self.assertEqual([tuple(part.shape) for part in unpack(packed, shapes, "b *")], [(2, 3), (2, 4, 5)])
        self.assertEqual(parse_shape(a, "b n _"), {"b": 2, "n": 5})
        net = nn.Sequential(Rearrange("b c h w -> b (h w) c"), Reduce("b n c -> b c", "mean"))
        self.assertEqual(net(torch.zeros(2, 3, 4, 4)).shape, (2, 3))
        mix = EinMix("b t c -> b t o", weight_shape="c o", bias_shape="o", c=8, o=3)
        self.assertEqual(mix(a).shape, (2, 5, 3))
        self.assertEqual(sum(p.numel() for p in mix.parameters()), 27)


class Others(Case):
    def test_versions_compare_as_meant(self) -> None:
        from packaging import version

        ordered = ["1.0.dev1", "1.0a1", "1.0rc1", "1.0", "1.0.post1", "1.2", "1.10", "2.0"]
        self.assertEqual(sorted(reversed(ordered), key=version.parse), ordered)
        self.assertEqual(version.parse("1.0"), version.Version("1.0.0"))
        self.assertGreater(version.parse("2.6.0+cu124"), version.parse("2.5"))
        with self.assertRaises(version.InvalidVersion):
            version.parse("not a version")

    def test_configurations(self) -> None:
        from easydict import EasyDict
        from omegaconf import OmegaConf
        from yacs.config import CfgNode

        self.assertEqual(EasyDict({"a": {"b": [{"c": 1}]}}).a.b[0].c, 1)
        merged = OmegaConf.merge(OmegaConf.create({"m": {"a": 1, "b": 2}}), {"m": {"b": 3}})
        self.assertEqual((merged.m.a, merged.m.b, merged.m.missing), (1, 3, None))
        node = CfgNode({"A": {"B": 1}})
        node.merge_from_list(["A.B", 5])
        self.assertEqual(node.A.B, 5)

    def test_lightning_modules(self) -> None:
        import lightning as L
        import pytorch_lightning as pl

        class Net(pl.LightningModule):
            def __init__(self, width: int = 4, *, depth: int = 2):
                super().__init__()
                self.save_hyperparameters()
                self.fc = nn.Linear(3, self.hparams.width)

            def forward(self, x):
                self.log("shape", x.shape)
                return self.fc(x)

        self.assertIs(L.LightningModule, pl.LightningModule)
        net = Net(width=5)
        self.assertEqual((net.hparams["width"], net.hparams.depth), (5, 2))
        self.assertEqual(net(torch.zeros(1, 3)).shape, (1, 5))

    def test_helpers_of_timm(self) -> None:
        from timm.data import IMAGENET_DEFAULT_MEAN
        from timm.models.layers import DropPath, to_2tuple, trunc_normal_
        from timm.models.registry import register_model
        from timm.models.vision_transformer import _cfg

        @register_model
        def build():
            return nn.Identity()

        self.assertEqual((to_2tuple(3), to_2tuple((1, 2))), ((3, 3), (1, 2)))
        self.assertEqual(DropPath(0.1).eval()(torch.zeros(2, 3)).shape, (2, 3))
        self.assertEqual(_cfg()["mean"], IMAGENET_DEFAULT_MEAN)
        self.assertEqual(trunc_normal_(torch.zeros(2), std=0.02).shape, (2,))

    def test_weights_of_the_hub_are_not_read(self) -> None:
        from huggingface_hub import PyTorchModelHubMixin, hf_hub_download
        from safetensors.torch import load_file

        class Net(nn.Module, PyTorchModelHubMixin, repo_url="x"):
            def __init__(self, width: int = 2):
                super().__init__()
                self.fc = nn.Linear(2, width)

        net = Net.from_pretrained("someone/net", width=3)
        net.load_state_dict(load_file(hf_hub_download("someone/net", "model.safetensors")))
        self.assertEqual(net.fc.out_features, 3)

    def test_counters_count_nothing(self) -> None:
        from fvcore.nn import FlopCountAnalysis, flop_count_table
        from thop import profile
        from torchinfo import summary
        from tqdm import tqdm

        net = nn.Linear(2, 3)
        self.assertEqual(profile(net, inputs=(torch.zeros(1, 2),)), (0.0, 0.0))
        self.assertIsInstance(flop_count_table(FlopCountAnalysis(net, torch.zeros(1, 2))), str)
        self.assertIsNone(summary(net, (1, 2)))
        self.assertEqual(list(tqdm(range(3))), [0, 1, 2])

    def test_torchvision_that_is_missing_says_so_when_it_is_used(self) -> None:
        from edgewise_tracer.errors import UnsupportedOp

        names: dict = {}
        # As a file of the user: our own files do without stubs.
        exec(compile("import torchvision\nimport torchvision.transforms as T", "/workspace/net.py", "exec"), names)
        torchvision, T = names["torchvision"], names["T"]
        with self.assertRaisesRegex(UnsupportedOp, "torchvision.models.resnet50"):
            torchvision.models.resnet50()
        self.assertIsNotNone(T.Compose([T.ToTensor(), T.Normalize((0.5,), (0.5,))]))


if __name__ == "__main__":
    unittest.main()
