"""Places in the source: ranges of calls, columns in UTF-16 units, whose code a file is, what a condition stands in."""

import os
import sys
import tempfile
import textwrap
import unittest

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

from edgewise_tracer import frames, notes  # noqa: E402


class Files(unittest.TestCase):
    def setUp(self):
        self.folder = os.path.realpath(tempfile.mkdtemp())
        self.addCleanup(self._remove)
        frames.configure([self.folder], [os.path.join(self.folder, "packages")])
        notes.reset()

    def _remove(self):
        import shutil

        shutil.rmtree(self.folder)

    def write(self, name, text):
        path = os.path.join(self.folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as stream:
            stream.write(textwrap.dedent(text))
        return path

    def run_file(self, name, text, **given):
        path = self.write(name, text)
        namespace = dict(given)
        with open(path, encoding="utf-8") as stream:
            exec(compile(stream.read(), path, "exec"), namespace)
        return path, namespace


class Ranges(Files):
    def places(self, text):
        found = []

        def ask(*_):
            found.append([frames.resolve(it) for it in frames.stack(sys._getframe(1))])

        path, _ = self.run_file("net.py", text, ask=ask)
        return path, found

    def test_two_calls_on_one_line_have_two_ranges(self):
        path, found = self.places("ask(ask(1))\n")
        self.assertEqual(found[0], [(path, 1, 4, 1, 10)])
        self.assertEqual(found[1], [(path, 1, 0, 1, 11)])

    def test_columns_are_utf16_units(self):
        # U+1D465 takes four bytes and two units, the umlaut two bytes and one unit.
        path, found = self.places('name = ("\U0001d465\u00e4", ask())\n')
        self.assertEqual(found[0], [(path, 1, 15, 1, 20)])

    def test_a_call_over_several_lines(self):
        path, found = self.places("ask(\n    1,\n)\n")
        self.assertEqual(found[0], [(path, 1, 0, 3, 1)])

    def test_stack_is_innermost_first_and_skips_generated_code(self):
        path, found = self.places(
            """\
            def inner():
                eval("ask()")
            inner()
            """
        )
        self.assertEqual([it[1] for it in found[0]], [2, 3])
        self.assertEqual({it[0] for it in found[0]}, {path})

    def test_library_frames_count_only_without_a_user(self):
        library, names = self.run_file("packages/tool.py", "def call(f):\n    f()\n")
        found = []

        def ask():
            found.append([frames.resolve(it)[0] for it in frames.stack(sys._getframe(1))])

        names["call"](ask)
        path, _ = self.run_file("net.py", "call(ask)\n", call=names["call"], ask=ask)
        self.assertEqual(found, [[library], [path]])

    def test_site_packages_inside_the_workspace_are_a_library(self):
        inside = os.path.join(self.folder, ".venv", "lib", "site-packages", "timm", "net.py")
        self.assertEqual(frames.file_origin(inside), frames.LIBRARY)
        self.assertEqual(frames.file_origin(os.path.join(self.folder, "net.py")), frames.USER)
        self.assertEqual(frames.file_origin(os.__file__), frames.SKIPPED)
        self.assertEqual(frames.file_origin(frames.__file__), frames.SKIPPED)
        self.assertEqual(frames.file_origin("<string>"), frames.SKIPPED)

    def test_a_file_that_was_asked_for_is_the_users_wherever_it_lies(self):
        inside = os.path.join(self.folder, "packages", "net.py")
        self.assertEqual(frames.file_origin(inside), frames.LIBRARY)
        frames.configure([self.folder], [os.path.join(self.folder, "packages")], [inside])
        self.assertEqual(frames.file_origin(inside), frames.USER)


class Definitions(Files):
    def test_the_inits_of_the_same_object_are_passed(self):
        made = []

        class Base:
            def __init__(self):
                made.append(
                    [frames.resolve(it)[1] for it in frames.definition_places(self, sys._getframe(0))]
                )

        self.run_file(
            "net.py",
            """\
            class Middle(Base):
                def __init__(self, width):
                    super().__init__()
            class Net(Base):
                def __init__(self):
                    super().__init__()
                    self.middle = Middle(
                        3)
            net = Net()
            """,
            Base=Base,
        )
        self.assertEqual(made, [[9], [7, 9]])

    def test_a_module_made_in_a_loop_has_one_place(self):
        made = []

        class Base:
            def __init__(self):
                made.append(frames.resolve(frames.definition_places(self, sys._getframe(0))[0])[1:3])

        self.run_file(
            "net.py", "class B(Base):\n    pass\nall = [\n    B() for _ in range(3)\n]\n", Base=Base
        )
        self.assertEqual(made, [(4, 4)] * 3)


class Conditions(Files):
    def answers(self, text):
        class Unknown:
            def __bool__(self):
                answer = notes.unknown_value("bool")
                answers.append(answer)
                return answer

        answers = []
        self.run_file("net.py", text, x=Unknown())
        return answers

    def test_an_assertion_holds(self):
        self.assertEqual(self.answers("assert x, 'text'\n"), [True])

    def test_if_while_and_conditional_expressions_are_false(self):
        self.assertEqual(self.answers("if x:\n    1\n"), [False])
        self.assertEqual(self.answers("while x:\n    pass\n"), [False])
        self.assertEqual(self.answers("y = 1 if x else 2\n"), [False])
        self.assertEqual(self.answers("bool(x)\n"), [False])

    def test_an_assertion_behind_other_text_of_the_line(self):
        self.assertEqual(self.answers("s = '\U0001d465\u00e4'; assert x\n"), [True])

    def test_the_same_remark_is_kept_once_and_counted(self):
        self.answers("for _ in range(3):\n    if x:\n        pass\n")
        taken = notes.take()
        self.assertEqual([(kind, count) for kind, _, _, _, count in taken], [("data-dependent", 3)])

    def test_while_a_model_is_built_unknown_values_are_errors(self):
        notes.set_phase("construct")
        notes.unknown_value("item")
        notes.set_phase("forward")
        notes.unknown_value("tolist")
        self.assertEqual([level for _, _, _, level, _ in notes.take()], ["error", "warning"])


if __name__ == "__main__":
    unittest.main()
