"""What an import gives in a trace: the workspace, our stand-ins, a package, a stub, or an honest error."""

from __future__ import annotations

import importlib
import importlib.util
import os
import sys
import tempfile
import textwrap
import unittest

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

from edgewise_tracer import frames, imports, notes  # noqa: E402


class ImportCase(unittest.TestCase):
    """A workspace and a folder of packages, with the policy in force."""

    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = os.path.realpath(folder.name)
        self.root, self.site = (os.path.join(self.folder, name) for name in ("ws", "packages"))
        os.makedirs(self.root)
        os.makedirs(self.site)
        self.before = set(sys.modules)
        frames.configure([self.root], [self.site])
        notes.reset()
        imports.install([self.root], [self.site])
        self.addCleanup(self._end)

    def _end(self) -> None:
        imports.reset()
        own = ("torch", "numpy", "edgewise_tracer")
        for name in set(sys.modules) - self.before:
            if not name.startswith(own):
                del sys.modules[name]

    def write(self, path: str, text: str) -> str:
        full = os.path.join(self.folder, path)
        os.makedirs(os.path.dirname(full), exist_ok=True)
        with open(full, "w", encoding="utf-8") as file:
            file.write(textwrap.dedent(text))
        importlib.invalidate_caches()
        return full

    def run_module(self, path: str, text: str) -> dict:
        full = self.write(path, text)
        spec = importlib.util.spec_from_file_location("case_module", full)
        assert spec is not None and spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return vars(module)

    def stubbed(self) -> list[str]:
        return [message.partition(" ")[0] for kind, message, *_ in notes.take() if kind == "stubbed-import"]


class Missing(ImportCase):
    def test_a_missing_module_is_a_noted_stub(self) -> None:
        names = self.run_module(
            "ws/net.py", "import nowhere.deep\nfrom nowhere import thing\nx = nowhere.deep.f(thing)\n"
        )
        self.assertIn("nowhere", repr(names["x"]))
        self.assertEqual(self.stubbed(), ["nowhere", "nowhere.deep"])

    def test_a_guarded_import_fails_as_the_code_expects(self) -> None:
        for handler in ("ImportError", "ModuleNotFoundError", "Exception", "(ImportError, OSError)", ""):
            names = self.run_module(
                "ws/net.py",
                f"try:\n    import nowhere\nexcept {handler}:\n    nowhere = None\n".replace("except :", "except:"),
            )
            self.assertIsNone(names["nowhere"], handler)
        self.assertEqual(self.stubbed(), [])

    def test_suppress_is_a_guard(self) -> None:
        names = self.run_module(
            "ws/net.py", "import contextlib\nwith contextlib.suppress(ImportError):\n    import nowhere\nend = 1\n"
        )
        self.assertNotIn("nowhere", names)

    def test_a_handler_that_only_raises_is_no_guard(self) -> None:
        text = (
            "try:\n    import nowhere\nexcept ImportError as error:\n    raise ImportError('install it') from error\n"
        )
        self.assertIn("nowhere", self.run_module("ws/net.py", text))
        self.assertEqual(self.stubbed(), ["nowhere"])

    def test_the_else_and_the_handler_are_not_guarded(self) -> None:
        text = "try:\n    x = 1\nexcept ImportError:\n    pass\nelse:\n    import nowhere\n"
        self.assertIn("nowhere", self.run_module("ws/net.py", text))

    def test_a_guard_further_out_does_not_count(self) -> None:
        self.write("ws/deeper.py", "import nowhere\nvalue = 3\n")
        names = self.run_module("ws/net.py", "try:\n    import deeper\nexcept ImportError:\n    deeper = None\n")
        self.assertEqual(names["deeper"].value, 3)

    def test_asking_is_answered_honestly(self) -> None:
        names = self.run_module("ws/net.py", "import importlib.util\nspec = importlib.util.find_spec('nowhere')\n")
        self.assertIsNone(names["spec"])

    def test_relative_imports_and_names_of_packages(self) -> None:
        self.write("ws/models/__init__.py", "from .a import A\nfrom . import _C\n")
        self.write("ws/models/a.py", "class A: pass\n")
        names = self.run_module("ws/net.py", "import models\nA, C = models.A, models._C\n")
        self.assertEqual(names["A"].__name__, "A")
        self.assertEqual(self.stubbed(), ["models._C"])

    def test_a_wrong_name_of_a_users_package_is_an_error(self) -> None:
        self.write("ws/models/__init__.py", "")
        with self.assertRaises(ImportError):
            self.run_module("ws/net.py", "from models import Typo\n")


class Found(ImportCase):
    def test_modules_above_the_file_are_found(self) -> None:
        self.write("ws/project/utils/general.py", "value = 5\n")
        names = self.run_module("ws/project/models/net.py", "from utils.general import value\n")
        self.assertEqual(names["value"], 5)

    def test_a_package_runs_for_real_and_its_version_is_known(self) -> None:
        self.write("packages/purelib/__init__.py", "from . import inner\n")
        self.write("packages/purelib/inner.py", "value = 7\n")
        os.makedirs(os.path.join(self.site, "purelib-1.2.3.dist-info"))
        text = "import importlib.metadata as m\nimport purelib\nvalue, version = purelib.inner.value, m.version('purelib')\n"
        names = self.run_module("ws/net.py", text + "torch = m.version('torch')\n")
        self.assertEqual((names["value"], names["version"]), (7, "1.2.3"))
        self.assertRegex(names["torch"], r"^\d+\.\d+\.\d+$")

    def test_the_compiled_part_of_a_package_is_a_stub(self) -> None:
        self.write("packages/fastlib/__init__.py", "from ._core import run\nfrom . import _more\n")
        self.run_module("ws/net.py", "import fastlib\nrun = fastlib.run\n")
        self.assertEqual(self.stubbed(), ["fastlib._core", "fastlib._more"])

    def test_a_package_may_do_without_its_own_compiled_part(self) -> None:
        self.write(
            "packages/quick/__init__.py", "try:\n    from .c import fast\nexcept ImportError:\n    fast = None\n"
        )
        self.write("packages/quick/c.py", "from quick._quick import fast\n")
        names = self.run_module("ws/net.py", "import quick\nfast = quick.fast\n")
        self.assertIsNone(names["fast"])
        self.assertEqual(self.stubbed(), [])

    def test_a_compiled_package_that_is_installed_is_a_stub_even_where_it_is_guarded(self) -> None:
        self.write("packages/scipy/__init__.py", "raise SystemExit\n")
        text = "import importlib.util\nspec = importlib.util.find_spec('scipy')\n"
        text += "try:\n    from scipy.ndimage import zoom\nexcept ImportError:\n    zoom = None\n"
        text += "try:\n    import cv2\nexcept ImportError:\n    cv2 = None\n"
        names = self.run_module("ws/net.py", text)
        self.assertIsNotNone(names["spec"])
        self.assertIn("scipy.ndimage.zoom", repr(names["zoom"]))
        self.assertIsNone(names["cv2"])

    def test_torch_and_numpy_of_the_search_path_are_never_taken(self) -> None:
        for name in ("torch", "numpy"):
            self.write(f"packages/{name}/__init__.py", "raise RuntimeError('the real one')\n")
        names = self.run_module("ws/net.py", "import numpy\n")
        self.assertTrue(names["numpy"].__file__.startswith(imports.TRACER))

    def test_a_stand_in_gives_way_to_the_package(self) -> None:
        self.write("packages/easydict.py", "real = True\n")
        names = self.run_module(
            "ws/net.py", "import easydict, addict\nreal = easydict.real\nd = addict.Dict(a={'b': 1}).a.b\n"
        )
        self.assertEqual((names["real"], names["d"]), (True, 1))


class Host(ImportCase):
    def test_what_reaches_the_host_is_blocked(self) -> None:
        for name in ("js", "pyodide_js", "pyodide.code", "micropip", "webbrowser"):
            with self.assertRaises(ModuleNotFoundError, msg=name):
                self.run_module("ws/net.py", f"import {name}\n")
        with self.assertRaises(ImportError):
            importlib.import_module("js")

    def test_ctypes_is_not_there(self) -> None:
        names = self.run_module("ws/net.py", "try:\n    import ctypes\nexcept ImportError:\n    ctypes = None\n")
        self.assertIsNone(names["ctypes"])

    def test_calls_fail_with_os_error(self) -> None:
        text = """
            import os, subprocess, socket, urllib.request, multiprocessing, ssl, sqlite3, distutils, logging, argparse
            errors = []
            for call in (
                lambda: subprocess.run(["true"]),
                lambda: subprocess.check_output("true", shell=True),
                lambda: os.popen("true"),
                lambda: socket.create_connection(("127.0.0.1", 9)),
                lambda: socket.socket().connect(("127.0.0.1", 9)),
                lambda: urllib.request.urlopen("http://127.0.0.1:9/"),
                lambda: multiprocessing.Process(target=print).start(),
            ):
                try:
                    call()
                except OSError as error:
                    errors.append(str(error))
        """
        names = self.run_module("ws/net.py", text)
        self.assertEqual(len(names["errors"]), 7)

    def test_a_shell_command_does_not_run_and_says_that_it_failed(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            mark = os.path.join(folder, "mark")
            names = self.run_module("ws/net.py", f"import os\nstatus = os.system('touch {mark}')\n")
            self.assertEqual(names["status"], -1)
            self.assertFalse(os.path.exists(mark))

    def test_reset_gives_the_process_back(self) -> None:
        self.run_module(
            "ws/net.py", "import os, sys, nowhere\nos.environ['X'] = '1'\nsys.argv.append('y')\nsys.path.append('/x')\n"
        )
        imports.reset()
        self.assertNotIn("X", os.environ)
        self.assertNotIn("/x", sys.path)
        self.assertNotIn("nowhere", sys.modules)
        self.assertEqual(os.system("true"), 0)


if __name__ == "__main__":
    unittest.main()
