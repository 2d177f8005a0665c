"""Prints what onnx's own shape inference knows of a model, for the check that ours is never less informative.

    python shape_inference.py MODEL...

One JSON object: path -> ``{value: {dtype, shape}}`` for the graph's inputs, outputs and intermediate
tensors. A shape is a list of integers, names of symbolic dimensions, and null for an unknown one; it is
left out where not even the rank is known. Sequences and optionals are left out. ``{"error": message}``
stands for a model that onnx refuses. Weights are not read: data beside the model may be absent.
"""

from __future__ import annotations

import json
import sys

import onnx

from backend_manifest import dtype_name


def main(paths: list[str]) -> int:
    """Print the report; 64 when no model is named."""
    if not paths:
        print("usage: python shape_inference.py MODEL...", file=sys.stderr)
        return 64
    print(json.dumps({path: inferred(path) for path in paths}))
    return 0


def inferred(path: str) -> dict:
    """Value name -> dtype and shape."""
    try:
        model = onnx.load(path, load_external_data=False)
        graph = onnx.shape_inference.infer_shapes(model, data_prop=True).graph
    except Exception as error:  # Reported, so that one model does not hide the others.
        return {"error": f"{type(error).__name__}: {error}"}
    values = [*graph.input, *graph.value_info, *graph.output]
    return {
        v.name: describe(v.type.tensor_type) for v in values if v.type.WhichOneof("value") == "tensor_type"
    }


def describe(tensor: onnx.TypeProto.Tensor) -> dict:
    """``{dtype, shape?}`` of a tensor type."""
    entry: dict = {"dtype": dtype_name(tensor.elem_type)}
    if tensor.HasField("shape"):
        entry["shape"] = [dimension(dim) for dim in tensor.shape.dim]
    return entry


def dimension(dim: onnx.TensorShapeProto.Dimension) -> int | str | None:
    """A size, a symbolic name, or None for unknown."""
    kind = dim.WhichOneof("value")
    if kind == "dim_value":
        return dim.dim_value
    return dim.dim_param or None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
