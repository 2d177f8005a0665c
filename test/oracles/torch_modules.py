"""Compares the stand-in's torch.nn with the real torch: the same random source is run on both.

    python torch_modules.py [--calls 200] [--seed 1] [--only NAME...] [--show 40] [--json]

Real torch runs in this process, the stand-in (python/tracer) in another one that has no torch. Compared are
the shapes and dtypes of results, the names, shapes and dtypes of the state, the number of parameters, the
multiply-adds of products and convolutions (against torch's FlopCounterMode), and whether it is an error, of which type
and with which text. Prints "N modules/functions, N calls, N differences" and exits with 1 when there are any. With --json
it prints [{"name", "calls", "differences", "shown"}] instead, one entry for each function, and ends with 0.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import warnings
from collections import Counter
from pathlib import Path

import torch_module_products as products

HERE = Path(__file__).resolve().parent
STAND_IN = HERE.parent.parent / "python" / "tracer"
_MAX_TEXT = 400


def namespace() -> dict:
    import torch
    import torch.nn as nn
    import torch.nn.functional as F
    from torch.nn import init
    from torch.nn.utils import rnn

    def t(shape, dtype):
        """A tensor of ones of that dtype: valid indices, lengths and masks."""
        return torch.ones(shape, dtype=dtype)

    def sdpa():
        from torch.nn.attention import SDPBackend, sdpa_kernel

        return sdpa_kernel([SDPBackend.MATH])

    return {"sdpa": sdpa, "torch": torch, "nn": nn, "F": F, "init": init, "rnn": rnn, "r": lambda *shape: torch.randn(shape), "t": t}


def described(value, torch):
    if isinstance(value, torch.Tensor):
        return ["tensor", list(value.shape), str(value.dtype)]
    if isinstance(value, (tuple, list)):
        return [described(it, torch) for it in value]
    if value is None or isinstance(value, (bool, int, float, str)):
        return round(value, 6) if isinstance(value, float) else value
    return type(value).__name__


def state_of(module) -> list:
    parameters = sum(it.numel() for it in module.parameters())
    state = [[name, list(it.shape), str(it.dtype)] for name, it in module.state_dict().items()]
    return [state, parameters, [type(it).__name__ for it in module.modules()]]


def failure(error: BaseException) -> dict:
    return {"error": type(error).__name__, "text": str(error)[:_MAX_TEXT]}


def evaluate(space: dict, one: dict) -> dict:
    """{"state", "out"} or {"error", "text"}; "out" may be an error of its own."""
    torch = space["torch"]
    if "program" in one:
        try:
            exec(one["program"], own := {**space, "out": "nothing"})
            return {"out": described(own["out"], torch)}
        except Exception as error:
            return failure(error)
    if "call" in one:
        try:
            return {"out": described(eval(one["call"], space), torch)}
        except Exception as error:
            return failure(error)
    try:
        module = eval(one["build"], space)
        module.train(one["train"])
    except Exception as error:
        return failure(error)
    found: dict = {}
    try:
        if one["args"]:
            found["out"] = described(eval(f"module({one['args']})", {**space, "module": module}), torch)
    except Exception as error:
        found["out"] = failure(error)
    try:
        found["state"] = state_of(module)
    except Exception as error:
        found["state"] = failure(error)
    return found


def run_all(cases: list[dict], is_ours: bool) -> list[dict]:
    warnings.simplefilter("ignore")
    space = namespace()
    if hasattr(space["torch"], "set_num_threads"):
        space["torch"].set_num_threads(1)
    return [with_products(space, it, is_ours) for it in cases]


def with_products(space: dict, case: dict, is_ours: bool) -> dict:
    found = evaluate(space, case)
    if case["name"] in products.COUNTED:
        count = products.by_stand_in if is_ours else products.by_torch
        found["products"] = count(space, case)
    return found


def generate(count: int, seed: int, only: list[str]) -> list[dict]:
    import torch_function_cases
    import torch_module_cases
    import torch_module_cases_more  # noqa: F401  (registers more cases)
    import torch_module_scenarios

    cases = []
    for name, generator in torch_module_cases.CASES.items():
        if only and name not in only:
            continue
        for index in range(count):
            draw = torch_module_cases.Draw(f"{seed} {name} {index}")
            build, args = generator(draw)
            cases.append({"name": name, "build": build, "args": args, "train": draw.chance(0.3)})
    for name, generator in torch_function_cases.CALLS.items():
        if only and name not in only:
            continue
        for index in range(count):
            draw = torch_module_cases.Draw(f"{seed} {name} {index}")
            cases.append({"name": name, "call": generator(draw)})
    if not only or "nn.Module" in only:
        cases += [{"name": "nn.Module", "program": it} for it in torch_module_scenarios.programs()]
    return cases


def on_stand_in(cases: list[dict]) -> list[dict]:
    # By PYTHONPATH the stand-in is found before the torch that this Python has.
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    environment.update(PYTHONPATH=str(STAND_IN), PYTHONDONTWRITEBYTECODE="1")
    done = subprocess.run(
        [sys.executable, __file__, "--child"], input=json.dumps(cases), capture_output=True, text=True, env=environment
    )
    if done.returncode:
        raise RuntimeError(f"the stand-in failed: {done.stderr[-3000:]}")
    return json.loads(done.stdout)


# Which kernel of the CPU notices first that dtypes do not go together decides about the text, and says nothing.
_DTYPES = re.compile(
    "not implemented for '|expected scalar type|type .* should be the same|mixed dtype|same dtype|same datatype|"
    "Bool inputs not supported|could not infer output dtype|Boolean inputs not|expected m1 and m2|can't be cast to the desired"
)


def agree(real, ours) -> bool:
    """Whether the results are the same as far as they are compared."""
    a, b = (it.pop("products", None) for it in (real, ours))
    if a != b and a is not None and b is not None:
        real["products"], ours["products"] = a, b
        return False
    if normal(real) == normal(ours):
        return True
    if "out" in real and "out" in ours and {**real, "out": 0} == {**ours, "out": 0}:
        real, ours = real["out"], ours["out"]
    a, b = normal(real), normal(ours)
    if is_error(a) and is_error(b):
        # Two mistakes in one call: which of them is told first is not compared.
        return "about dtypes" in (a["error"], b["error"])
    if is_error(a) and re.search("not implemented for '(BFloat16|Half)'", real["text"]):
        # Kernels of the CPU that are there on other devices.
        return True
    if is_error(b) and "Output size is too small" in ours["text"]:
        # oneDNN lets a transposed convolution give nothing at all.
        given = real.get("out") if isinstance(real, dict) else real
        return isinstance(given, list) and given[0] == "tensor" and 0 in given[1]
    return False


def is_error(result) -> bool:
    return isinstance(result, dict) and "error" in result


def normal(result):
    """Errors without what differs for no reason: the order of sets, addresses, and lists of overloads."""
    if isinstance(result, dict) and "error" in result:
        if _DTYPES.search(result["text"]):
            return {"error": "about dtypes"}
        if "could not construct a memory descriptor" in result["text"]:
            # What oneDNN says when the output of a transposed convolution would be of negative size.
            return {"error": "RuntimeError", "text": "Output size is too small"}
        if result["text"].endswith("Output size is too small") and "(-" in result["text"].replace("x ", "("):
            return {"error": "RuntimeError", "text": "Output size is too small"}
        text = re.sub(r" - got \(.*", "", result["text"], flags=re.S)
        text = re.sub(r"\{('[\w']+'(, )?)+\}", lambda it: str(sorted(it.group(0)[1:-1].split(", "))), text)
        # group_norm tells the shape of the weight where it means the bias.
        text = re.sub(r"but got bias of shape \[\d+\]", "but got bias", text)
        return {"error": result["error"], "text": re.sub(r"0x[0-9a-f]+", "", text)}
    if isinstance(result, dict):
        return {key: normal(value) for key, value in result.items()}
    return result


def source_of(case: dict) -> str:
    return case.get("program") or case.get("call") or f"{case['build']}  ({case['args']}) train={case['train']}"


def summary(cases: list[dict], different: list[tuple]) -> list[dict]:
    found: dict[str, dict] = {}
    for case in cases:
        entry = found.setdefault(case["name"], {"name": case["name"], "calls": 0, "differences": 0, "shown": ""})
        entry["calls"] += 1
    for case, a, b in different:
        entry = found[case["name"]]
        entry["differences"] += 1
        entry["shown"] = entry["shown"] or f"{source_of(case)}; torch {json.dumps(a)[:200]}, ours {json.dumps(b)[:200]}"
    return list(found.values())


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--calls", type=int, default=200, help="random calls of each module and function")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--show", type=int, default=40)
    parser.add_argument("--json", action="store_true", help="print the counts of each function as JSON")
    parser.add_argument("--child", action="store_true")
    options = parser.parse_args()
    if options.child:
        print(json.dumps(run_all(json.load(sys.stdin), True)))
        return 0
    cases = generate(options.calls, options.seed, options.only)
    real = json.loads(json.dumps(run_all(cases, False)))
    ours = on_stand_in(cases)
    different = [(case, a, b) for case, a, b in zip(cases, real, ours) if not agree(a, b)]
    if options.json:
        print(json.dumps(summary(cases, different)))
        return 0
    shown: Counter = Counter()
    for case, a, b in different:
        shown[case["name"]] += 1
        if sum(shown.values()) <= options.show or shown[case["name"]] == 1:
            print(f"{source_of(case)}\n    torch  {json.dumps(a)[:500]}\n    ours   {json.dumps(b)[:500]}")
    names = len({it["name"] for it in cases})
    print(f"{names} modules/functions, {len(cases)} calls, {len(different)} differences")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
