"""Writes random values as pickles of every protocol, and what CPython says of them.

``pickles.py FOLDER`` fills the folder and prints JSON: of each file the value in the form of canonical-pickle.ts, the
imports that pickletools finds, and where the pickle ends.
"""

from __future__ import annotations

import collections
import json
import pickle
import pickletools
import random
import sys
from pathlib import Path

COUNT = 300


class Point:
    """An object with a state."""

    def __init__(self, state: dict) -> None:
        self.__dict__.update(state)


def atom(rng: random.Random) -> object:
    return rng.choice(
        [
            lambda: None,
            lambda: rng.random() < 0.5,
            lambda: rng.randrange(-300, 300),
            lambda: rng.randrange(-(2**40), 2**40),
            lambda: rng.randrange(-(2**200), 2**200),
            lambda: rng.uniform(-1e3, 1e3) + 0.123,
            lambda: "".join(rng.choice("abcé\n'\"\\ü漢🙂") for _ in range(rng.randrange(12))),
            lambda: "x" * rng.choice([200, 255, 256, 300]),
            lambda: bytes(rng.randrange(256) for _ in range(rng.randrange(20))),
        ]
    )()


def value(rng: random.Random, depth: int, seen: list) -> object:
    if depth == 0 or rng.random() < 0.25:
        return atom(rng)
    if seen and rng.random() < 0.1:
        return rng.choice(seen)
    size = rng.choice([0, 1, 2, 3, 4, 7])
    inner = [value(rng, depth - 1, seen) for _ in range(size)]
    keys = [f"k{i}" if rng.random() < 0.8 else i for i in range(size)]
    made = rng.choice(
        [
            lambda: inner,
            lambda: tuple(inner),
            lambda: dict(zip(keys, inner)),
            lambda: collections.OrderedDict(zip(keys, inner)),
            lambda: {atom(rng) for _ in range(size)},
            lambda: frozenset(atom(rng) for _ in range(size)),
            lambda: Point(dict(zip(map(str, keys), inner))),
            lambda: collections.Counter,
        ]
    )()
    if isinstance(made, (list, dict)):
        seen.append(made)
        if isinstance(made, list) and rng.random() < 0.05:
            made.append(made)
    return made


def canonical(it: object, opened: tuple = ()) -> object:
    if it is None or isinstance(it, bool):
        return it
    if isinstance(it, str):
        return ["str", it]
    if isinstance(it, int):
        return ["int", str(it)]
    if isinstance(it, float):
        return ["float", float_text(it)]
    if isinstance(it, bytes):
        return ["bytes", it.decode("latin-1")]
    if isinstance(it, type):
        return ["global", f"{it.__module__} {it.__name__}"]
    for depth, other in enumerate(opened):
        if other is it:
            return ["cycle", depth]
    inner = lambda x: canonical(x, (*opened, it))  # noqa: E731
    if isinstance(it, (list, tuple)):
        return ["list" if isinstance(it, list) else "tuple", [inner(x) for x in it]]
    if isinstance(it, (set, frozenset)):
        return ["set", sorted((compact(inner(x)) for x in it), key=utf16)]
    if isinstance(it, collections.OrderedDict):
        return ["ordered", [[inner(k), inner(v)] for k, v in it.items()]]
    if isinstance(it, dict):
        return ["dict", [[inner(k), inner(v)] for k, v in it.items()]]
    state = inner(it.__dict__) if it.__dict__ else None
    return ["object", type(it).__name__, state]


def compact(it: object) -> str:
    return json.dumps(it, ensure_ascii=False, separators=(",", ":"))


def utf16(text: str) -> bytes:
    """JavaScript sorts by UTF-16 units."""
    return text.encode("utf-16-be", "surrogatepass")


def float_text(it: float) -> str:
    text = repr(it)
    return text.replace("e-0", "e-") if "e-0" in text else text


def imports(data: bytes) -> list[str]:
    """As the opcodes name them; STACK_GLOBAL takes the last two texts, which pickletools shows."""
    found: set[str] = set()
    texts: list[str] = []
    memo: dict[int, str] = {}
    last: str | None = None
    for op, arg, _ in pickletools.genops(data):
        if op.name in ("GLOBAL", "INST"):
            found.add(arg)
        elif op.name == "STACK_GLOBAL":
            found.add(" ".join(texts[-2:]))
        elif op.name in ("MEMOIZE",):
            memo[len(memo)] = last or ""
            continue
        elif op.name in ("PUT", "BINPUT", "LONG_BINPUT"):
            memo[arg] = last or ""
            continue
        elif "GET" in op.name:
            texts.append(memo.get(arg, ""))
        last = arg if isinstance(arg, str) and "UNICODE" in op.name else None
        if last is not None:
            texts.append(last)
    return sorted(found)


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    rng = random.Random(20260101)
    result = {}
    for i in range(COUNT):
        it = value(rng, 4, [])
        for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
            data = pickle.dumps(it, protocol)
            # Trailing bytes must not matter.
            (folder / f"{i}-{protocol}.pkl").write_bytes(data + b"\x00tail")
            result[f"{i}-{protocol}.pkl"] = {
                "value": canonical(pickle.loads(data)),
                "globals": imports(data),
                "end": len(data),
            }
    json.dump(result, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main()
