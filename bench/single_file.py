"""Makes one of torchvision's model files into a file of its own, as people have it in their projects: without its package's
registry, weights and logging. `single_file.py MODULE OUT`; the text of functions and classes that stay is not touched.
"""

import ast
import importlib.util
import pathlib
import re
import sys

_OWN_LINES = re.compile(r"^ *(_log_api_usage_once\(self\)|weights = \w+_Weights\.verify\(weights\))\n", re.MULTILINE)
_OVERWRITE = re.compile(r"_ovewrite_named_param\((\w+), (\"\w+\"), (.*)\)$", re.MULTILINE)
_WEIGHTS = re.compile(r"Optional\[\w+_Weights\]|Optional\[WeightsEnum\]")


def _is_package_matter(it: ast.stmt) -> bool:
    if isinstance(it, ast.ImportFrom):
        return it.level > 0
    if isinstance(it, ast.ClassDef):
        return it.name.endswith("_Weights")
    return isinstance(it, ast.Assign) and getattr(it.targets[0], "id", "") in ("__all__", "_COMMON_META")


def single_file(text: str) -> str:
    lines = text.splitlines(keepends=True)
    for it in reversed(ast.parse(text).body):
        decorators = getattr(it, "decorator_list", [])
        if _is_package_matter(it):
            lines[it.lineno - 1 : it.end_lineno] = []
        elif isinstance(it, ast.FunctionDef) and decorators:
            lines[decorators[0].lineno - 1 : it.lineno - 1] = []
    text = _OVERWRITE.sub(r"\1[\2] = \3", _OWN_LINES.sub("", "".join(lines)))
    return _WEIGHTS.sub("Any", re.sub(r"\n{4,}", "\n\n\n", text))


def main(module: str, out: str) -> None:
    root = importlib.util.find_spec("torchvision")
    assert root is not None and root.submodule_search_locations
    source = pathlib.Path(root.submodule_search_locations[0], "models", f"{module}.py")
    pathlib.Path(out).write_text(single_file(source.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
