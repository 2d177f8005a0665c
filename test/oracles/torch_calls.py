"""Makes calls of torch as source text, from a seed: tensors, dimensions and arguments, mostly right, sometimes wrong."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from typing import Any

from torch_templates import TEMPLATES

FLOATS = ("float32", "float64", "float16")
INTEGERS = ("int64", "int32", "uint8")
_HOLE = re.compile(r"\{(\w+)(?::([^}]*))?\}")


def generate(seed: int, calls: int) -> Iterator[tuple[str, str]]:
    """(function, source) of every call. Each function has its own random numbers, so that adding one changes no other."""
    for name, templates in TEMPLATES.items():
        maker = Maker(random.Random(f"{seed} {name}"))
        seen = set()
        for index in range(calls):
            source = maker.filled(templates[index % len(templates)])
            if source not in seen:
                seen.add(source)
                yield name, source


class Maker:
    """Fills the holes of templates. `shape` is that of the last tensor, which later holes refer to."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.shape: list[int] = []
        self.dtype = "float32"
        self.axis = 0

    def filled(self, template: str) -> str:
        self.shape, self.dtype, self.axis = [], "float32", 0
        return _HOLE.sub(lambda it: str(getattr(self, it.group(1))(it.group(2) or "")), template)

    # Tensors: x any, f of floats, i of int64, b of bools, k with known values; `:2` or `:1-3` is the rank.
    def x(self, rank: str) -> str:
        return self._new(
            rank, self.rng.choice(("float32", "float32", "float64", "int64", "int32", "bool", "float16"))
        )

    def f(self, rank: str) -> str:
        return self._new(rank, self.rng.choice(("float32", "float32", "float64")))

    def f32(self, rank: str) -> str:
        return self._new(rank, "float32")

    def i(self, rank: str) -> str:
        return self._new(rank, "int64")

    def b(self, rank: str) -> str:
        return self._new(rank, "bool")

    def c(self, rank: str) -> str:
        return self._new(rank, "complex64")

    def n(self, rank: str) -> str:
        """Numbers: no bool."""
        return self._new(rank, self.rng.choice(("float32", "float64", "int64", "int32")))

    def k(self, rank: str) -> str:
        """A tensor whose values are written down."""
        self.dtype = self.rng.choice(("float32", "int64", "int64", "bool", "int32"))
        self.shape = self._shape(rank)
        return self._known(self.shape, self.dtype)

    def ki(self, rank: str) -> str:
        self.dtype, self.shape = "int64", self._shape(rank)
        return self._known(self.shape, "int64")

    def kb(self, rank: str) -> str:
        self.dtype, self.shape = "bool", self._shape(rank)
        return self._known(self.shape, "bool")

    def kf(self, rank: str) -> str:
        self.dtype, self.shape = "float32", self._shape(rank)
        return self._known(self.shape, "float32")

    def sq(self, rank: str) -> str:
        """Square matrices that can be inverted."""
        size = self.rng.randint(1, 4)
        self.shape, self.dtype = (
            [*self._shape(rank or "0-1"), size, size],
            self.rng.choice(("float32", "float64")),
        )
        return f"(torch.rand({self.shape}, dtype=torch.{self.dtype}) + torch.eye({size}, dtype=torch.{self.dtype}) * 4)"

    # Tensors made to go with the last one.
    def same(self, kind: str) -> str:
        return self._tensor(self.shape, kind or self.dtype)

    def bc(self, kind: str) -> str:
        """Broadcasts with the last one, mostly; it may have another dtype when none is named."""
        shape = [1 if self.rng.random() < 0.3 else it for it in self.shape]
        shape = shape[self.rng.randint(0, len(shape)) :] if self.rng.random() < 0.4 else shape
        if self.rng.random() < 0.1 and shape:
            shape[self.rng.randrange(len(shape))] += 1
        if self.rng.random() < 0.15:
            shape = [self.rng.randint(1, 3), *shape]
        chosen = kind or self.rng.choice((self.dtype, self.dtype, "float32", "int64", "float64", "bool"))
        if self.rng.random() < 0.25:
            return self._known(shape, chosen)
        return self._tensor(shape, chosen)

    def other(self, kind: str) -> str:
        """The second operand: a tensor or a number."""
        if self.rng.random() < 0.35:
            return self.num("")
        return self.bc(kind)

    def vec(self, kind: str) -> str:
        """A vector as long as the last dimension, mostly."""
        size = self.shape[-1] if self.shape else 1
        return self._tensor([size if self.rng.random() < 0.85 else size + 1], kind or self.dtype)

    def mat(self, kind: str) -> str:
        """A matrix that the last tensor can be multiplied by, mostly."""
        inner = self.shape[-1] if self.shape else 1
        inner = inner if self.rng.random() < 0.8 else inner + 1
        kind = kind or (self.dtype if self.rng.random() < 0.92 else "float64")
        self.shape = [inner, self.rng.randint(1, 4)]
        return self._tensor(self.shape, kind)

    def batched(self, kind: str) -> str:
        """Matrices with the batch of the last tensor, which they can be multiplied by, mostly."""
        batch = self.shape[:-2] if self.rng.random() < 0.9 else [it + 1 for it in self.shape[:-2]]
        inner = self.shape[-1] if self.rng.random() < 0.85 else self.shape[-1] + 1
        self.shape = [*batch, inner, self.rng.randint(1, 4)]
        return self._tensor(self.shape, kind or self.dtype)

    def index(self, kind: str) -> str:
        """Known indexes along a dimension that {at} names, of the shape of the last tensor or smaller."""
        size = self.shape[self.axis] if self.shape else 1
        shape = (
            [max(1, it - self.rng.randint(0, 1)) for it in self.shape]
            if kind != "vec"
            else [self.rng.randint(1, 4)]
        )
        limit = max(size, 1) + (1 if self.rng.random() < 0.05 else 0)
        flat = [self.rng.randrange(limit) for _ in range(_volume(shape))]
        return f"torch.tensor({flat}, dtype=torch.int64).reshape({shape})"

    # Numbers and arguments.
    def num(self, _: str) -> str:
        return self.rng.choice(("2", "3", "1", "2.0", "0.5", "-1", "True", "7", "1.5"))

    def int(self, span: str) -> str:
        low, _, high = (span or "0:4").partition(":")
        return str(self.rng.randint(int(low), int(high)))

    def num_small(self, _: str) -> str:
        return self.rng.choice(("0", "1", "-1", "0.5"))

    def bool(self, _: str) -> str:
        return self.rng.choice(("True", "False"))

    def dtype_(self, _: str) -> str:
        return f"torch.{self.rng.choice(('float32', 'float64', 'int64', 'int32', 'float16', 'bool', 'uint8', 'bfloat16'))}"

    def dtypef(self, _: str) -> str:
        return f"torch.{self.rng.choice(('float32', 'float64', 'float16', 'bfloat16'))}"

    def at(self, _: str) -> str:
        """A dimension of the last tensor; {index} goes along it."""
        rank = max(len(self.shape), 1)
        self.axis = self.rng.randrange(rank)
        if self.axis >= len(self.shape):
            self.axis = 0
        return str(self.axis - (rank if self.rng.random() < 0.4 else 0))

    def dim(self, _: str) -> str:
        """A dimension of the last tensor, now and then one that it has not."""
        rank = max(len(self.shape), 1)
        if self.rng.random() < 0.06:
            return str(self.rng.choice((rank, -rank - 1)))
        return str(self.rng.randrange(-rank, rank))

    def newdim(self, _: str) -> str:
        rank = len(self.shape) + 1
        return str(
            self.rng.randrange(-rank - 1, rank + 1)
            if self.rng.random() < 0.1
            else self.rng.randrange(-rank, rank)
        )

    def dims(self, _: str) -> str:
        rank = len(self.shape)
        chosen = self.rng.sample(range(rank), self.rng.randint(1, rank)) if rank else [0]
        if self.rng.random() < 0.05:
            chosen.append(chosen[0])
        return f"({', '.join(str(it - (rank if self.rng.random() < 0.3 else 0)) for it in chosen)},)"

    def somedims(self, _: str) -> str:
        """What a reduction takes: one dimension, several, or None."""
        return self.rng.choice((self.dim, self.dim, self.dims, lambda _: "None"))("")

    def perm(self, _: str) -> str:
        order = list(range(len(self.shape)))
        self.rng.shuffle(order)
        if self.rng.random() < 0.05 and order:
            order[0] = order[-1]
        return ", ".join(str(it - (len(order) if self.rng.random() < 0.2 else 0)) for it in order) or "()"

    def size(self, rank: str) -> str:
        return str(self._shape(rank))[1:-1] or "()"

    def sizel(self, rank: str) -> str:
        return str(self._shape(rank))

    def reshape(self, _: str) -> str:
        """Another shape of as many elements, mostly."""
        count = _volume(self.shape)
        sizes: list[int] = []
        while count > 1 and len(sizes) < 4 and self.rng.random() < 0.8:
            divisors = [it for it in range(1, count + 1) if count % it == 0]
            sizes.append(self.rng.choice(divisors))
            count //= sizes[-1]
        sizes.append(count)
        if self.rng.random() < 0.3:
            sizes[self.rng.randrange(len(sizes))] = -1
        if self.rng.random() < 0.08:
            sizes[-1] += 1
        return ", ".join(str(it) for it in sizes)

    def expand(self, _: str) -> str:
        sizes = [self.rng.randint(1, 4) if it == 1 else self.rng.choice((it, -1)) for it in self.shape]
        if self.rng.random() < 0.4:
            sizes = [self.rng.randint(1, 3), *sizes]
        if self.rng.random() < 0.08 and sizes:
            sizes[-1] = 7
        return ", ".join(str(it) for it in sizes) or "()"

    def repeats(self, _: str) -> str:
        count = len(self.shape) + self.rng.choice((0, 0, 1, -1 if self.rng.random() < 0.2 else 0))
        return (
            ", ".join(str(self.rng.randint(0 if self.rng.random() < 0.1 else 1, 3)) for _ in range(count))
            or "1"
        )

    def parts(self, _: str) -> str:
        """Sizes that add up to that of the dimension {at} names, mostly."""
        left = self.shape[self.axis] if self.shape else 1
        sizes = []
        while left > 0 and len(sizes) < 4:
            sizes.append(self.rng.randint(1, left))
            left -= sizes[-1]
        sizes.append(left + (1 if self.rng.random() < 0.08 else 0))
        return str(sizes)

    def key(self, _: str) -> str:
        """What stands between brackets."""
        items = []
        for size in self.shape:
            if self.rng.random() < 0.25:
                break
            items.append(self._item(size))
        if self.rng.random() < 0.2:
            items.insert(self.rng.randint(0, len(items)), "None")
        if self.rng.random() < 0.2:
            items.insert(self.rng.randint(0, len(items)), "...")
        if self.rng.random() < 0.03:
            items.extend(["0"] * 5)
        return ", ".join(items) or "..."

    def _item(self, size: int) -> str:
        roll = self.rng.random()
        if roll < 0.2:
            return str(
                self.rng.randint(-size - 1, size)
                if self.rng.random() < 0.1
                else self.rng.randrange(-size, size)
                if size
                else 0
            )
        if roll < 0.7:
            return self._slice(size)
        if roll < 0.8:
            return f"torch.tensor({[self.rng.random() < 0.5 for _ in range(size)]}, dtype=torch.bool)"
        flat = [self.rng.randrange(-size, size) if size else 0 for _ in range(self.rng.randint(1, 3))]
        return self.rng.choice((str(flat), f"torch.tensor({flat})", f"torch.tensor({flat[0]})"))

    def _slice(self, size: int) -> str:
        ends = [self.rng.choice(("", str(self.rng.randint(-size - 1, size + 1)))) for _ in range(2)]
        step = self.rng.choice(("", "", "", ":2", ":3"))
        return f"{ends[0]}:{ends[1]}{step}"

    def slices(self, _: str) -> str:
        """Plain slices and numbers only."""
        return (
            ", ".join(
                self._slice(it) if self.rng.random() < 0.7 else str(self.rng.randrange(it) if it else 0)
                for it in self.shape[:2]
            )
            or "..."
        )

    def several(self, kind: str) -> str:
        """Tensors for cat and stack: of one shape but for the dimension {at} names."""
        rank, _, mode = kind.partition(":")
        self.shape = self._shape(rank or "1-3")
        count = self.rng.randint(1, 3)
        self.axis = self.rng.randrange(max(len(self.shape), 1))
        made = []
        for _ in range(count):
            shape = list(self.shape)
            if mode != "same" and shape:
                shape[self.axis] = self.rng.randint(1, 4)
            if self.rng.random() < 0.05 and shape:
                shape[self.rng.randrange(len(shape))] += 1
            dtype = self.rng.choice(("float32", "float32", "int64"))
            made.append(self._known(shape, dtype) if self.rng.random() < 0.4 else self._tensor(shape, dtype))
        return f"[{', '.join(made)}]"

    def here(self, _: str) -> str:
        """The dimension {several} differ in, mostly."""
        rank = max(len(self.shape), 1)
        return (
            str(self.axis - (rank if self.rng.random() < 0.3 else 0))
            if self.rng.random() < 0.9
            else self.dim("")
        )

    def turned(self, _: str) -> str:
        """Views that change the layout of what comes before, or nothing."""
        rank = len(self.shape)
        if rank < 2 or self.rng.random() < 0.4:
            return ""
        one, other = self.rng.sample(range(rank), 2)
        self.shape[one], self.shape[other] = self.shape[other], self.shape[one]
        return f".transpose({one}, {other})"

    # How tensors are written.
    def _new(self, rank: str, dtype: str) -> str:
        self.shape, self.dtype = self._shape(rank), dtype
        return self._tensor(self.shape, dtype)

    def _shape(self, rank: str) -> list[int]:
        low, _, high = (rank or "0-4").partition("-")
        count = self.rng.randint(int(low), int(high or low))
        return [
            0 if self.rng.random() < 0.02 else self.rng.choice((1, 2, 3, 4, 5, 2, 3)) for _ in range(count)
        ]

    def _tensor(self, shape: Sequence[int], dtype: str) -> str:
        if dtype in ("int64", "int32", "uint8", "int16", "int8"):
            return f"torch.randint(1, 5, {tuple(shape)}, dtype=torch.{dtype})"
        if dtype == "bool":
            return f"(torch.rand({list(shape)}) > 0.5)"
        plain = "" if dtype == "float32" else f", dtype=torch.{dtype}"
        return f"torch.rand({list(shape)}{plain})"

    def _known(self, shape: Sequence[int], dtype: str) -> str:
        flat: list[Any]
        count = _volume(shape)
        if dtype in ("float32", "float64", "float16"):
            flat = [self.rng.choice((0.0, 0.5, 1.0, -1.5, 2.25, 3.0, -0.25, 10.0)) for _ in range(count)]
        elif dtype == "bool":
            flat = [self.rng.random() < 0.5 for _ in range(count)]
        else:
            flat = [self.rng.randint(0 if dtype == "uint8" else -4, 6) for _ in range(count)]
        return f"torch.tensor({flat}, dtype=torch.{dtype}).reshape({list(shape)})"


def _volume(shape: Sequence[int]) -> int:
    count = 1
    for it in shape:
        count *= it
    return count
