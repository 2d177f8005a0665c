"""Chooses the arguments of a model's class or factory when nothing in the code says them."""

from __future__ import annotations

import ast
import dataclasses
import inspect
import os
import sys
import re
import typing
from typing import Any

from . import config_files, known_names
from .source import read_text

_EMPTY = inspect.Parameter.empty


class Chosen:
    """`args` and `kwargs` to call with; `text` shows them, `assumed` names those that were only assumed."""

    def __init__(self) -> None:
        self.args: list[Any] = []
        self.kwargs: dict[str, Any] = {}
        self.shown: list[str] = []
        self.assumed: list[str] = []
        # Sizes of the input that a configuration names, as attributes of the model would be called.
        self.hints: dict[str, Any] = {}


def required(target: Any) -> list[inspect.Parameter] | None:
    """Parameters without a default; None when the signature cannot be had."""
    try:
        signature = inspect.signature(target)
    except (TypeError, ValueError):
        return None
    kinds = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)
    return [it for it in signature.parameters.values() if it.default is _EMPTY and it.kind not in kinds]


def choices(target: Any, namespace: dict[str, Any], file: str, root: str) -> list[Chosen]:
    """What to call `target` with, the most likely first; nothing when an argument can only be guessed."""
    parameters = required(target)
    if parameters is None:
        return [Chosen()]
    if not parameters:
        return [Chosen(), *_other_files(target, file, root)]
    found: list[Chosen] = []
    if len(parameters) == 1:
        found += _configurations(target, parameters[0], namespace)
        found += _objects(target, parameters, file, root)
        found += _files(target, parameters[0], file, root)
    elif len(parameters) < 5:
        found += _objects(target, parameters, file, root)
    assumed = _assumed(target, parameters)
    if assumed is not None:
        found.append(assumed)
    return found


_DEMANDED = re.compile(r"missing \d+ required (?:positional|keyword-only) arguments?: (.*)")


def handed_on(target: Any, error: Exception) -> Chosen | None:
    """Values for what is missing by the error, where `target` takes any name; None if one is not known."""
    found = _DEMANDED.search(str(error)) if isinstance(error, TypeError) and callable(target) else None
    try:
        parameters = inspect.signature(target).parameters.values() if found else ()
    except (TypeError, ValueError):
        return None
    if found is None or not any(it.kind is inspect.Parameter.VAR_KEYWORD for it in parameters):
        return None
    chosen = Chosen()
    for name in re.findall(r"'(\w+)'", found[1]):
        is_known, value = known_names.value_of(name)
        if not is_known:
            return None
        chosen.kwargs[name] = value
        chosen.shown.append(f"{name}={value!r}")
        chosen.assumed.append(name)
    return chosen


def written(target: Any, call: str, namespace: dict[str, Any]) -> dict[str, Any]:
    """The arguments of a call by name, as far as they are written as literals, and the defaults of the
    others.
    """
    try:
        node = ast.parse(call.strip(), mode="eval").body
        parameters = list(inspect.signature(target).parameters.values())
    except (SyntaxError, TypeError, ValueError):
        return {}
    values = {it.name: it.default for it in parameters if it.default is not _EMPTY and it.default is not None}
    if not isinstance(node, ast.Call):
        return values
    pairs = [(parameters[place].name, it) for place, it in enumerate(node.args) if place < len(parameters)]
    pairs += [(it.arg, it.value) for it in node.keywords if it.arg is not None]
    for name, it in pairs:
        values.pop(name, None)
        try:
            values[name] = ast.literal_eval(it)
        except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
            value = namespace.get(it.id) if isinstance(it, ast.Name) else None
            if isinstance(value, (int, tuple)):
                values[name] = value
    return values


def missing(target: Any) -> str:
    """`needs inplanes, planes`: why a class is not run."""
    parameters = required(target) or []
    names = [it.name for it in parameters][:6]
    return f"needs {', '.join(names)}" if names else "was not run"


def _with(parameter: inspect.Parameter, value: Any, shown: str) -> Chosen:
    chosen = Chosen()
    _give(chosen, parameter, value, shown)
    return chosen


def _give(chosen: Chosen, parameter: inspect.Parameter, value: Any, shown: str) -> None:
    if parameter.kind is inspect.Parameter.KEYWORD_ONLY:
        chosen.kwargs[parameter.name] = value
        chosen.shown.append(f"{parameter.name}={shown}")
    elif parameter.kind is inspect.Parameter.POSITIONAL_ONLY or not chosen.kwargs:
        chosen.args.append(value)
        chosen.shown.append(shown)


def _configurations(target: Any, parameter: inspect.Parameter, namespace: dict[str, Any]) -> list[Chosen]:
    """A configuration object made from its own defaults: by annotation, by `config_class`, or by its name."""
    found: list[Chosen] = []
    for kind in _configuration_classes(target, parameter, namespace):
        values = _configuration_values(kind)
        if values is None:
            continue
        try:
            value = kind(**values)
        except Exception:  # noqa: BLE001
            continue
        values.update(_left_open(value))
        given = ", ".join(f"{key}={it!r}" for key, it in values.items())
        chosen = _with(parameter, value, f"{kind.__name__}({given})")
        chosen.assumed = list(values)
        found.append(chosen)
    found += _default_configurations(target, parameter)
    return found


def _left_open(config: Any) -> dict[str, Any]:
    """`vocab_size: int = -1  # defined later by the tokenizer`: set here, and given back by name."""
    if getattr(config, "vocab_size", None) != -1:
        return {}
    value = known_names.value_of("vocab_size")[1]
    try:
        config.vocab_size = value
    except Exception:  # noqa: BLE001
        return {}
    return {"vocab_size": value}


def _configuration_classes(
    target: Any, parameter: inspect.Parameter, namespace: dict[str, Any]
) -> list[type]:
    annotated = annotation_of(target, parameter, namespace)
    found: list[type] = []
    if isinstance(annotated, type) and annotated.__module__ != "builtins" and not _is_tensor(annotated):
        found.append(annotated)
    declared = getattr(target, "config_class", None)
    if isinstance(declared, type):
        found.append(declared)
    if known_names.plain(parameter.name) in known_names.CONFIGS or parameter.name.endswith(
        ("config", "cfg", "args")
    ):
        named = [
            it
            for it in namespace.values()
            if isinstance(it, type)
            and (
                dataclasses.is_dataclass(it)
                or it.__name__.endswith(("Config", "Args", "Params", "Hparams", "Arguments"))
            )
            and (not _is_module_class(it) or dataclasses.is_dataclass(it))
        ]
        named = named or _beside(target)
        prefix = getattr(target, "__name__", "")[:3].lower()
        named.sort(
            key=lambda it: (
                not it.__name__.lower().startswith(prefix),
                getattr(it, "__module__", "") != target.__module__,
            )
        )
        found += [it for it in named if it not in found]
    return found


_CONFIGURATION_FILES = ("config.py", "configs.py", "configuration.py", "args.py")


def _beside(target: Any) -> list[type]:
    """Configuration classes of a file that is called so, next to the source or one folder up."""
    source = getattr(sys.modules.get(getattr(target, "__module__", "")), "__file__", None) or ""
    folder = os.path.dirname(source)
    for path in [os.path.join(it, name) for it in (folder, os.path.dirname(folder)) for name in _CONFIGURATION_FILES]:
        if not folder or not os.path.isfile(path):
            continue
        try:
            values = _namespace_of(path).values()
        except Exception:  # noqa: BLE001
            continue
        found = [it for it in values if isinstance(it, type) and dataclasses.is_dataclass(it)]
        if found:
            return sorted(found, key=lambda it: not it.__name__.endswith("Config"))
    return []


def _default_configurations(target: Any, parameter: inspect.Parameter) -> list[Chosen]:
    """`GPT.get_default_config()`."""
    maker = getattr(target, "get_default_config", None) or getattr(target, "default_config", None)
    if not callable(maker) or known_names.plain(parameter.name) not in known_names.CONFIGS:
        return []
    try:
        return [_with(parameter, maker(), f"{target.__name__}.{maker.__name__}()")]
    except Exception:  # noqa: BLE001
        return []


def _configuration_values(kind: type) -> dict[str, Any] | None:
    """Values for the fields that have no default; None when one is not known."""
    parameters = required(kind)
    values: dict[str, Any] = {}
    for it in parameters or []:
        is_known, value = known_names.value_of(it.name, it.annotation)
        if not is_known:
            return None
        values[it.name] = value
    return values


def annotation_of(target: Any, parameter: inspect.Parameter, namespace: dict[str, Any]) -> Any:
    """The annotation as an object, also when it is written as text or is optional."""
    annotated = parameter.annotation
    if annotated is _EMPTY:
        return None
    if isinstance(annotated, str):
        function = target.__init__ if isinstance(target, type) else target
        scope = {**namespace, **getattr(function, "__globals__", {})}
        try:
            annotated = eval(annotated, scope)  # noqa: S307
        except Exception:  # noqa: BLE001
            return None
    if typing.get_origin(annotated) is not None:
        options = [it for it in typing.get_args(annotated) if it is not type(None)]
        is_union = type(None) in typing.get_args(annotated) or "Union" in str(typing.get_origin(annotated))
        if is_union and options:
            return next((it for it in options if isinstance(it, type)), None)
    return annotated


def _is_tensor(kind: type) -> bool:
    return any(
        it.__name__ in ("Tensor", "Module") and it.__module__.startswith("torch") for it in kind.__mro__
    )


def _is_module_class(kind: type) -> bool:
    return any(it.__name__ == "Module" and it.__module__.startswith("torch") for it in kind.__mro__)


_MOST_FILES = 6


def _objects(target: Any, parameters: list[inspect.Parameter], file: str, root: str) -> list[Chosen]:
    """Configuration files near the source, when an argument is what one holds, and the others are known."""
    holders = [it for it in parameters if _is_holder(it.name)]
    others = {it.name: known_names.value_of(it.name, it.annotation) for it in parameters if it not in holders}
    if len(holders) != 1 or not all(is_known for is_known, _ in others.values()):
        return []
    folder = os.path.dirname(file)
    stem = os.path.splitext(os.path.basename(file))[0].lower()
    folders = list(dict.fromkeys([*near(folder, root), *config_files.folders(folder, root)]))
    found: list[Chosen] = []
    for option in config_files.choices(target, holders[0].name, folders, stem, _namespace_of):
        chosen = Chosen()
        for it in parameters:
            given = option.value if it is holders[0] else others[it.name][1]
            # Without quotes: it is what the file holds that is given, not its path.
            shown = os.path.relpath(option.path, folder) if it is holders[0] else repr(given)
            _give(chosen, it, given, shown)
        chosen.assumed = [it.name for it in parameters]
        chosen.hints = {"img_size": option.size} if option.size is not None else {}
        found.append(chosen)
    return [*found, *(it for chosen in found[:1] for it in _with_classes(target, chosen))]


def _with_classes(target: Any, chosen: Chosen) -> list[Chosen]:
    """The same where the number of classes is left open by the default: None cannot be built with."""
    parameters = inspect.signature(target).parameters.values()
    names = ("numclasses", "nc")
    open_ones = [it for it in parameters if it.default is None and known_names.plain(it.name) in names]
    for it in open_ones[:1]:
        more = Chosen()
        more.args, more.kwargs = list(chosen.args), {**chosen.kwargs, it.name: 80}
        more.shown, more.assumed = [*chosen.shown, f"{it.name}=80"], [*chosen.assumed, it.name]
        more.hints = chosen.hints
        return [more]
    return []


def _is_holder(name: str) -> bool:
    plain = known_names.plain(name)
    return plain in known_names.CONFIGS or plain.endswith(("cfg", "config"))


def _namespace_of(path: str) -> dict[str, Any]:
    namespace: dict[str, Any] = {"__name__": "edgewise_config", "__file__": path}
    exec(compile(read_text(path), path, "exec", dont_inherit=True), namespace)  # noqa: S102
    return namespace


def _files(target: Any, parameter: inspect.Parameter, file: str, root: str) -> list[Chosen]:
    """Configuration files near the source, when the argument is the path of one."""
    is_path = isinstance(parameter.default, str) and parameter.default.endswith((".yaml", ".yml"))
    if not is_path and known_names.plain(parameter.name) not in known_names.PATHS:
        return []
    if not is_path and parameter.annotation not in (_EMPTY, str, "str"):
        return []
    if not is_path and config_files.read_of(target, parameter.name) != set():
        return []
    folder = os.path.dirname(file)
    found = [path for place in near(folder, root) for path in _yaml_files(place)]
    # The one that bears the name of the project is the one that people mean.
    project = os.path.basename(root).lower()
    found = sorted(
        dict.fromkeys(found), key=lambda it: os.path.splitext(os.path.basename(it))[0].lower() != project
    )
    return [_with(parameter, path, repr(os.path.relpath(path, folder))) for path in found[:_MOST_FILES]]


def _other_files(target: Any, file: str, root: str) -> list[Chosen]:
    """For a class whose default is the path of a file, which may not be there."""
    first = next(iter(inspect.signature(target).parameters.values()), None)
    return _files(target, first, file, root) if first is not None and isinstance(first.default, str) else []


def near(folder: str, root: str) -> list[str]:
    """The folder and those above it up to the root, each with the folders in it, two deep."""
    found: dict[str, None] = {}
    root = root.rstrip(os.sep) or folder
    while True:
        found[folder] = None
        for inside in folders_in(folder):
            found[inside] = None
            found.update(dict.fromkeys(folders_in(inside)))
        parent = os.path.dirname(folder)
        if folder == root or parent == folder or not parent.startswith(root):
            return list(found)
        folder = parent


_LEFT_OUT = frozenset({"node_modules", "__pycache__", "site-packages", "build", "dist", "venv", "env"})


def folders_in(folder: str) -> list[str]:
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        return []
    names = [it for it in names if "." not in it and it not in _LEFT_OUT][:40]
    return [path for it in names if os.path.isdir(path := os.path.join(folder, it))]


def _yaml_files(folder: str) -> list[str]:
    try:
        names = sorted(os.listdir(folder), key=lambda it: (len(it), it))
    except OSError:
        return []
    return [os.path.join(folder, it) for it in names if config_files.is_configuration(it)][:20]


def _assumed(target: Any, parameters: list[inspect.Parameter]) -> Chosen | None:
    chosen = Chosen()
    # A U-Net of diffusion gives what it takes; of other classes the name says nothing.
    is_unet = any(known_names.plain(it.name) == "modelchannels" for it in parameters)
    for it in parameters:
        keys = config_files.keys_for(target, it.name)
        is_known, value = (True, keys[0]) if keys else known_names.value_of(it.name, it.annotation)
        if not is_known and is_unet and known_names.plain(it.name) == "outchannels":
            is_known, value = True, 3
        if not is_known:
            return None
        _give(chosen, it, value, repr(value))
        chosen.assumed.append(it.name)
    # A block takes a width or two; only a whole model takes more than that.
    if len(parameters) < 3 and any(known_names.plain(it.name) in known_names.WIDTHS for it in parameters):
        return None
    return chosen
