"""numpy.random: drawn values are not known. What only orders or picks gives a fixed answer, which changes no shape."""

from __future__ import annotations

from typing import Any

from numpy._array import array, ndarray
from numpy._creation import arange


def seed(*args: Any) -> None:
    return None


def _drawn(size: Any, middle: Any, kind: Any = float) -> Any:
    """An array without values; without a size one number, which is noted as not known."""
    if size is None:
        from edgewise_tracer import notes

        notes.note("unknown-value", "a random number is not known; the middle of its range is taken", level="warning")
        return middle
    return ndarray(size if hasattr(size, "__iter__") else (size,), kind)


def rand(*shape: Any) -> Any:
    return _drawn(shape or None, 0.5)


def randn(*shape: Any) -> Any:
    return _drawn(shape or None, 0.0)


def random(size: Any = None) -> Any:
    return _drawn(size, 0.5)


random_sample = ranf = sample = random


def uniform(low: float = 0.0, high: float = 1.0, size: Any = None) -> Any:
    return _drawn(size, (low + high) / 2)


def normal(loc: float = 0.0, scale: float = 1.0, size: Any = None) -> Any:
    return _drawn(size, loc)


def standard_normal(size: Any = None) -> Any:
    return _drawn(size, 0.0)


def beta(a: float, b: float, size: Any = None) -> Any:
    return _drawn(size, a / (a + b))


def randint(low: int, high: Any = None, size: Any = None, dtype: Any = int) -> Any:
    first, end = (0, low) if high is None else (low, high)
    return _drawn(size, (first + end - 1) // 2, dtype)


integers = randint


def binomial(n: int, p: float, size: Any = None) -> Any:
    return _drawn(size, round(n * p), int)


def permutation(x: Any) -> ndarray:
    return arange(x) if isinstance(x, int) else array(x)


def shuffle(x: Any) -> None:
    return None


def choice(a: Any, size: Any = None, replace: bool = True, p: Any = None) -> Any:
    values = list(range(a)) if isinstance(a, int) else list(a)
    if size is None:
        return _drawn(None, values[0])
    return ndarray(size if hasattr(size, "__iter__") else (size,), array(values).dtype)


class RandomState:
    """A generator of its own; every one gives the same answers here."""

    def __init__(self, seed: Any = None) -> None:
        pass

    seed = staticmethod(seed)
    rand, randn, random, uniform = staticmethod(rand), staticmethod(randn), staticmethod(random), staticmethod(uniform)
    normal, standard_normal, beta = staticmethod(normal), staticmethod(standard_normal), staticmethod(beta)
    randint, integers, binomial = staticmethod(randint), staticmethod(integers), staticmethod(binomial)
    permutation, shuffle, choice = staticmethod(permutation), staticmethod(shuffle), staticmethod(choice)


Generator = RandomState


def default_rng(seed: Any = None) -> RandomState:
    return RandomState()


def get_state(*args: Any) -> tuple[Any, ...]:
    return ()


set_state = seed
