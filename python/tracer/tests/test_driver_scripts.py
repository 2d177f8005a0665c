"""What code says without being run: directives, slices of scripts, how models are made and called in them."""

import ast
import os
import sys
import unittest

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

from edgewise_tracer import directives, scripts  # noqa: E402
from edgewise_tracer.scopes import Unresolved  # noqa: E402
from edgewise_tracer.source import Source  # noqa: E402


def of(text):
    return Source("/x/net.py", text)


def evidence(text, targets=("Net",), namespace=None):
    return scripts.find(of(text), set(targets), namespace, set(targets))


class Directives(unittest.TestCase):
    def test_on_and_above_a_class_and_at_the_top(self):
        whole, named = directives.read(
            of(
                '# edgewise: input=1x3x32x32\n\nx = 1\n\n# a remark\n# edgewise: args="num_classes=10, width=2" input=mask=1x7:int64\n'
                "class Net:\n    pass\n\ndef build(): # edgewise: skip\n    pass\n"
            )
        )
        self.assertEqual(whole.input, [{"shape": [1, 3, 32, 32]}])
        self.assertEqual(named["Net"].args, "num_classes=10, width=2")
        self.assertEqual(named["Net"].input, [{"shape": [1, 7], "name": "mask", "dtype": "int64"}])
        self.assertTrue(named["build"].is_skipped)

    def test_several_inputs_and_a_call(self):
        _, named = directives.read(
            of("# edgewise: input=1x3x8x8 input=t=1:int64 call='Net(\"a b\")'\nclass Net:\n    pass\n")
        )
        self.assertEqual([it["shape"] for it in named["Net"].input], [[1, 3, 8, 8], [1]])
        self.assertEqual(named["Net"].call, 'Net("a b")')

    def test_in_front_of_a_decorator_and_in_a_string(self):
        _, named = directives.read(
            of("# edgewise: args=3\n@wrap\nclass Net:\n    pass\ns = '# edgewise: args=4'\n")
        )
        self.assertEqual(named["Net"].args, "3")

    def test_what_is_no_input(self):
        for text in ("1x3x", "x=", "-1x3", "1x3:float 32", ""):
            self.assertIsNone(directives.parse_input(text))


class Evidence(unittest.TestCase):
    def test_main_guard(self):
        found = evidence(
            "if __name__ == '__main__':\n    net = Net(10)\n    y = net(torch.randn(1, 3, 8, 8))\n"
        )
        self.assertEqual([it.text for it in found], ["Net(10)"])
        self.assertTrue(found[0].is_main)
        self.assertEqual(ast.unparse(found[0].uses[0].args[0]), "torch.randn(1, 3, 8, 8)")

    def test_a_function_of_the_file_and_wrappers(self):
        text = "def test():\n    net = nn.DataParallel(Net(3).to(d))\n    net = net.cuda()\n    with no_grad():\n        y = net(x)\n"
        found = evidence(text)
        self.assertEqual(found[0].names, {"net"})
        self.assertEqual(len(found[0].uses), 1)

    def test_called_at_once_and_given_to_helpers(self):
        for text in (
            "y = Net()(x)",
            "summary(Net(), (3, 32, 32))",
            "net = Net()\ntorch.onnx.export(net, x, 'f')",
        ):
            self.assertEqual(len(evidence(text)[0].uses), 1, text)

    def test_the_result_is_not_the_model(self):
        found = evidence("y = Net()(x)\nz = y(1)\n")
        self.assertEqual(len(found[0].uses), 1)

    def test_a_name_that_is_given_something_else(self):
        found = evidence("net = Net()\nnet = Other()\nnet(x)\n")
        self.assertEqual(found[0].uses, [])


class Slices(unittest.TestCase):
    def value(self, text, namespace=None):
        found = evidence(text, namespace=namespace)[0]
        scope = found.scope
        made = scope.fresh()
        scope.run(scope.slice(list(found.call.args), found.before), made)
        return scope.evaluate(found.call.args[0], made)

    def test_only_what_is_needed_is_run(self):
        text = "boom = 1 / 0\nwidth = 3\nwidth = width * 2\nprint(missing)\nnet = Net(width)\n"
        self.assertEqual(self.value(text), 6)

    def test_options_of_a_parser_have_their_defaults(self):
        text = (
            "import argparse\nparser = argparse.ArgumentParser()\nparser.add_argument('--classes', type=int, default=7)\n"
            "args = parser.parse_args([])\n\ndef main():\n    net = Net(args.classes)\n"
        )
        self.assertEqual(self.value(text), 7)

    def test_defaults_of_a_function_and_branches(self):
        text = "def main(n=4):\n    if n > 3:\n        k = 'big'\n    else:\n        k = 'small'\n    net = Net(k)\n"
        self.assertEqual(self.value(text), "big")

    def test_the_first_element_of_a_loop(self):
        self.assertEqual(self.value("for n in [5, 6]:\n    net = Net(n)\n"), 5)

    def test_what_only_a_caller_knows(self):
        with self.assertRaises(Unresolved):
            self.value("def main(n):\n    net = Net(n)\n")

    def test_changes_to_a_dictionary(self):
        self.assertEqual(self.value("c = {}\nc['a'] = 3\nc.update(b=4)\nnet = Net(c)\n"), {"a": 3, "b": 4})


if __name__ == "__main__":
    unittest.main()
