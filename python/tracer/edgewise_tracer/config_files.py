"""Makes the configuration object that a model takes from the files near it: YAML, Python, the defaults of yacs."""

from __future__ import annotations

import ast
import copy
import inspect
import os
import re
import time
from collections.abc import Callable, Iterator
from typing import Any

from .attribute_dict import AttributeDict
from .source import Source, read_text, walked

_MOST_FILES = 40
_MOST_BYTES = 100_000
_MOST_CHOICES = 4
_SECONDS = 0.4
_TEXT_METHODS = frozenset(dir(str))
_DEFAULTS = re.compile(
    r"^(_C|_?cfg|_?config)\s*=\s*(\w+\.)?(CN|CfgNode|ConfigNode|edict|EasyDict)\(", re.M | re.I
)
_CODE = ("default.py", "defaults.py", "config.py", "cfg.py")
# Files that do nothing but read the options of a program, which are their defaults here.
_OPTIONS = re.compile(r"^(args|opts?|cfg|config)\b.*=.*\.parse(_known)?_args\(", re.M)
_OPTION_FILES = (
    "option.py",
    "options.py",
    "opt.py",
    "opts.py",
    "args.py",
    "arguments.py",
    "config.py",
    "parameters.py",
)


def read_of(target: Any, name: str, depth: int = 0) -> set[str] | None:
    """What the code takes from its argument `name`: `MODEL` of `cfg.MODEL.EXTRA`, `arch` of `cfg["arch"]`.

    Empty where it takes nothing, as of a path; None where it goes through the argument, as through a list.
    """
    node = _node_of(target)
    found: set[str] = set()
    for it in walked(node) if node is not None else ():
        if isinstance(it, (ast.For, ast.comprehension)) and _is(it.iter, name):
            return None
        if (
            isinstance(it, ast.Attribute)
            and _is(it.value, name)
            and it.attr not in _TEXT_METHODS | {"get", "pop"}
        ):
            found.add(it.attr)
        elif isinstance(it, ast.Subscript) and _is(it.value, name) and isinstance(it.slice, ast.Constant):
            found |= {it.slice.value} if isinstance(it.slice.value, str) else set()
        elif isinstance(it, ast.Call) and depth < 2:
            found |= _read_further(target, it, name, depth + 1)
    return found


def _read_further(target: Any, call: ast.Call, name: str, depth: int) -> set[str]:
    """What a function or class of the same module takes from the argument that is handed on to it."""
    place = next((index for index, it in enumerate(call.args) if _is(it, name)), None)
    scope = getattr(target.__init__ if isinstance(target, type) else target, "__globals__", {})
    called = scope.get(call.func.id) if isinstance(call.func, ast.Name) else None
    if place is None or called is None or not hasattr(called, "__module__"):
        return set()
    try:
        parameters = list(inspect.signature(called).parameters)
    except (TypeError, ValueError):
        return set()
    return read_of(called, parameters[place], depth) or set() if place < len(parameters) else set()


def keys_for(target: Any, name: str) -> list[Any]:
    """The keys of the table that an argument is looked up in: `settings[depth]`, `if depth not in settings`."""
    node = _node_of(target)
    for it in walked(node) if node is not None else ():
        table: ast.AST | None = None
        if isinstance(it, ast.Subscript) and _is(it.slice, name):
            table = it.value
        elif (
            isinstance(it, ast.Compare) and _is(it.left, name) and isinstance(it.ops[0], (ast.In, ast.NotIn))
        ):
            table = it.comparators[0]
        value = _table(target, table) if table is not None else None
        kinds = (dict,) if isinstance(it, ast.Subscript) else (dict, list, tuple)
        keys = list(value) if isinstance(value, kinds) else []
        if keys and all(type(key) in (str, int) for key in keys):
            return keys
    return []


def _table(target: Any, node: ast.AST) -> Any:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "keys":
        node = node.func.value
    scope = getattr(target.__init__ if isinstance(target, type) else target, "__globals__", {})
    if isinstance(node, ast.Name):
        return scope.get(node.id)
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        owner = target if node.value.id in ("self", "cls") else scope.get(node.value.id)
        return getattr(owner, node.attr, None) if isinstance(owner, type) else None
    return None


def _is(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


def _node_of(target: Any) -> ast.AST | None:
    """The function, or the __init__ of the class."""
    function: Any = target.__init__ if isinstance(target, type) else target
    code = getattr(getattr(function, "__wrapped__", function), "__code__", None)
    source = _source_of(code.co_filename) if code is not None else None
    for it in walked(source.tree) if source is not None and source.tree is not None else ():
        if isinstance(it, ast.FunctionDef) and it.name == code.co_name:
            first = min([it.lineno, *(one.lineno for one in it.decorator_list)])
            if first == code.co_firstlineno:
                return it
    return None


# What was read of a file, by its text: a file is asked once for each class that it has.
_sources: dict[str, Source] = {}
_MOST_SOURCES = 100


def _source_of(file: str) -> Source | None:
    try:
        text = read_text(file)
    except OSError:
        return None
    known = _sources.get(file)
    if known is None or known.text != text:
        if len(_sources) >= _MOST_SOURCES:
            _sources.clear()
        known = _sources[file] = Source(file, text)
    return known


def choices(
    target: Any, name: str, folders: list[str], stem: str, run: Callable[[str], dict[str, Any]]
) -> list[Option]:
    """Files that hold what is read of the argument, the likeliest first.

    `run` gives the namespace of a Python file.
    """
    wanted = read_of(target, name)
    if not wanted:
        return []
    deadline = time.monotonic() + _SECONDS
    options, options_path = _defaults_in(folders, _OPTION_FILES, _OPTIONS, run)
    if options is not None and all(hasattr(options, it) for it in wanted):
        return [Option(options, options_path, None)]
    base, base_path = _defaults_in(folders, _CODE, _DEFAULTS, run)
    base = base if isinstance(base, dict) and base else None
    found: list[tuple[int, Option]] = []
    for path in _files_in(folders, stem):
        if time.monotonic() > deadline or len(found) >= _MOST_FILES:
            break
        value = _read(path) if not path.endswith(".py") else _run(path, run)
        if value is None:
            continue
        if base is not None:
            value = _merged(copy.deepcopy(base), value)
        node = _holding(value, wanted)
        if node is not None:
            found.append((-_closeness(value, path, stem), Option(node, path, _size_in(value))))
    found.sort(key=lambda it: it[0])
    if not found and base is not None and wanted <= set(base):
        found = [(0, Option(base, base_path, _size_in(base)))]
    return [it for _, it in found[:_MOST_CHOICES]]


class Option:
    """A configuration, the file that it is from, and the (height, width) of a picture that it names."""

    def __init__(self, value: Any, path: str, size: tuple[int, int] | None) -> None:
        self.value = value
        self.path = path
        self.size = size


_SIZES = frozenset({"imagesize", "imgsize", "inputsize", "cropsize", "imgsz", "testsize"})


def _size_in(value: Any, depth: int = 0) -> tuple[int, int] | None:
    """Configurations write the width first."""
    inner: list[Any] = []
    for key, it in value.items():
        if str(key).replace("_", "").lower() in _SIZES:
            pair = [it, it] if isinstance(it, int) else it
            if (
                isinstance(pair, (list, tuple))
                and len(pair) == 2
                and all(type(one) is int and one > 7 for one in pair)
            ):
                return pair[1], pair[0]
        if isinstance(it, dict):
            inner.append(it)
    found = (_size_in(it, depth + 1) for it in inner) if depth < 3 else ()
    return next((it for it in found if it is not None), None)


_CONFIG_FOLDERS = (
    "config",
    "configs",
    "cfg",
    "cfgs",
    "conf",
    "confs",
    "experiments",
    "options",
    "exps",
    "hparams",
)
_MOST_FOLDERS = 80


def folders(folder: str, root: str) -> list[str]:
    """All folders in those near `folder` that are named for configurations."""
    found: list[str] = []
    above = folder
    while True:
        waiting = [os.path.join(above, it) for it in _CONFIG_FOLDERS]
        while waiting and len(found) < _MOST_FOLDERS:
            place = waiting.pop(0)
            names = [it for it in _listed(place) if "." not in it]
            if not _listed(place):
                continue
            found.append(place)
            waiting += [os.path.join(place, it) for it in names if os.path.isdir(os.path.join(place, it))]
        parent = os.path.dirname(above)
        if above == root.rstrip(os.sep) or parent == above or not parent.startswith(root.rstrip(os.sep)):
            return found
        above = parent


def _files_in(folders: list[str], stem: str) -> list[str]:
    found: list[str] = []
    for folder in folders:
        is_named = os.path.basename(folder) in _CONFIG_FOLDERS
        names = [it for it in _listed(folder) if is_configuration(it) or (is_named and it.endswith(".py"))]
        found += [os.path.join(folder, it) for it in names]
    return sorted(dict.fromkeys(found), key=lambda it: stem not in it.lower())[: 4 * _MOST_FILES]


_OTHERS = (
    "mkdocs",
    "requirements",
    "environment",
    "docker-compose",
    "action",
    "conda",
    "appveyor",
    "codecov",
)


def is_configuration(name: str) -> bool:
    """True for YAML that is not about how a project is built."""
    return name.endswith((".yaml", ".yml")) and not name.startswith((".", "_", *_OTHERS))


def _listed(folder: str) -> list[str]:
    try:
        return sorted(os.listdir(folder), key=lambda it: (len(it), it))
    except OSError:
        return []


def _read(path: str) -> Any:
    import yaml

    try:
        if os.path.getsize(path) > _MOST_BYTES:
            return None
        with open(path, encoding="utf-8", errors="replace") as stream:
            value = yaml.safe_load(stream.read())
    except Exception:  # noqa: BLE001
        return None
    return AttributeDict(value) if isinstance(value, dict) and value else None


_PLAIN = re.compile(r"^model\s*=\s*(dict\(|\{)", re.M)


def _run(path: str, run: Callable[[str], dict[str, Any]]) -> Any:
    """A configuration written in Python, `model = dict(...)`: what it assigns."""
    try:
        with open(path, encoding="utf-8", errors="replace") as stream:
            if _PLAIN.search(stream.read(_MOST_BYTES)) is None:
                return None
        found = {key: it for key, it in run(path).items() if not key.startswith("_")}
    except Exception:  # noqa: BLE001
        return None
    return AttributeDict(
        {key: it for key, it in found.items() if not callable(it) and type(it) is not type(os)}
    )


def _holding(value: Any, wanted: set[str]) -> Any:
    """The part of a configuration that has what is wanted: the whole, or what is under one of its keys."""
    nodes = [value, *(it for it in value.values() if isinstance(it, dict))]
    nodes += [it for node in nodes[1:] for it in node.values() if isinstance(it, dict)]
    return next((it for it in nodes if wanted <= set(map(str, it))), None)


def _closeness(value: Any, path: str, stem: str) -> int:
    """A file that names the module of the model is meant for it; then one that bears its name."""
    names = {str(it).lower() for it in _texts(value)}
    return 2 * (stem in names) + (stem in os.path.basename(path).lower())


def _texts(value: Any, depth: int = 0) -> Iterator[Any]:
    for key, it in value.items():
        if isinstance(it, dict) and depth < 2:
            yield from _texts(it, depth + 1)
        elif isinstance(it, str) and str(key).lower() in ("name", "type", "arch", "model", "backbone"):
            yield it


def _defaults_in(
    folders: list[str], names: tuple[str, ...], pattern: re.Pattern[str], run: Callable[[str], dict[str, Any]]
) -> tuple[Any, str]:
    """The variable that the pattern finds, of the first file of these names that can be run."""
    for path in (os.path.join(folder, name) for folder in folders for name in names):
        try:
            with open(path, encoding="utf-8", errors="replace") as stream:
                match = pattern.search(stream.read(_MOST_BYTES))
            value = run(path).get(match[1]) if match else None
        except (Exception, SystemExit):  # noqa: BLE001
            continue
        if value is not None:
            return value, path
    return None, ""


def _merged(into: Any, other: Any) -> Any:
    for key, value in other.items():
        if isinstance(value, dict) and isinstance(into.get(key), dict):
            _merged(into[key], value)
        else:
            into[key] = value
    return into
