"""Which models a file has, what they are made with, and which inputs they get when nobody says so."""

import os
import sys
import textwrap
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from test_driver_models import HEAD, NET, Requests  # noqa: E402


def layers(*lines, forward, init="self", extra=""):
    """A class Net with these layers."""
    made = "".join(f"        {it}\n" for it in lines)
    return f"class Net(nn.Module):\n    def __init__({init}):\n        super().__init__()\n{made}    def forward{forward}\n{extra}"


class Models(Requests):
    def calls(self, answer):
        return [it["entry"]["call"] for it in answer["models"]]

    def reasons(self, answer):
        return {it["name"]: it["reason"] for it in answer["candidates"]}

    def test_factories_come_before_classes_and_blocks_are_parts(self):
        answer = self.trace(
            """\
            class Block(nn.Module):
                def __init__(self, a, b=3):
                    super().__init__()
                    self.c = nn.Conv2d(a, a, b, padding=1)
                def forward(self, x):
                    return self.c(x)
            class Net(nn.Module):
                def __init__(self, depth, classes=10):
                    super().__init__()
                    self.blocks = nn.Sequential(*[Block(3) for _ in range(depth)])
                def forward(self, x):
                    return self.blocks(x)
            def _net(depth, **options):
                return Net(depth, **options)
            def net_small(pretrained=False, **options):
                model = _net(2, **options)
                if pretrained:
                    model.load_state_dict(None)
                return model
            def net_large(**options):
                return _net(5, **options)
            def helper(x):
                return x + 1
            """
        )
        self.fine(answer)
        self.assertEqual(self.calls(answer), ["net_small()", "net_large()"])
        self.assertEqual([it["entry"]["kind"] for it in answer["models"]], ["factory"] * 2)
        self.assertEqual([it["entry"]["class"] for it in answer["models"]], ["Net", "Net"])
        self.assertEqual(self.reasons(answer), {"Block": "part of Net", "_net": "needs depth"})

    def test_the_main_block_says_arguments_and_input(self):
        text = (
            textwrap.dedent(NET)
            + "if __name__ == '__main__':\n    w = 4 * 2\n    net = Net(width=w).eval()\n    x = torch.randn(1, 3, 40, 48)\n    print(net(x).shape)\n"
        )
        (model,) = self.fine(self.trace(text))
        self.assertEqual(model["entry"]["call"], "Net(width=w)")
        self.assertEqual(self.inputs(model), {"x": ("float32", [1, 3, 40, 48])})
        self.assertEqual(self.source_of(model), {"randn"})

    def test_several_samples_become_one(self):
        text = (
            textwrap.dedent(NET) + "def test():\n    net = Net()\n    y = net(torch.randn(16, 3, 20, 20))\n"
        )
        (model,) = self.fine(self.trace(text))
        self.assertEqual(self.inputs(model)["x"][1], [1, 3, 20, 20])
        self.assertIn("16 samples", model["notes"][0]["message"])

    def test_helpers_that_take_shapes(self):
        for line in (
            "from torchsummary import summary\nsummary(Net(), (3, 20, 24))",
            "from torchinfo import summary\nnet = Net()\nsummary(net, input_size=(1, 3, 20, 24))",
            "net = Net()\ntorch.onnx.export(net, torch.zeros(1, 3, 20, 24), 'f.onnx')",
            "from thop import profile\nnet = Net()\nprofile(net, inputs=(torch.randn(1, 3, 20, 24),))",
            "from ptflops import get_model_complexity_info as g\nnet = Net()\nimport ptflops\nptflops.get_model_complexity_info(net, (3, 20, 24))",
        ):
            body = textwrap.indent(line, "    ")
            (model,) = self.fine(self.trace(textwrap.dedent(NET) + f"if __name__ == '__main__':\n{body}\n"))
            self.assertEqual(self.inputs(model)["x"][1], [1, 3, 20, 24], line)

    def test_a_script_beside_the_file(self):
        self.write(
            "train.py",
            "import argparse\nimport torch\nfrom net import Net\nparser = argparse.ArgumentParser()\nparser.add_argument('data')\nparser.add_argument('--width', type=int, default=6)\n\ndef main(args):\n    model = Net(args.width)\n    for x in loader:\n        model(x)\n\nif __name__ == '__main__':\n    main(parser.parse_args())\n",
        )
        (model,) = self.fine(self.trace(NET))
        self.assertEqual(model["entry"]["call"], "Net(args.width)")
        self.assertEqual(self.parameters(model), 3 * 6 * 9 + 6 + 12 + 70)

    def test_a_readme_that_shows_it(self):
        self.write(
            "README.md",
            "# Net\n```python\nimport torch\nfrom net import Net\nnet = Net(width=5)\nimg = torch.randn(1, 3, 30, 30)\nnet(img)\n```\n",
        )
        (model,) = self.fine(self.trace(NET))
        self.assertEqual(model["entry"]["call"], "Net(width=5)")
        self.assertEqual(self.inputs(model)["x"][1], [1, 3, 30, 30])

    def test_another_class_of_the_same_name_says_nothing(self):
        self.write("other.py", HEAD + "class Net(nn.Module):\n    pass\n")
        self.write("train.py", "from other import Net\nnet = Net(99)\n")
        (model,) = self.fine(self.trace(NET))
        self.assertEqual(model["entry"]["call"], "Net()")

    def test_directives(self):
        text = '# edgewise: args="width=4" input=1x3x12x16\n' + textwrap.dedent(NET)
        (model,) = self.fine(self.trace(text))
        self.assertEqual(model["entry"]["call"], "Net(width=4)")
        self.assertEqual(self.inputs(model), {"x": ("float32", [1, 3, 12, 16])})
        self.assertEqual(self.source_of(model), {"comment"})
        (model,) = self.fine(self.trace("# edgewise: input=1x3x10x10\nx = 1\n" + textwrap.dedent(NET)))
        self.assertEqual(self.inputs(model)["x"][1], [1, 3, 10, 10])
        answer = self.trace("# edgewise: skip\n" + textwrap.dedent(NET))
        self.assertEqual((answer["models"], self.reasons(answer)), ([], {"Net": "left out by a comment"}))

    def test_what_the_request_says_goes_first(self):
        text = "# edgewise: input=1x3x12x16\n" + textwrap.dedent(NET) + "def build(n):\n    return Net(n)\n"
        path = self.write("net.py", HEAD + text)
        (model,) = self.fine(
            self.ask(
                path,
                input=[{"shape": [1, 3, 8, 8], "dtype": "float32"}],
                **{"class": "Net", "args": "width=3"},
            )
        )
        self.assertEqual(self.inputs(model)["x"][1], [1, 3, 8, 8])
        self.assertEqual(self.source_of(model), {"argument"})
        (model,) = self.fine(self.ask(path, call="build(7)", inputs="(torch.randn(2, 3, 9, 9),)"))
        self.assertEqual((model["entry"]["kind"], model["entry"]["class"]), ("expression", "Net"))
        self.assertEqual(self.inputs(model)["x"][1], [2, 3, 9, 9])
        (model,) = self.fine(
            self.ask(
                path, call="nn.Sequential(Net(2), nn.ReLU())", inputs="{'input': torch.ones(1, 3, 5, 5)}"
            )
        )
        self.assertEqual(self.inputs(model)["input"][1], [1, 3, 5, 5])

    def test_an_expression_that_gives_no_model(self):
        path = self.write("net.py", HEAD + textwrap.dedent(NET))
        for call in ("3", "Net", "nothing(", "missing()"):
            (model,) = self.ask(path, call=call)["models"]
            self.assertEqual(model["error"]["phase"], "construct", call)
        self.assertIsNotNone(self.ask(path, **{"class": "Missing"})["error"])

    def test_a_configuration_with_defaults(self):
        (model,) = self.fine(
            self.trace(
                """\
                from dataclasses import dataclass
                @dataclass
                class Config:
                    block_size: int = 64
                    vocab_size: int = 100
                    n_embd: int = 16
                class GPT(nn.Module):
                    def __init__(self, config):
                        super().__init__()
                        self.config = config
                        self.wte = nn.Embedding(config.vocab_size, config.n_embd)
                        self.wpe = nn.Embedding(config.block_size, config.n_embd)
                        self.head = nn.Linear(config.n_embd, config.vocab_size, bias=False)
                    def forward(self, idx, targets=None):
                        b, t = idx.size()
                        assert t <= self.config.block_size
                        return self.head(self.wte(idx) + self.wpe(torch.arange(t)))
                """
            )
        )
        self.assertEqual(model["entry"]["call"], "GPT(Config())")
        self.assertEqual(self.inputs(model), {"idx": ("int64", [1, 64])})

    def test_arguments_of_well_known_names_are_assumed(self):
        text = layers(
            "self.c = nn.Conv2d(in_channels, num_classes, 1)",
            init="self, in_channels, num_classes",
            forward="(self, x):\n        return self.c(x)",
        )
        (model,) = self.fine(self.trace(text))
        self.assertEqual(model["entry"]["call"], "Net(3, 1000)")
        self.assertTrue(any("assumed" in it["message"] for it in model["notes"]))

    def test_a_yaml_file_beside(self):
        self.write("small.yaml", "width: 4\n")
        text = "class Net(nn.Module):\n    def __init__(self, cfg='missing.yaml'):\n        super().__init__()\n        text = open(cfg).read()\n        self.a = nn.Linear(int(text.split(':')[1]), 1)\n    def forward(self, x):\n        return self.a(x)\n"
        (model,) = self.fine(self.trace(text))
        self.assertEqual(model["entry"]["call"], "Net('small.yaml')")
        self.assertEqual(self.parameters(model), 5)

    def test_a_script_that_makes_its_model_at_the_top(self):
        (model,) = self.fine(
            self.trace(
                "model = nn.Sequential(nn.Conv2d(1, 4, 3), nn.ReLU())\ny = model(torch.randn(1, 1, 9, 9))\n"
            )
        )
        self.assertEqual((model["entry"]["kind"], model["entry"]["name"]), ("script", "model"))
        self.assertEqual(self.inputs(model)["input"][1], [1, 1, 9, 9])

    def test_a_class_of_a_missing_package_is_no_model(self):
        answer = self.trace(
            "from onnxruntime.quantization import CalibrationDataReader\nclass Reader(CalibrationDataReader):\n    pass\n"
        )
        self.assertEqual((answer["models"], answer["candidates"], answer["error"]), ([], [], None))

    def test_a_request_for_a_list_runs_no_model(self):
        answer = self.trace(NET, list=True)
        self.assertEqual((answer["models"], self.reasons(answer)), ([], {"Net": "not run"}))


class Inputs(Requests):
    def of(self, text, **more):
        (model,) = self.fine(self.trace(text, **more))
        return self.inputs(model)

    def test_by_the_first_layer(self):
        cases = {
            "nn.Conv2d(5, 4, 3)": ("float32", [1, 5, 224, 224]),
            "nn.Linear(7, 4)": ("float32", [1, 7]),
            "nn.Embedding(30, 4)": ("int64", [1, 128]),
            "nn.LSTM(6, 4, batch_first=True)": ("float32", [1, 32, 6]),
            "nn.GRU(6, 4)": ("float32", [32, 1, 6]),
            "nn.Conv1d(2, 4, 3)": ("float32", [1, 2, 1024]),
        }
        for layer, wanted in cases.items():
            found = self.of(layers(f"self.a = {layer}", forward="(self, x):\n        return self.a(x)"))
            self.assertEqual(found, {"x": wanted}, layer)
        found = self.of(layers("self.a = nn.Conv3d(2, 4, 3)", forward="(self, x):\n        return self.a(x)"))
        self.assertEqual(len(found["x"][1]), 5)

    def test_sizes_that_a_flattened_layer_wants(self):
        lenet = layers(
            "self.c = nn.Conv2d(3, 6, 5)",
            "self.d = nn.Conv2d(6, 16, 5)",
            "self.f = nn.Linear(16 * 5 * 5, 10)",
            forward="(self, x):\n        x = F.max_pool2d(F.relu(self.c(x)), 2)\n        x = F.max_pool2d(F.relu(self.d(x)), 2)\n        return self.f(torch.flatten(x, 1))",
        )
        self.assertEqual(self.of(lenet)["x"][1], [1, 3, 32, 32])
        odd = layers(
            "self.c = nn.Conv2d(3, 4, 3, padding=1)",
            "self.f = nn.Linear(4 * 50 * 50, 10)",
            forward="(self, x):\n        return self.f(self.c(x).flatten(1))",
        )
        self.assertEqual(self.of(odd)["x"][1], [1, 3, 50, 50])

    def test_a_picture_that_is_flattened_first(self):
        flat = layers(
            "self.f = nn.Linear(784, 10)", forward="(self, x):\n        return self.f(x.view(-1, 28 * 28))"
        )
        self.assertEqual(self.of(flat)["x"][1], [1, 784])
        four = layers(
            "self.f = nn.Linear(784, 10)",
            forward="(self, x):\n        b, c, h, w = x.shape\n        return self.f(x.view(b, c * h * w))",
        )
        self.assertEqual(self.of(four)["x"][1], [1, 1, 28, 28])

    def test_layers_that_are_made_in_another_order(self):
        text = layers(
            "self.f = nn.Linear(4, 10)",
            "self.c = nn.Conv2d(3, 4, 3)",
            forward="(self, x):\n        return self.f(self.c(x).mean((2, 3)))",
        )
        self.assertEqual(self.of(text)["x"][1], [1, 3, 224, 224])
        text = layers(
            "self.f = nn.Linear(4, 10)",
            "self.c = nn.Conv2d(7, 4, 3)",
            forward="(self, x):\n        return self.f(self.c(x).mean((2, 3)))",
        )
        self.assertEqual(self.of(text)["x"][1], [1, 7, 224, 224])

    def test_times_labels_and_contexts(self):
        text = layers(
            "self.t = nn.Linear(1, 8)",
            "self.l = nn.Embedding(10, 8)",
            "self.c = nn.Conv2d(3, 8, 3)",
            forward="(self, x, t, y):\n        e = self.t(t[:, None].float()) + self.l(y)\n        return self.c(x) + e[:, :, None, None]",
        )
        self.assertEqual(
            self.of(text), {"x": ("float32", [1, 3, 224, 224]), "t": ("int64", [1]), "y": ("int64", [1])}
        )

    def test_two_pictures(self):
        text = layers(
            "self.c = nn.Conv2d(3, 8, 3)",
            forward="(self, left, right):\n        return self.c(left) - self.c(right)",
        )
        self.assertEqual(
            self.of(text), {"left": ("float32", [1, 3, 224, 224]), "right": ("float32", [1, 3, 224, 224])}
        )

    def test_a_mask_and_a_state(self):
        text = layers(
            "self.e = nn.Embedding(20, 8)",
            "self.r = nn.LSTM(8, 8, batch_first=True)",
            forward="(self, input_ids, attention_mask, hidden):\n        x, h = self.r(self.e(input_ids) * attention_mask[..., None], hidden)\n        return x, h[0]",
        )
        found = self.of(text)
        self.assertEqual(found["input_ids"], ("int64", [1, 128]))
        self.assertEqual(found["attention_mask"][1], [1, 128])

    def test_a_size_that_the_model_keeps(self):
        text = layers(
            "self.img_size = img_size",
            "self.c = nn.Conv2d(3, 8, 16, stride=16)",
            init="self, img_size=192",
            forward="(self, x):\n        assert x.shape[-1] == self.img_size, 'size'\n        return self.c(x)",
        )
        (model,) = self.fine(self.trace(text))
        self.assertEqual(self.inputs(model)["x"][1], [1, 3, 192, 192])
        self.assertEqual(self.source_of(model), {"default_cfg"})

    def test_sizes_of_data_sets_that_the_file_names(self):
        text = "# ResNet for CIFAR-10\n" + layers(
            "self.c = nn.Conv2d(3, 8, 3)", forward="(self, x):\n        return self.c(x)"
        )
        self.assertEqual(self.of(text)["x"][1], [1, 3, 32, 32])

    def test_a_named_input_of_a_comment(self):
        text = "# edgewise: input=mask=1x9:int64 input=x=1x9x4\n" + layers(
            "self.a = nn.Linear(4, 4)", forward="(self, x, mask):\n        return self.a(x) * mask[..., None]"
        )
        self.assertEqual(self.of(text), {"x": ("float32", [1, 9, 4]), "mask": ("int64", [1, 9])})

    def test_a_list_of_pictures(self):
        text = "from typing import List\n" + layers(
            "self.c = nn.Conv2d(3, 8, 3)",
            forward="(self, images: List[torch.Tensor]):\n        return self.c(torch.stack(images))",
        )
        self.assertEqual(self.of(text), {"images.0": ("float32", [3, 224, 224])})

    def test_no_input_at_all(self):
        text = layers("self.w = nn.Parameter(torch.zeros(3))", forward="(self):\n        return self.w * 2")
        self.assertEqual(self.of(text), {})

    def test_an_input_that_forward_does_not_have(self):
        answer = self.trace(NET, input=[{"name": "y", "shape": [1, 3, 8, 8]}])
        self.assertEqual(answer["models"][0]["error"]["message"], "forward has no input y")


if __name__ == "__main__":
    unittest.main()
