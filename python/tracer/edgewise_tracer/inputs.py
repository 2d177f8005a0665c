"""Makes the inputs of a model's run: those that somebody said, those of a script, and else those that a
search finds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from . import forward, probe
from .errors import Refused
from .options import combinations, dtype_of, tensor
from .parts import modules_of
from .scripts import Evidence, Use


class Given:
    """What forward is called with. `source` says who said so; `why` says it in words when it was assumed."""

    __slots__ = ("args", "kwargs", "source", "why")

    def __init__(
        self, args: list[Any], kwargs: dict[str, Any] | None = None, source: str = "probe", why: str = ""
    ) -> None:
        self.args = args
        self.kwargs = kwargs or {}
        self.source = source
        self.why = why


def stated(model: Any, entries: list[dict[str, Any]], source: str) -> list[Given]:
    """Inputs by shape. Those without a name go to forward's parameters in order; a plain number stands for no
    tensor.
    """
    known = forward.parameters(model)
    names = [it.name for it in known] if known is not None else []
    args: list[Any] = []
    kwargs: dict[str, Any] = {}
    default_types = {it.name: "int64" for it in known or [] if it.kind in ("tokens", "lengths")}
    positional = 0
    for entry in entries:
        name = entry.get("name")
        target = name or (names[positional] if positional < len(names) else None)
        dtype = (
            entry.get("dtype") or default_types.get(target or "", None) or _dtype_for(model, entry["shape"])
        )
        value = tensor(list(entry["shape"]), _torch_name(dtype))
        if name and name in names and names.index(name) != positional:
            kwargs[name] = value
        elif name and names and name not in names:
            raise Refused(f"forward has no input {name}")
        else:
            args.append(value)
            positional += 1
    options = [Given(args, kwargs, source)]
    rest = [
        it for it in (forward.wanted(model) or [])[len(args) :] if it.name not in kwargs and it.is_required
    ]
    if rest and args:
        guess = probe.Guess("image", shape=list(args[0].shape))
        options = [
            Given(
                [*args, *(value for it, value in zip(rest, values, strict=True) if not it.is_keyword)],
                {
                    **kwargs,
                    **{it.name: value for it, value in zip(rest, values, strict=True) if it.is_keyword},
                },
                source,
            )
            for values in combinations(model, rest, guess)
        ]
    if known is not None and known and known[0].kind == "list" and len(args) == 1 and not kwargs:
        picture = args[0]
        as_list = tensor(list(picture.shape)[1:], dtype_of(picture)) if len(picture.shape) == 4 else picture
        options.insert(0, Given([[as_list]], {}, source))
    return options


def _torch_name(dtype: str) -> str:
    return {"float": "float32", "double": "float64", "half": "float16", "long": "int64", "int": "int32"}.get(
        dtype, dtype
    )


def _dtype_for(model: Any, shape: list[int]) -> str:
    """int64 where the first layer of the model looks tokens up, and the shape is one of tokens."""
    first = first_layer(model)
    return (
        "int64"
        if len(shape) <= 2 and first is not None and "Embedding" in type(first).__name__
        else "float32"
    )


def first_layer(model: Any) -> Any:
    return next(
        (it for it in modules_of(model) if not it._modules and probe.first_guess(it, "", "") is not None), None
    )


def of_value(value: Any, source: str) -> Given:
    """The value of an `--inputs` expression: forward's arguments as a tuple, or by name as a dict, or the
    only one.
    """
    if isinstance(value, dict) and all(isinstance(it, str) for it in value):
        return Given([], dict(value), source)
    if isinstance(value, tuple):
        if (
            value
            and isinstance(value[-1], dict)
            and len(value) > 1
            and all(isinstance(it, str) for it in value[-1])
        ):
            return Given(list(value[:-1]), dict(value[-1]), source)
        return Given(list(value), {}, source)
    return Given([value], {}, source)


def of_script(evidence: Evidence, model: Any) -> Iterator[Given]:
    """What the script that makes the model calls it with; what cannot be evaluated is left out."""
    for use in evidence.uses[:8]:
        try:
            given = _evaluated(evidence, use, model)
        except (Exception, SystemExit):  # noqa: BLE001
            continue
        if given is None:
            continue
        single = _of_one(given, model)
        if single is not None:
            yield single
        yield given


def _evaluated(evidence: Evidence, use: Use, model: Any) -> Given | None:
    import torch

    scope = evidence.scope
    names = frozenset(evidence.names)
    namespace = scope.fresh()
    statements = scope.slice(use.nodes(), use.before, names)
    namespace.update({name: model for name in names})
    scope.run(statements, namespace)
    namespace.update({name: model for name in names})
    args: list[Any] = []
    for node in use.args:
        value = scope.evaluate(
            getattr(node, "value", node) if type(node).__name__ == "Starred" else node, namespace
        )
        args += list(value) if type(node).__name__ == "Starred" else [value]
    kwargs = {key: scope.evaluate(node, namespace) for key, node in use.kwargs.items()}
    text = " ".join(_text(it) for it in [*use.nodes(), *statements])
    source = "randn" if "rand" in text or "zeros" in text or "ones" in text else "script"
    if use.kind == "call":
        return Given(args, kwargs, source) if _has_tensor([*args, *kwargs.values()], torch.Tensor) else None
    value = args[0]
    if use.kind == "tuple" or _has_tensor([value], torch.Tensor):
        return of_value(tuple(value) if isinstance(value, list) else value, source)
    return _of_shape(value, use.has_batch, model)


def _text(node: Any) -> str:
    import ast

    return ast.unparse(node)


def _has_tensor(values: Any, kind: type) -> bool:
    for it in values:
        if isinstance(it, kind):
            return True
        if isinstance(it, (list, tuple)) and _has_tensor(it, kind):
            return True
        if isinstance(it, dict) and _has_tensor(it.values(), kind):
            return True
        if hasattr(it, "__dict__") and any(isinstance(value, kind) for value in vars(it).values()):
            return True
    return False


def _of_shape(value: Any, has_batch: bool, model: Any) -> Given | None:
    shapes = (
        value
        if isinstance(value, (list, tuple)) and value and isinstance(value[0], (list, tuple))
        else [value]
    )
    entries = []
    for shape in shapes:
        if not isinstance(shape, (list, tuple)) or not all(isinstance(it, int) for it in shape):
            return None
        entries.append({"shape": list(shape) if has_batch else [1, *shape]})
    return stated(model, entries, "script")[0]


_TIME_FIRST = (
    "LSTM",
    "GRU",
    "RNN",
    "MultiheadAttention",
    "TransformerEncoder",
    "Transformer",
    "TransformerEncoderLayer",
)


def _is_time_first(layer: Any) -> bool:
    kind = type(layer)
    return (
        kind.__name__ in _TIME_FIRST
        and kind.__module__.startswith("torch.")
        and not getattr(layer, "batch_first", False)
    )


def _of_one(given: Given, model: Any) -> Given | None:
    """The same with one sample, where all tensors have the same number of samples first; None where that is
    not sure.
    """
    import torch

    values = [*given.args, *given.kwargs.values()]
    tensors = [it for it in values if isinstance(it, torch.Tensor)]
    sizes = {it.shape[0] if len(it.shape) else 0 for it in tensors}
    if len(sizes) != 1 or sizes <= {0, 1} or any(len(it.shape) < 2 for it in tensors[:1]):
        return None
    others = [it for it in values if not isinstance(it, (torch.Tensor, bool, str, type(None)))]
    if others or any(_is_time_first(it) for it in modules_of(model)):
        return None

    def one(it: Any) -> Any:
        return tensor([1, *list(it.shape)[1:]], dtype_of(it)) if isinstance(it, torch.Tensor) else it

    why = f"the script gives {sizes.pop()} samples; what is counted is for one"
    return Given(
        [one(it) for it in given.args], {key: one(it) for key, it in given.kwargs.items()}, given.source, why
    )


_WRONG_DTYPE = re.compile(r"scalar types?|same dtype|not implemented for '(Long|Int)'|Input type")


def as_floats(given: Given, error: BaseException | None) -> Given | None:
    """The same with floating tensors: `torch.randint` in an example makes what a layer does not take."""
    import torch

    values = [*given.args, *given.kwargs.values()]
    tensors = [it for it in values if isinstance(it, torch.Tensor)]
    is_whole = bool(tensors) and all(dtype_of(it) in ("int64", "int32") for it in tensors)
    if error is None or not is_whole or len(tensors) != len(values) or not _WRONG_DTYPE.search(str(error)):
        return None

    def floating(it: Any) -> Any:
        return tensor(list(it.shape), "float32")

    why = "the script gives whole numbers, which the model does not take; taken as float32"
    kwargs = {key: floating(it) for key, it in given.kwargs.items()}
    return Given([floating(it) for it in given.args], kwargs, given.source, why)


def again(given: Given) -> Given:
    """The same inputs with tensors of their own, for another model."""
    import torch

    def fresh(it: Any) -> Any:
        if isinstance(it, torch.Tensor):
            return tensor(list(it.shape), dtype_of(it))
        if type(it) in (list, tuple):
            return type(it)(fresh(value) for value in it)
        return {key: fresh(value) for key, value in it.items()} if type(it) is dict else it

    return Given(
        [fresh(it) for it in given.args],
        {key: fresh(it) for key, it in given.kwargs.items()},
        given.source,
        given.why,
    )
