"""Whole requests: files as people write them, what is found in them, and what goes wrong on which line."""

import json
import math
import os
import shutil
import sys
import tempfile
import textwrap
import unittest

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

from edgewise_tracer import driver  # noqa: E402

HEAD = "import torch\nimport torch.nn as nn\nimport torch.nn.functional as F\n"


class Requests(unittest.TestCase):
    def setUp(self):
        self.folder = os.path.realpath(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)

    def write(self, name, text):
        path = os.path.join(self.folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as stream:
            stream.write(textwrap.dedent(text))
        return path

    def ask(self, path, **more):
        limits = {"ops": 20000, "seconds": 20, **more.pop("limits", {})}
        request = {
            "version": 1,
            "file": path,
            "roots": [self.folder],
            "searchPath": [],
            "limits": limits,
            **more,
        }
        return json.loads(driver.run(json.dumps(request)))

    def trace(self, text, name="net.py", **more):
        return self.ask(self.write(name, HEAD + textwrap.dedent(text)), **more)

    def place(self, answer, number):
        """(line, column, end line, end column)."""
        return None if number is None else tuple(answer["frames"][number][1:])

    def inputs(self, model):
        return {
            it["name"]: (model["tensors"][it["tensor"]][0], model["tensors"][it["tensor"]][1])
            for it in model["inputs"]
        }

    def source_of(self, model):
        return {it["source"] for it in model["inputs"]}

    def parameters(self, model):
        return sum(
            math.prod(model["tensors"][it["tensor"]][1])
            for it in model["constants"]
            if it["role"] == "parameter"
        )

    def fine(self, answer):
        self.assertIsNone(answer["error"])
        for model in answer["models"]:
            self.assertIsNone(model["error"], model["error"])
        return answer["models"]


NET = """\
    class Net(nn.Module):
        def __init__(self, width=8):
            super().__init__()
            self.conv = nn.Conv2d(3, width, 3, padding=1)
            self.bn = nn.BatchNorm2d(width)
            self.head = nn.Linear(width, 10)

        def forward(self, x):
            x = F.relu(self.bn(self.conv(x)))
            return self.head(x.mean((2, 3)))
"""


class Records(Requests):
    def test_nested_calls_have_their_own_ranges(self):
        answer = self.trace(NET)
        (model,) = self.fine(answer)
        stacks = answer["stacks"]
        where = {node["op"]: self.place(answer, stacks[node["stack"]][-1]) for node in model["nodes"]}
        self.assertEqual(where["Conv"], (12, 27, 12, 39))
        self.assertEqual(where["BatchNormalization"], (12, 19, 12, 40))
        self.assertEqual(where["Relu"], (12, 12, 12, 41))

    def test_definitions_calls_and_node_ranges(self):
        answer = self.trace(NET)
        (model,) = self.fine(answer)
        by_path = {it["path"]: it for it in model["modules"]}
        self.assertEqual(list(by_path), ["", "conv", "bn", "head"])
        self.assertEqual(self.place(answer, by_path["conv"]["definition"]), (7, 20, 7, 53))
        for call in model["calls"]:
            first, end = call["nodes"]
            path = model["modules"][call["module"]]["path"]
            if path:
                self.assertEqual(call["parent"], 0)
                self.assertEqual(end - first, 1)
                self.assertEqual(model["nodes"][first]["call"], model["calls"].index(call))
        self.assertEqual(self.parameters(model), 3 * 8 * 9 + 8 + 16 + 90)
        buffers = [it["name"] for it in model["constants"] if it["role"] == "buffer"]
        self.assertEqual(buffers, ["bn.running_mean", "bn.running_var", "bn.num_batches_tracked"])

    def test_a_buffer_that_is_not_saved_is_marked(self):
        source = """
            import torch
            from torch import nn

            class Net(nn.Module):
                def __init__(self):
                    super().__init__()
                    self.fc = nn.Linear(3, 3)
                    self.register_buffer("kept", torch.ones(3))
                    self.register_buffer("passing", torch.ones(3), persistent=False)

                def forward(self, x):
                    return self.fc(x) + self.kept + self.passing

            Net()(torch.randn(1, 3))
        """
        (model,) = self.fine(self.trace(source))
        unsaved = [it["name"] for it in model["constants"] if it.get("isSaved") is False]
        self.assertEqual(unsaved, ["passing"])

    def test_every_index_points_into_its_list(self):
        answer = self.trace(NET)
        for model in answer["models"]:
            count = len(model["tensors"])
            for node in model["nodes"]:
                self.assertTrue(all(-1 <= it < count for it in node["in"] + node["out"]))
                self.assertTrue(node["stack"] is None or node["stack"] < len(answer["stacks"]))
            tensors = [it["tensor"] for it in model["constants"]]
            self.assertEqual(len(tensors), len(set(tensors)))
            made = [it for node in model["nodes"] for it in node["out"]]
            self.assertEqual(len(made), len(set(made)))
            self.assertFalse(set(made) & set(tensors))

    def test_tied_weights_and_shared_modules(self):
        (model,) = self.fine(
            self.trace(
                """\
                class Net(nn.Module):
                    def __init__(self):
                        super().__init__()
                        self.embed = nn.Embedding(50, 16)
                        self.block = nn.Linear(16, 16)
                        self.again = self.block
                        self.head = nn.Linear(16, 50, bias=False)
                        self.head.weight = self.embed.weight
                    def forward(self, tokens):
                        return self.head(self.again(self.block(self.embed(tokens))))
                """
            )
        )
        paths = {it["name"]: it["paths"] for it in model["constants"] if it["role"] == "parameter"}
        self.assertEqual(paths["embed.weight"], ["embed.weight", "head.weight"])
        self.assertEqual(paths["block.weight"], ["block.weight", "again.weight"])
        self.assertEqual(self.parameters(model), 50 * 16 + 16 * 16 + 16)
        self.assertEqual(
            [it["paths"] for it in model["modules"] if it["path"] == "block"], [["block", "again"]]
        )
        self.assertEqual(
            len([it for it in model["calls"] if model["modules"][it["module"]]["path"] == "block"]), 2
        )

    def test_modules_in_a_plain_list_are_noted(self):
        (model,) = self.fine(
            self.trace(
                """\
                class Net(nn.Module):
                    def __init__(self):
                        super().__init__()
                        self.layers = [nn.Linear(4, 4) for _ in range(2)]
                        self.last = nn.Linear(4, 2)
                    def forward(self, x):
                        for layer in self.layers:
                            x = layer(x)
                        return self.last(x)
                """
            )
        )
        self.assertEqual(self.parameters(model), 10)
        self.assertEqual(
            [it["kind"] for it in model["notes"] if it["level"] == "warning"], ["unregistered-module"]
        )
        self.assertEqual([it["path"] for it in model["modules"]], ["", "last", "layers.0", "layers.1"])

    def test_a_parameter_that_is_never_used(self):
        (model,) = self.fine(
            self.trace(
                """\
                class Net(nn.Module):
                    def __init__(self):
                        super().__init__()
                        self.a = nn.Linear(4, 4)
                        self.b = nn.Linear(4, 4)
                    def forward(self, x):
                        return self.a(x)
                """
            )
        )
        used = {it["name"]: it["isUsed"] for it in model["constants"]}
        self.assertEqual(used, {"a.weight": True, "a.bias": True, "b.weight": False, "b.bias": False})

    def test_outputs_have_names(self):
        (model,) = self.fine(
            self.trace(
                """\
                class Net(nn.Module):
                    def __init__(self):
                        super().__init__()
                        self.a = nn.Linear(4, 4)
                    def forward(self, x):
                        y = self.a(x)
                        return {"logits": y, "hidden": (x, y)}
                """
            )
        )
        self.assertEqual([it["name"] for it in model["outputs"]], ["logits", "hidden.0", "hidden.1"])


class Errors(Requests):
    def test_a_syntax_error_has_its_place(self):
        answer = self.trace("x = (1,\n")
        self.assertEqual(answer["error"]["phase"], "syntax")
        self.assertEqual(answer["error"]["type"], "SyntaxError")
        self.assertEqual(self.place(answer, answer["error"]["frame"])[0], 4)
        self.assertEqual(answer["models"], [])

    def test_a_shape_error_keeps_what_came_before(self):
        answer = self.trace(NET.replace("nn.Linear(width, 10)", "nn.Linear(9, 10)"))
        (model,) = answer["models"]
        self.assertEqual(model["error"]["phase"], "forward")
        self.assertEqual(
            model["error"]["message"], "mat1 and mat2 shapes cannot be multiplied (1x8 and 9x10)"
        )
        self.assertEqual(self.place(answer, model["error"]["frame"]), (13, 15, 13, 40))
        self.assertEqual(model["error"]["module"], "head")
        self.assertEqual(
            [it["op"] for it in model["nodes"]], ["Conv", "BatchNormalization", "Relu", "ReduceMean"]
        )
        self.assertEqual(self.parameters(model), 3 * 8 * 9 + 8 + 16 + 100)

    def test_an_error_while_the_model_is_built(self):
        answer = self.trace(NET.replace("nn.BatchNorm2d(width)", "nn.BatchNorm2d(wdth)"))
        (model,) = answer["models"]
        self.assertEqual((model["error"]["phase"], model["error"]["type"]), ("construct", "NameError"))
        self.assertEqual(self.place(answer, model["error"]["frame"])[0], 8)

    def test_a_failing_line_of_the_file_does_not_hide_its_models(self):
        answer = self.trace("first = undefined_name\n" + textwrap.dedent(NET))
        self.assertEqual((answer["error"]["phase"], answer["error"]["type"]), ("import", "NameError"))
        self.assertEqual(self.place(answer, answer["error"]["frame"]), (4, 8, 4, 22))
        self.assertEqual(len(answer["models"][0]["nodes"]), 5)

    def test_an_error_in_a_module_that_is_imported(self):
        self.write("blocks.py", "import torch\nx = 1 / 0\n")
        answer = self.trace("from blocks import x\n")
        self.assertEqual(answer["error"]["type"], "ZeroDivisionError")
        frame = answer["frames"][answer["error"]["frame"]]
        self.assertTrue(answer["files"][frame[0]].endswith("blocks.py"))

    def test_what_is_wanted_first_is_there_and_the_rest_waits(self):
        text = HEAD + """
def small():
    return nn.Sequential(nn.Conv2d(3, 4, 3))

def large():
    return nn.Sequential(nn.Conv2d(3, 8, 3))
"""
        answer = self.trace(text, limits={"others": 0}, first=["large"])
        self.assertEqual([it["entry"]["name"] for it in answer["models"]], ["large"])
        waiting = [it["name"] for it in answer["candidates"] if it["isWaiting"]]
        self.assertEqual(waiting, ["small"])

    def test_limits(self):
        loop = NET.replace("x = F.relu", "while True: y = F.relu")
        answer = self.trace(loop, limits={"ops": 500})
        (model,) = answer["models"]
        self.assertEqual(model["error"]["type"], "TimeoutError")
        self.assertEqual(len(model["nodes"]), 500)
        self.assertIn("limit", [it["kind"] for it in model["notes"]])
        answer = self.trace(
            loop.replace("while True", "try:\n                while True").replace(
                "(x)))", "(x)))\n            except Exception: pass"
            ),
            limits={"ops": 500},
        )
        self.assertEqual(answer["models"][0]["error"]["type"], "TimeoutError")

    def test_time_is_limited_while_a_model_is_built(self):
        answer = self.trace(
            """\
            class Net(nn.Module):
                def __init__(self):
                    super().__init__()
                    while True:
                        self.a = nn.Linear(2, 2)
                def forward(self, x):
                    return x
            """,
            limits={"seconds": 0.3},
        )
        self.assertEqual(answer["models"][0]["error"]["type"], "TimeoutError")

    def test_endless_recursion(self):
        answer = self.trace(NET.replace("return self.head", "return self.forward(x) or self.head"))
        self.assertIn(answer["models"][0]["error"]["type"], ("RecursionError", "RuntimeError"))

    def test_it_never_raises(self):
        for request in ("", "[]", "{}", '{"file": 3}', '{"file": "/nowhere/net.py"}', "null"):
            answer = json.loads(driver.run(request))
            self.assertIsNotNone(answer["error"], request)
        for text in (
            "raise SystemExit(3)",
            "import sys; sys.exit()",
            "class E(BaseException): pass\nraise E()",
            "raise KeyboardInterrupt",
        ):
            self.assertIsNotNone(self.trace(text)["error"], text)
        self.assertEqual(self.ask(self.write("empty.py", ""))["models"], [])

    def test_printing_is_swallowed(self):
        self.fine(
            self.trace("print('x' * 100)\n" + textwrap.dedent(NET) + "\nimport sys\nsys.stdout.write('y')\n")
        )


class State(Requests):
    def test_nothing_is_left_behind(self):
        before = (
            dict(os.environ),
            list(sys.path),
            list(sys.argv),
            os.getcwd(),
            sys.getrecursionlimit(),
            set(sys.modules),
        )
        self.write("helper.py", "value = 1\n")
        self.trace(
            """\
            import os, sys, warnings, random
            import helper
            torch.set_default_dtype(torch.float64)
            os.environ["A_NAME"] = "1"
            sys.path.append("/nowhere")
            sys.setrecursionlimit(5000)
            warnings.simplefilter("error")
            os.chdir("/")
            """
        )
        after = (dict(os.environ), list(sys.path), list(sys.argv), os.getcwd(), sys.getrecursionlimit())
        self.assertEqual(before[:5], after)
        self.assertNotIn("helper", sys.modules)
        self.assertNotIn("net", sys.modules)
        (model,) = self.fine(self.trace(NET))
        self.assertEqual({it[0] for it in model["tensors"]}, {"float32", "int64"})

    def test_the_text_of_a_helper_may_change(self):
        self.write("helper.py", "width = 4\n")
        text = "from helper import width\nclass Net(nn.Module):\n    def __init__(self):\n        super().__init__()\n        self.a = nn.Linear(width, 1)\n    def forward(self, x):\n        return self.a(x)\n"
        self.assertEqual(self.parameters(self.fine(self.trace(text))[0]), 5)
        self.write("helper.py", "width = 7\n")
        self.assertEqual(self.parameters(self.fine(self.trace(text))[0]), 8)
        self.assertFalse(os.path.exists(os.path.join(self.folder, "__pycache__")))

    def test_the_same_request_gives_the_same_answer(self):
        path = self.write("net.py", HEAD + textwrap.dedent(NET))
        self.assertEqual(self.ask(path), self.ask(path))


class Packages(Requests):
    def test_relative_imports(self):
        self.write("pkg/__init__.py", "")
        self.write("pkg/parts/__init__.py", "")
        self.write("pkg/parts/block.py", HEAD + "Block = nn.Linear\n")
        path = self.write("pkg/models/__init__.py", "from .net import Net\n")
        path = self.write(
            "pkg/models/net.py",
            HEAD
            + "from ..parts.block import Block\nclass Net(nn.Module):\n    def __init__(self):\n        super().__init__()\n        self.a = Block(4, 2)\n    def forward(self, x):\n        return self.a(x)\n",
        )
        (model,) = self.fine(self.ask(path))
        self.assertEqual(self.parameters(model), 10)

    def test_src_layout_and_a_folder_without_init(self):
        self.write("src/tool/ops.py", HEAD + "width = 4\n")
        path = self.write(
            "src/tool/net.py",
            HEAD
            + "from .ops import width\nfrom tool.ops import width as same\nclass Net(nn.Module):\n    def __init__(self):\n        super().__init__()\n        self.a = nn.Linear(width, same)\n    def forward(self, x):\n        return self.a(x)\n",
        )
        self.assertEqual(self.parameters(self.fine(self.ask(path))[0]), 20)

    def test_a_path_that_the_code_adds(self):
        self.write("lib/things.py", "width = 3\n")
        path = self.write(
            "app/net.py",
            HEAD
            + "import sys, os\nsys.path.append(os.path.join(os.path.dirname(__file__), '..', 'lib'))\nfrom things import width\nclass Net(nn.Module):\n    def __init__(self):\n        super().__init__()\n        self.a = nn.Linear(width, 1)\n    def forward(self, x):\n        return self.a(x)\n",
        )
        self.assertEqual(self.parameters(self.fine(self.ask(path))[0]), 4)

    def test_the_package_around_may_be_broken(self):
        self.write("pkg/__init__.py", "import torch\nraise RuntimeError('no')\n")
        self.write("pkg/b.py", "width = 2\n")
        path = self.write(
            "pkg/net.py",
            HEAD
            + "from .b import width\nclass Net(nn.Module):\n    def __init__(self):\n        super().__init__()\n        self.a = nn.Linear(width, 1)\n    def forward(self, x):\n        return self.a(x)\n",
        )
        self.assertEqual(self.parameters(self.fine(self.ask(path))[0]), 3)

    def test_attributes_that_hide_methods_of_the_module(self):
        path = self.write(
            "net.py",
            HEAD
            + "class Net(nn.Module):\n    def __init__(self):\n        super().__init__()\n        self.a = nn.Linear(3, 2)\n        self.modules = [self.a]\n    def forward(self, x):\n        return self.modules[0](x)\n",
        )
        self.assertEqual(self.parameters(self.fine(self.ask(path))[0]), 8)

    def test_the_main_block_is_not_run(self):
        self.fine(self.trace(textwrap.dedent(NET) + "\nif __name__ == '__main__':\n    raise RuntimeError\n"))


if __name__ == "__main__":
    unittest.main()
