"""Times the peers on models: python peers.py RUNS MODEL...

Prints JSON: {model: {shape_inference: median ms, onnx_tool: median ms}}. shape_inference is onnx.load and
onnx.shape_inference.infer_shapes; onnx_tool is its own load, shape inference and profile. Each is warmed up once.
"""

from __future__ import annotations

import contextlib
import io
import json
import statistics
import sys
import time
from collections.abc import Callable

import onnx
import onnx_tool


def median_ms(runs: int, work: Callable[[], object]) -> float:
    """Median of the runs after one that is not counted."""
    work()
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def shape_inference(path: str) -> None:
    """What the onnx package does: load everything, infer in C++."""
    onnx.shape_inference.infer_shapes(onnx.load(path), data_prop=True)


def tool_profile(path: str) -> None:
    """What onnx-tool does for its table of costs."""
    with contextlib.redirect_stdout(io.StringIO()):
        model = onnx_tool.Model(path)
        model.graph.shape_infer()
        model.graph.profile()


def main() -> None:
    """Time both peers on each model."""
    runs = int(sys.argv[1])
    result = {}
    for path in sys.argv[2:]:
        result[path] = {"shape_inference": median_ms(runs, lambda path=path: shape_inference(path))}
        try:
            result[path]["onnx_tool"] = median_ms(runs, lambda path=path: tool_profile(path))
        except Exception as error:  # noqa: BLE001 - a peer's failure is a result, not ours to raise.
            result[path]["onnx_tool_error"] = f"{type(error).__name__}: {error}"[:200]
    print(json.dumps(result))


if __name__ == "__main__":
    main()
