"""Habits of code in the wild: configurations in files, weights out of reach, data that is not there, old idioms."""

import os
import sys
import textwrap

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from test_driver_models import HEAD, NET, Requests  # noqa: E402

CONFIGURED = """\
    class Net(nn.Module):
        def __init__(self, cfg, **kwargs):
            super().__init__()
            extra = cfg.MODEL.EXTRA
            self.conv = nn.Conv2d(3, extra["WIDTH"], 3, padding=1)
            self.head = nn.Conv2d(extra["WIDTH"], cfg.MODEL.CLASSES, 1)
        def forward(self, x):
            return self.head(self.conv(x))
    def get_net(cfg, is_train, **kwargs):
        return Net(cfg, **kwargs)
    """


class Configurations(Requests):
    def with_yaml(self, text):
        """PyYAML need not be there, and the device that reads YAML is not: JSON is YAML."""
        import importlib
        import json

        imported = importlib.import_module("edgewise_tracer.imports")
        sys.path.insert(0, imported.FALLBACK)
        self.addCleanup(sys.path.remove, imported.FALLBACK)
        yaml = importlib.import_module("yaml")
        before = yaml._converted
        yaml._converted = lambda it: [json.loads(it)]
        self.addCleanup(setattr, yaml, "_converted", before)
        return text

    def test_defaults_of_yacs_under_a_file_that_is_named_for_the_model(self):
        self.write(
            "lib/config/default.py",
            "from yacs.config import CfgNode as CN\n_C = CN()\n_C.MODEL = CN()\n_C.MODEL.CLASSES = 7\n_C.MODEL.EXTRA = CN()\n",
        )
        self.write("experiments/coco/a/a.yaml", '{"MODEL": {"NAME": "other", "EXTRA": {"WIDTH": 5}}}')
        self.write(
            "experiments/coco/net/w32_long_name.yaml",
            self.with_yaml('{"MODEL": {"NAME": "net", "IMAGE_SIZE": [24, 32], "EXTRA": {"WIDTH": 4}}}'),
        )
        path = self.write("lib/models/net.py", HEAD + textwrap.dedent(CONFIGURED))
        model = self.fine(self.ask(path))[0]
        self.assertEqual(
            model["entry"]["call"], "get_net(../../experiments/coco/net/w32_long_name.yaml, False)"
        )
        self.assertEqual(self.parameters(model), 3 * 4 * 9 + 4 + 4 * 7 + 7)
        # Width before height, as such files have it.
        self.assertEqual(self.inputs(model)["x"][1], [1, 3, 32, 24])

    def test_the_part_of_a_file_that_has_what_is_read(self):
        self.write(
            "config/plain.yaml", self.with_yaml('{"save": 1, "model": {"arch": {"width": 6}, "top": 1}}')
        )
        text = """\
            class Net(nn.Module):
                def __init__(self, model_cfg):
                    super().__init__()
                    self.conv = nn.Conv2d(3, model_cfg.arch.width, 1)
                def forward(self, x):
                    return self.conv(x)
            """
        (model,) = self.fine(self.trace(text))
        self.assertEqual(self.parameters(model), 6 * 3 + 6)

    def test_a_configuration_in_python_with_the_classes_left_open(self):
        self.write("configs/small.py", "model = dict(width=5, head=dict(anchors=2))\nlr = 0.1\n")
        text = """\
            class Net(nn.Module):
                def __init__(self, config, num_classes=None):
                    super().__init__()
                    self.conv = nn.Conv2d(3, config.model.width, 1)
                    self.head = nn.Conv2d(config.model.width, num_classes * config.model.head.anchors, 1)
                def forward(self, x):
                    return self.head(self.conv(x))
            """
        (model,) = self.fine(self.trace(text))
        self.assertEqual(model["entry"]["call"], "Net(configs/small.py, num_classes=80)")
        self.assertEqual(self.parameters(model), 15 + 5 + 160 * 5 + 160)

    def test_options_that_a_file_reads_from_the_command_line(self):
        self.write(
            "src/option.py",
            "import argparse\nparser = argparse.ArgumentParser()\nparser.add_argument('--n_feats', type=int, default=6)\n"
            "args = parser.parse_args()\n",
        )
        text = """\
            def make_model(args, parent=False):
                return Net(args)
            class Net(nn.Module):
                def __init__(self, args, conv=nn.Conv2d):
                    super().__init__()
                    self.conv = conv(3, args.n_feats, 3)
                def forward(self, x):
                    return self.conv(x)
            """
        (model,) = self.fine(self.trace(text, "src/model/net.py"))
        self.assertEqual(model["entry"]["call"], "make_model(../option.py)")
        self.assertEqual(self.parameters(model), 3 * 6 * 9 + 6)

    def test_a_key_of_the_table_that_an_argument_is_looked_up_in(self):
        for table, lookup in (
            ("WIDTHS = {'tiny': 4, 'large': 8}", "WIDTHS[variant]"),
            ("", "self.widths[variant]"),
            ("", "Net.widths[variant]"),
        ):
            text = f"{table}\nclass Net(nn.Module):\n    widths = {{7: 4, 9: 8}}\n    def __init__(self, variant):\n        super().__init__()\n"
            text += f"        self.conv = nn.Conv2d(3, {lookup}, 1)\n    def forward(self, x):\n        return self.conv(x)\n"
            (model,) = self.fine(self.trace(text))
            self.assertEqual(self.parameters(model), 16)

    def test_a_list_that_is_called_cfg_is_no_file(self):
        self.write("configs/net.yaml", self.with_yaml('{"a": 1}'))
        text = """\
            def make_layers(cfg):
                return nn.Sequential(*[nn.Conv2d(3, it, 1) for it in cfg])
            """
        answer = self.trace(text)
        self.assertEqual(answer["models"], [])
        self.assertEqual([it["reason"] for it in answer["candidates"]], ["needs cfg"])


class OutOfReach(Requests):
    def test_weights_that_the_code_fetches_itself(self):
        self.write("store.py", "def weights(name):\n    raise ValueError('no such file: ' + name)\n")
        text = """\
            from store import weights
            class Backbone(nn.Module):
                def __init__(self, pretrained=True):
                    super().__init__()
                    self.conv = nn.Conv2d(3, 4, 1)
                    if pretrained:
                        self.load_state_dict(weights("backbone"))
                def forward(self, x):
                    return self.conv(x)
            def net(pretrained=False, pretrained_base=True):
                return Backbone(pretrained=pretrained_base)
            """
        (model,) = self.fine(self.trace(text))
        self.assertEqual(self.parameters(model), 16)
        (remark,) = [it for it in model["notes"] if it["kind"] == "weights-not-read"]
        self.assertIn("no such file: backbone", remark["message"])

    def test_another_error_stays(self):
        text = """\
            class Net(nn.Module):
                def __init__(self, pretrained=True):
                    super().__init__()
                    raise ValueError("never")
                def forward(self, x):
                    return x
            """
        (model,) = self.trace(text)["models"]
        self.assertEqual((model["error"]["type"], model["error"]["message"]), ("ValueError", "never"))

    def test_data_that_is_not_there(self):
        self.write(
            "data.py",
            """\
            WIDTH = 4
            def labels(path):
                return [it for it in open(path)]
            class Labelled:
                def __init__(self, names=labels("/nowhere/labels.txt")):
                    self.names = names
            """,
        )
        text = textwrap.dedent(NET).replace("width=8", "width=WIDTH")
        answer = self.trace("from data import WIDTH, Labelled\n" + text)
        (model,) = self.fine(answer)
        self.assertEqual(self.parameters(model), 3 * 4 * 9 + 4 + 8 + 50)
        self.assertTrue(any("labels.txt" in it["message"] for it in answer["notes"]))

    def test_what_follows_from_missing_data_is_no_error_of_the_code(self):
        script = """\
            from torchvision import datasets
            images, labels = next(iter(datasets.MNIST("data")))
            for image in images:
                shape = image.shape
            print(labels.shape)
            """
        answer = self.trace(textwrap.dedent(NET) + textwrap.dedent(script))
        self.fine(answer)
        self.assertTrue(any(it["kind"] == "unsupported" for it in answer["notes"]))

    def test_a_class_that_could_not_be_made_cannot_be_called(self):
        self.write(
            "block.py",
            "import torch.nn as nn\nclass Block(nn.Module):\n    names = open('/nowhere/names.txt').read()\n",
        )
        text = """\
            from block import Block
            class Net(nn.Module):
                def __init__(self):
                    super().__init__()
                    self.block = Block()
                def forward(self, x):
                    return self.block(x)
            """
        (model,) = self.trace(text)["models"]
        self.assertIn("block.Block", model["error"]["message"])


class Evidence(Requests):
    def test_star_imports_of_a_script(self):
        self.write("models.py", HEAD + textwrap.dedent(NET).replace("width=8", "width"))
        self.write("train.py", "from models import *\nw = 2\nnet = Net(w + 1)\ny = net(torch.randn(2, 3, 9, 9))\n")
        (model,) = self.fine(self.ask(os.path.join(self.folder, "models.py")))
        self.assertEqual(self.parameters(model), 3 * 3 * 9 + 3 + 6 + 40)
        self.assertEqual(self.inputs(model)["x"][1], [1, 3, 9, 9])

    def test_a_class_method_that_makes_the_model(self):
        text = """\
            class Net(nn.Module):
                def __init__(self, widths=None):
                    super().__init__()
                    assert isinstance(widths, list), "widths should be a list"
                    self.conv = nn.Conv2d(3, widths[0], 1)
                @classmethod
                def from_name(cls, name):
                    return cls([{"a": 4}[name]])
                def forward(self, x):
                    return self.conv(x)
            """
        self.write("README.md", "```python\nfrom net import Net\nmodel = Net.from_name('a')\n```\n")
        (model,) = self.fine(self.trace(text))
        self.assertEqual(model["entry"]["call"], "Net.from_name('a')")
        self.assertEqual(self.parameters(model), 16)

    def test_a_run_that_only_measures_is_not_counted(self):
        text = """\
            class Net(nn.Module):
                def __init__(self):
                    super().__init__()
                    self.conv = nn.Conv2d(3, 4, 1)
                def forward(self, x, profile=False):
                    for _ in range(10 if profile else 1):
                        y = self.conv(x)
                    return y
            if __name__ == "__main__":
                net = Net()
                net(torch.rand(1, 3, 8, 8), profile=True)
            """
        (model,) = self.fine(self.trace(text))
        self.assertEqual(len(model["nodes"]), 1)
        self.assertEqual(self.inputs(model)["x"][1], [1, 3, 8, 8])

    def test_several_samples_and_a_switch(self):
        text = textwrap.dedent(NET).replace("forward(self, x)", "forward(self, x, is_feat=False)")
        script = "def test():\n    net = Net()\n    y = net(torch.randn(2, 3, 20, 20), is_feat=True)\n"
        (model,) = self.fine(self.trace(text + script))
        self.assertEqual(self.inputs(model)["x"][1], [1, 3, 20, 20])

    def test_whole_numbers_that_the_model_does_not_take(self):
        text = """\
            class Net(nn.Module):
                def __init__(self):
                    super().__init__()
                    self.conv = nn.Conv1d(1, 4, 3)
                def forward(self, mixture):
                    return self.conv(mixture.unsqueeze(1))
            if __name__ == "__main__":
                net = Net()
                net(torch.randint(3, (2, 40)))
            """
        (model,) = self.fine(self.trace(text))
        self.assertEqual(self.inputs(model)["mixture"], ("float32", [1, 40]))


class Inputs(Requests):
    def guessed(self, text):
        (model,) = self.fine(self.trace(text))
        return {name: shape for name, (_, shape) in self.inputs(model).items()}

    def test_noise_beside_the_embedding_of_a_label(self):
        shapes = self.guessed(
            """\
            class Generator(nn.Module):
                def __init__(self):
                    super().__init__()
                    self.embed = nn.Embedding(10, 10)
                    self.model = nn.Linear(100 + 10, 784)
                def forward(self, noise, labels):
                    return self.model(torch.cat((self.embed(labels), noise), -1)).view(-1, 1, 28, 28)
            """
        )
        self.assertEqual(shapes, {"noise": [1, 100], "labels": [1]})

    def test_a_picture_beside_the_embedding_of_a_label(self):
        shapes = self.guessed(
            """\
            class Discriminator(nn.Module):
                def __init__(self):
                    super().__init__()
                    self.embed = nn.Embedding(10, 10)
                    self.model = nn.Linear(1024 + 10, 1)
                def forward(self, img, labels):
                    return self.model(torch.cat((img.view(img.size(0), -1), self.embed(labels)), -1))
            """
        )
        self.assertEqual(shapes, {"img": [1, 1, 32, 32], "labels": [1]})

    def test_noise_times_the_embedding_of_a_label(self):
        shapes = self.guessed(
            """\
            class Generator(nn.Module):
                def __init__(self):
                    super().__init__()
                    self.embed = nn.Embedding(10, 96)
                    self.model = nn.Linear(96, 784)
                def forward(self, noise, labels):
                    return self.model(self.embed(labels) * noise)
            """
        )
        self.assertEqual(shapes["noise"], [1, 96])

    def test_the_size_that_a_detector_is_made_for(self):
        shapes = self.guessed(
            """\
            class SSD(nn.Module):
                def __init__(self, size=300):
                    super().__init__()
                    self.size = size
                    self.conv = nn.Conv2d(3, 4, 3)
                def forward(self, x):
                    return self.conv(x)
            """
        )
        self.assertEqual(shapes, {"x": [1, 3, 300, 300]})

    def test_channels_that_come_last(self):
        for layer, order, shape in (
            ("Conv1d", "0, 2, 1", [1, 1024, 88]),
            ("Conv2d", "0, 3, 1, 2", [1, 224, 224, 88]),
        ):
            shapes = self.guessed(
                f"""\
                class Net(nn.Module):
                    def __init__(self):
                        super().__init__()
                        self.conv = nn.{layer}(88, 4, 3)
                    def forward(self, x):
                        return self.conv(x.permute({order}))
                """
            )
            self.assertEqual(shapes, {"x": shape})

    def test_a_size_that_the_text_names(self):
        shapes = self.guessed(
            """\
            settings = {'input_size': [3, 331, 331]}
            class Net(nn.Module):
                def __init__(self):
                    super().__init__()
                    self.conv = nn.Conv2d(3, 4, 3)
                def forward(self, x):
                    if x.shape[-1] % 10 != 1:
                        raise ValueError("such a picture is not taken")
                    return self.conv(x)
            """
        )
        self.assertEqual(shapes, {"x": [1, 3, 331, 331]})

    def test_a_class_that_bears_the_name_of_a_layer(self):
        shapes = self.guessed(
            """\
            class LayerNorm(nn.Module):
                def __init__(self):
                    super().__init__()
                    self.gamma = nn.Parameter(torch.ones(3))
                def forward(self, x):
                    return x * self.gamma[:, None, None]
            class Net(nn.Module):
                def __init__(self):
                    super().__init__()
                    self.norm = LayerNorm()
                    self.conv = nn.Conv2d(3, 4, 1)
                def forward(self, x):
                    return self.conv(self.norm(x))
            """
        )
        self.assertEqual(shapes, {"x": [1, 3, 224, 224]})


class Packages(Requests):
    def test_parts_of_a_package_without_init_files_in_between(self):
        self.write("lib/__init__.py", "")
        self.write("lib/util.py", "WIDTH = 4\n")
        self.write("lib/model/head/deep.py", "from ...util import WIDTH\n")
        text = HEAD + "from ..head.deep import WIDTH\n" + textwrap.dedent(NET).replace("width=8", "width=WIDTH")
        (model,) = self.fine(self.ask(self.write("lib/model/arch/net.py", text)))
        self.assertEqual(self.parameters(model), 3 * 4 * 9 + 4 + 8 + 50)

    def test_a_part_of_a_package_that_nobody_has_imported(self):
        self.write("site/parcel/__init__.py", "")
        self.write("site/parcel/version.py", "WIDTH = 4\n")
        text = "import parcel\nW = parcel.version.WIDTH\nassert not hasattr(parcel, 'other')\n"
        text += textwrap.dedent(NET).replace("width=8", "width=W")
        path = self.write("ws/net.py", HEAD + text)
        places = {"roots": [os.path.join(self.folder, "ws")], "searchPath": [os.path.join(self.folder, "site")]}
        (model,) = self.fine(self.ask(path, **places))
        self.assertEqual(self.parameters(model), 3 * 4 * 9 + 4 + 8 + 50)

    def test_a_finder_of_the_code_itself(self):
        self.write("exps/tiny.py", "WIDTH = 4\n")
        self.write(
            "lib/__init__.py",
            """\
            import sys
            from importlib import abc, util
            from pathlib import Path
            FOLDER = Path(__file__).resolve().parent.parent / "exps"
            class Finder(abc.MetaPathFinder):
                def find_spec(self, name, path, target=None):
                    if name.startswith("lib."):
                        file = FOLDER / (name.split(".")[-1] + ".py")
                        return util.spec_from_file_location(name, file) if file.is_file() else None
            sys.meta_path.append(Finder())
            """,
        )
        text = "import importlib\nimport lib\nW = importlib.import_module('lib.tiny').WIDTH\n"
        (model,) = self.fine(self.trace(text + textwrap.dedent(NET).replace("width=8", "width=W")))
        self.assertEqual(self.parameters(model), 3 * 4 * 9 + 4 + 8 + 50)

    def test_relative_imports_across_a_folder_that_is_no_name(self):
        self.write("my-net/utils.py", "WIDTH = 4\n")
        self.write("my-net/models/__init__.py", "")
        text = HEAD + "from ..utils import WIDTH\n" + textwrap.dedent(NET).replace("width=8", "width=WIDTH")
        (model,) = self.fine(self.ask(self.write("my-net/models/net.py", text)))
        self.assertEqual(self.parameters(model), 3 * 4 * 9 + 4 + 8 + 50)

    def test_helpers_of_ultralytics_and_pkg_resources(self):
        text = """\
            import pkg_resources as pkg
            from ultralytics.utils.ops import make_divisible
            from ultralytics.utils.checks import check_version
            NEW = pkg.parse_version("1.10.0") >= pkg.parse_version("1.9") and check_version("2.1.0", ">=1.8,<3")
            class Net(nn.Module):
                def __init__(self):
                    super().__init__()
                    self.conv = nn.Conv2d(3, make_divisible(13.5 if NEW else 1, 8), 1)
                def forward(self, x):
                    return self.conv(x)
            """
        (model,) = self.fine(self.trace(text))
        self.assertEqual(self.parameters(model), 16 * 3 + 16)


class Registries(Requests):
    def test_layers_of_mmcv_and_a_registry(self):
        text = """\
            from mmcv.cnn import ConvModule, DepthwiseSeparableConvModule, UPSAMPLE_LAYERS, build_upsample_layer
            from mmcv.runner import BaseModule, force_fp32, load_checkpoint
            from mmcv.utils import Registry
            HEADS = Registry("head")
            @UPSAMPLE_LAYERS.register_module()
            class Twice(nn.Module):
                def forward(self, x):
                    return F.interpolate(x, scale_factor=2)
            @HEADS.register_module()
            class Head(BaseModule):
                def __init__(self, width):
                    super().__init__()
                    self.conv = ConvModule(3, width, 3, padding=1, norm_cfg=dict(type="BN"), act_cfg=dict(type="ReLU6"))
                    self.pair = DepthwiseSeparableConvModule(width, 8, 3, padding=1)
                    self.up = build_upsample_layer(dict(type="Twice"))
                @force_fp32(apply_to=("x",))
                def forward(self, x):
                    return self.up(self.pair(self.conv(x)))
            def build_model():
                return HEADS.build(dict(type="Head", width=4))
            """
        model = self.fine(self.trace(text))[0]
        # conv without bias, norm; depthwise and pointwise with biases.
        self.assertEqual(self.parameters(model), 3 * 4 * 9 + 8 + 4 * 9 + 4 + 4 * 8 + 8)
        self.assertEqual(
            [it["op"] for it in model["nodes"]], ["Conv", "BatchNormalization", "Clip", "Conv", "Relu", "Conv", "Relu", "Resize"]
        )

    def test_a_registry_of_a_package_that_is_not_there(self):
        text = """\
            from unheardof.registry import Registry
            MODELS = Registry("model")
            @MODELS.register_module()
            class Net(nn.Module):
                def __init__(self):
                    super().__init__()
                    self.conv = nn.Conv2d(3, 4, 1)
                def forward(self, x):
                    return self.conv(x)
            """
        (model,) = self.fine(self.trace(text))
        self.assertEqual(self.parameters(model), 16)

    def test_parts_of_a_vision_transformer(self):
        text = """\
            from timm.models.vision_transformer import Block, PatchEmbed
            class Net(nn.Module):
                def __init__(self):
                    super().__init__()
                    self.embed = PatchEmbed(32, 8, 3, 16)
                    self.block = Block(16, 4, 4.0, qkv_bias=True, qk_scale=None, norm_layer=nn.LayerNorm)
                def forward(self, x):
                    return self.block(self.embed(x))
            """
        (model,) = self.fine(self.trace(text))
        embed, attention, mlp = 3 * 64 * 16 + 16, 16 * 48 + 48 + 16 * 16 + 16, 2 * 16 * 64 + 64 + 16
        self.assertEqual(self.parameters(model), embed + attention + mlp + 4 * 16)
        self.assertEqual(self.inputs(model)["x"][1], [1, 3, 32, 32])

    def test_a_fused_normalization(self):
        text = """\
            from inplace_abn import InPlaceABN
            class Net(nn.Module):
                def __init__(self):
                    super().__init__()
                    self.conv, self.norm = nn.Conv2d(3, 4, 1), InPlaceABN(4, activation="elu")
                def forward(self, x):
                    return self.norm(self.conv(x))
            """
        (model,) = self.fine(self.trace(text))
        self.assertEqual([it["op"] for it in model["nodes"]], ["Conv", "BatchNormalization", "Elu"])
        self.assertEqual(self.parameters(model), 16 + 8)


class OldIdioms(Requests):
    def test_a_dataclass_inside_a_dataclass(self):
        text = """\
            from dataclasses import dataclass
            @dataclass
            class Inner:
                width: int = 4
            @dataclass
            class NetConfig:
                inner: Inner = Inner()
            class Net(nn.Module):
                def __init__(self, config: NetConfig):
                    super().__init__()
                    self.conv = nn.Conv2d(3, config.inner.width, 1)
                def forward(self, x):
                    return self.conv(x)
            """
        (model,) = self.fine(self.trace(text))
        self.assertEqual(self.parameters(model), 16)

    def test_what_only_the_class_behind_a_factory_demands(self):
        text = """\
            class Net(nn.Module):
                def __init__(self, depth, num_classes):
                    super().__init__()
                    self.conv = nn.Conv2d(3, num_classes, depth)
                def forward(self, x):
                    return self.conv(x)
            def net_2(**kwargs):
                return Net(depth=2, **kwargs)
            """
        (model,) = self.fine(self.trace(text))
        self.assertEqual(model["entry"]["call"], "net_2(num_classes=1000)")
        self.assertEqual(self.parameters(model), 3 * 1000 * 4 + 1000)
        self.assertIn("num_classes", model["notes"][0]["message"])

    def test_numpy_before_1_24_and_types_of_tensors(self):
        text = """\
            import numpy as np
            class Net(nn.Module):
                def __init__(self):
                    super().__init__()
                    self.conv = nn.Conv2d(3, np.int(4.7), 1)
                    self.scale = torch.arange(4, dtype=np.float)
                def forward(self, x):
                    y = self.conv(x)
                    return torch.stack([y, y * self.scale.type(type(y.data)).view(4, 1, 1)], axis=1)
            """
        (model,) = self.fine(self.trace(text))
        self.assertEqual(self.parameters(model), 16)
        self.assertEqual(model["tensors"][model["outputs"][0]["tensor"]], ["float32", [1, 2, 4, 224, 224]])


if __name__ == "__main__":
    import unittest

    unittest.main()
