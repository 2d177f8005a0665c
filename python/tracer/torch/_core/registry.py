"""Which function is torch.NAME and which is Tensor.NAME. Nothing is put in its place before torch/__init__ does it."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

FUNCTIONS: dict[str, Callable[..., Any]] = {}
METHODS: dict[str, Any] = {}
# torch.linalg, torch.fft and torch.special by name.
NAMESPACES: dict[str, dict[str, Any]] = {"linalg": {}, "fft": {}, "special": {}}


def _decorator(register: Callable[[str, Callable[..., Any]], None], names: tuple[Any, ...]) -> Any:
    if len(names) == 1 and callable(names[0]):
        register(names[0].__name__, names[0])
        return names[0]

    def decorate(made: Callable[..., Any]) -> Callable[..., Any]:
        for name in names:
            register(name, made)
        return made

    return decorate


def function(*names: Any) -> Any:
    """`@function` is torch.NAME by its own name; `@function("a", "linalg.b")` by these."""

    def register(name: str, made: Callable[..., Any]) -> None:
        space, _, last = name.rpartition(".")
        (NAMESPACES[space] if space else FUNCTIONS)[last] = made

    return _decorator(register, names)


def method(*names: Any) -> Any:
    """`@method` is Tensor.NAME by its own name; `@method("a", "b")` by these."""
    return _decorator(METHODS.__setitem__, names)


def inplace(*names: Any) -> Any:
    """Also makes Tensor.NAME_, and torch.NAME_ where torch has it: the same operator, whose result the tensor becomes."""

    def register(name: str, made: Callable[..., Any]) -> None:
        METHODS[name + "_"] = in_place(made, name + "_")
        if name in _WITH_FUNCTION:
            FUNCTIONS[name + "_"] = METHODS[name + "_"]

    return _decorator(register, names)


def in_place_view(*names: Any) -> Any:
    """Tensor.NAME_ of a view: the tensor itself takes the new shape, whatever memory it has."""

    def register(name: str, made: Callable[..., Any]) -> None:
        @functools.wraps(made)
        def call(self: Any, *args: Any, **kwargs: Any) -> Any:
            return self._take(made(self, *args, **kwargs))

        call.__name__ = call.__qualname__ = name + "_"
        METHODS[name + "_"] = call

    return _decorator(register, names)


def in_place(made: Callable[..., Any], name: str) -> Callable[..., Any]:
    @functools.wraps(made)
    def call(self: Any, *args: Any, **kwargs: Any) -> Any:
        return self._become(made(self, *args, **kwargs))

    call.__name__ = call.__qualname__ = name
    return call


_WITH_FUNCTION = frozenset(
    "abs acos arccos acosh arccosh addmv alpha_dropout arcsin arcsinh arctan arctanh as_strided asin asinh "
    "atan atanh "
    "ceil celu clamp clamp_max clamp_min clip conj_physical cos cosh deg2rad detach dropout erf erfc exp "
    "exp2 expm1 "
    "feature_alpha_dropout feature_dropout fill fix floor frac gcd i0 lcm ldexp log log10 log1p log2 logit "
    "nan_to_num neg negative rad2deg reciprocal relu resize_as rrelu rsqrt selu sigmoid sin sinc sinh "
    "sqrt square squeeze tan tanh threshold trunc xlogy zero hardshrink embedding_renorm index_put round".split()
)
