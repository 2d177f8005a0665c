"""Compares the stand-in for torch with real torch on generated calls: shapes, dtypes, errors, layout and small values.

python torch_functions.py [--calls N] [--seed N] [--only NAME] [--texts] [--show N] [--json]

The calls are source text made from a seed. They are run with real torch in one process and with python/tracer in another,
and what comes back is compared here. The last line is "F functions, C calls, D differences". Exit code 1 when D > 0.
With --json it prints [{"name", "calls", "differences", "shown"}] instead, one entry for each function, and ends with 0.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
TRACER = HERE.parent.parent / "python" / "tracer"


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--calls", type=int, default=200, help="calls of each function")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="functions with this in their name")
    parser.add_argument("--texts", action="store_true", help="show error texts that differ")
    parser.add_argument("--show", type=int, default=3, help="differences shown for each function")
    parser.add_argument("--json", action="store_true", help="print the counts of each function as JSON")
    parser.add_argument("--run", metavar="CASES", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.run:
        return run(given.run)
    from torch_calls import generate

    cases = [it for it in generate(given.seed, given.calls) if given.only in it[0]]
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "cases.json")
        Path(path).write_text(json.dumps(cases))
        real, ours = answers(path, with_stand_in=False), answers(path, with_stand_in=True)
    return summarize(cases, real, ours) if given.json else report(cases, real, ours, given)


def answers(path: str, with_stand_in: bool) -> list[Any]:
    environment = {
        **os.environ,
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONPATH": str(TRACER) if with_stand_in else "",
    }
    done = subprocess.run(
        [sys.executable, __file__, "--run", path], env=environment, stdout=subprocess.PIPE, check=True
    )
    return json.loads(done.stdout)


def run(path: str) -> int:
    """In a process of its own: evaluates every call with whichever torch is found first."""
    import warnings

    import torch

    warnings.simplefilter("ignore")
    torch.set_printoptions()
    torch.set_num_threads(1)
    found = []
    for _, source in json.loads(Path(path).read_text()):
        torch.manual_seed(0)
        space: dict[str, Any] = {"torch": torch, "inf": math.inf, "nan": math.nan}
        try:
            *statements, last = source.split("\n")
            for it in statements:
                exec(it, space)
            found.append(described(torch, eval(last, space), 0))
        except Exception as error:  # noqa: BLE001
            found.append(["error", type(error).__name__, str(error).split("\nException raised")[0]])
    json.dump(found, sys.stdout)
    return 0


def described(torch: Any, value: Any, depth: int) -> Any:
    if isinstance(value, torch.Tensor):
        return tensor_described(value)
    if isinstance(value, (tuple, list)) and depth < 5 and not isinstance(value, torch.Size):
        return [described(torch, it, depth + 1) for it in value]
    if isinstance(value, complex):
        return ["complex", number(value.real), number(value.imag)]
    return ["value", type(value).__name__, number(value) if isinstance(value, float) else repr(value)]


def number(value: float) -> Any:
    return value if math.isfinite(value) else repr(value)


def tensor_described(value: Any) -> Any:
    """["tensor", dtype, shape, values or None, whether it is contiguous or None when that is not claimed]."""
    is_ours = hasattr(value, "_own_ref")
    known = value._values if is_ours else None
    if not is_ours and value.numel() <= 4096:
        known = value.detach().resolve_conj().resolve_neg().flatten().tolist()
    if known is not None:
        known = [[number(it.real), number(it.imag)] if isinstance(it, complex) else number(it) if isinstance(it, float)
                 else it for it in known]  # fmt: skip
    layout = None if is_ours and value._is_loose else value.is_contiguous()
    return ["tensor", str(value.dtype), list(value.shape), known, layout]


# Errors that depend on numbers which the stand-in does not know, or on how torch was built.
_BY_VALUE = re.compile(
    "ZeroDivisionError|out of bounds|out of range in self|std >= 0.0|MKL FFT|singular|did not converge"
)


# A product of no elements is done before the dtypes are looked at, in some of torch's paths.
_ABOUT_DTYPES = re.compile("expected scalar type|same dtype")


def differs(real: Any, ours: Any) -> str:
    """What is different, in a word; empty when nothing is."""
    if is_tensor(real) and 0 in real[2] and is_error(ours) and _ABOUT_DTYPES.search(ours[2]):
        return ""
    if is_error(real) or is_error(ours):
        if _BY_VALUE.search(real[2] if is_error(real) else ours[2]):
            return ""
        return "" if is_error(real) and is_error(ours) and ours[1] != "UnsupportedOp" else "error"
    if is_tensor(real) and is_tensor(ours):
        return tensors_differ(real, ours)
    if isinstance(real, list) and isinstance(ours, list) and len(real) == len(ours):
        return next((it for it in (differs(a, b) for a, b in zip(real, ours)) if it), "")
    return "" if real == ours or is_close(real, ours) else "value"


def is_error(answer: Any) -> bool:
    return isinstance(answer, list) and len(answer) == 3 and answer[0] == "error"


def is_tensor(answer: Any) -> bool:
    return isinstance(answer, list) and len(answer) == 5 and answer[0] == "tensor"


def tensors_differ(real: list[Any], ours: list[Any]) -> str:
    for place, name in ((1, "dtype"), (2, "shape")):
        if real[place] != ours[place]:
            return name
    if ours[4] is not None and real[4] != ours[4]:
        return "layout"
    if ours[3] is None or real[3] is None:
        return ""
    return "" if all(is_close(a, b) for a, b in zip(real[3], ours[3])) else "values"


def is_close(a: Any, b: Any) -> bool:
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(is_close(x, y) for x, y in zip(a, b))
    if isinstance(a, (int, float)) and isinstance(b, (int, float)):
        # Functions such as exp are rounded differently by each library, by an amount of a few units.
        return (
            a == b
            or abs(a - b) <= 1e-6 + 1e-5 * max(abs(a), abs(b))
            and (isinstance(a, float) or isinstance(b, float))
        )
    return a == b


def summarize(cases: list[Any], real: list[Any], ours: list[Any]) -> int:
    found: dict[str, dict[str, Any]] = {}
    for (name, source), theirs, mine in zip(cases, real, ours):
        entry = found.setdefault(name, {"name": name, "calls": 0, "differences": 0, "shown": ""})
        entry["calls"] += 1
        if kind := differs(theirs, mine):
            entry["differences"] += 1
            entry["shown"] = entry["shown"] or f"{kind}: {source}; torch {str(theirs)[:200]}, ours {str(mine)[:200]}"
    json.dump(list(found.values()), sys.stdout)
    return 0


def report(cases: list[Any], real: list[Any], ours: list[Any], given: Any) -> int:
    shown: dict[str, int] = {}
    functions: set[str] = set()
    count = texts = both_failed = 0
    for (name, source), theirs, mine in zip(cases, real, ours):
        functions.add(name)
        kind = differs(theirs, mine)
        if kind:
            count += 1
            shown[name] = shown.get(name, 0) + 1
            if shown[name] <= given.show:
                print(
                    f"{name}: {kind}\n    {source}\n    torch  {str(theirs)[:300]}\n    ours   {str(mine)[:300]}"
                )
        elif is_error(theirs):
            both_failed += 1
            if theirs[1:] != mine[1:]:
                texts += 1
                if given.texts:
                    print(f"{name}: text\n    {source}\n    torch  {theirs[1:]}\n    ours   {mine[1:]}")
    for name, times in sorted(shown.items(), key=lambda it: -it[1]):
        print(f"{times:6} {name}")
    print(f"{both_failed} calls fail in both, {texts} of them with another text")
    print(f"{len(functions)} functions, {len(cases)} calls, {count} differences")
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main())
