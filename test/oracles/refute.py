"""Tries to refute the value-dependence flags of the backend manifest by running the models.

Every model runs in onnxruntime on its test inputs and on variants of them with the same shapes: shuffled,
zeroed, inverted where boolean, one more or less where a small integer. An output flagged as independent of
values whose shape changes is a wrong flag. A run that fails proves nothing, so this finds flags that are
wrong for certain and none besides.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnx
import onnxruntime

SECONDS_PER_MODEL = 20


def refuted(models: list[dict]) -> list[tuple[str, str]]:
    """Model name and what was seen, for each flag found wrong. A crash loses one model only."""
    wrong: list[tuple[str, str]] = []
    tried = 0
    context = multiprocessing.get_context("fork")
    pool = context.Pool(1)
    for model in models:
        if any(entry["kind"] != "tensor" for entry in model["inputs"]):
            continue
        try:
            seen = pool.apply_async(shapes_seen, (model,)).get(timeout=SECONDS_PER_MODEL)
        except multiprocessing.TimeoutError:
            # It hangs, or the worker died and took the answer along.
            pool.terminate()
            pool = context.Pool(1)
            continue
        tried += bool(seen)
        for output in model["outputs"]:
            shapes = seen.get(output["name"], set())
            if len(shapes) > 1 and not output["valueDependent"]:
                wrong.append((model["name"], f"{output['name']} had the shapes {sorted(shapes)}"))
    pool.terminate()
    print(f"onnxruntime ran {tried} of {len(models)} models on varied inputs; {len(wrong)} flags refuted")
    return wrong


def shapes_seen(model: dict) -> dict[str, set[tuple[int, ...]]]:
    """Output name -> the shapes it had over all variants that ran; empty when the model does not load."""
    onnxruntime.set_default_logger_severity(4)
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    options.intra_op_num_threads = 1
    options.log_severity_level = 4
    try:
        session = onnxruntime.InferenceSession(model["path"], options, ["CPUExecutionProvider"])
    except Exception:  # Operators that onnxruntime lacks: nothing to learn here.
        return {}

    names = [output["name"] for output in model["outputs"]]
    seen: dict[str, set[tuple[int, ...]]] = {}
    for feed in variants(test_inputs(model)):
        try:
            results = session.run(names, feed)
        except Exception:  # A variant the operator refuses: nothing to learn either.
            continue
        for name, result in zip(names, results, strict=True):
            if isinstance(result, np.ndarray):
                seen.setdefault(name, set()).add(result.shape)
    return seen


def test_inputs(model: dict) -> dict[str, np.ndarray]:
    """The first test set's inputs; zeros where the suite has none."""
    folder = Path(model["path"]).parent / "test_data_set_0"
    feed = {}
    for index, entry in enumerate(model["inputs"]):
        file = folder / f"input_{index}.pb"
        if file.exists():
            tensor = onnx.TensorProto()
            tensor.ParseFromString(file.read_bytes())
            feed[entry["name"]] = onnx.numpy_helper.to_array(tensor)
        else:
            feed[entry["name"]] = np.zeros(entry["shape"], entry["dtype"])
    return feed


def variants(feed: dict[str, np.ndarray]) -> Iterator[dict[str, np.ndarray]]:
    """The feed itself, then feeds with one or all inputs changed; shapes, dtypes and value ranges stay."""
    yield feed
    random = np.random.default_rng(0)
    yield {name: random.permuted(value.ravel()).reshape(value.shape) for name, value in feed.items()}
    for name, value in feed.items():
        yield {**feed, name: random.permuted(value.ravel()).reshape(value.shape)}
        if value.dtype == bool:
            yield {**feed, name: ~value}
        elif value.dtype.kind in "iu" and value.size <= 8:
            yield {**feed, name: np.maximum(value, 1) - np.ones_like(value)}
            yield {**feed, name: value + np.ones_like(value)}
        elif value.dtype.kind == "f":
            yield {**feed, name: np.zeros_like(value)}
