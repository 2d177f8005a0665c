"""Lists the ONNX backend tests of the installed onnx wheel: inputs, expected outputs, value dependence.

    python backend_manifest.py OUT.json [--stripped DIR] [--check]

``--stripped DIR`` also writes a copy of every model without the shapes it declares for its own outputs and
intermediate tensors. The backend tests are generated with the answer written in ``graph.output``; an engine
reading the copies has to infer it. ``--check`` tries to refute the value-dependence flags by running every
model with shuffled input values, and exits with 1 where one is wrong.

OUT.json: ``{onnx, opset, count, valueDependentCount, models: [{name, path, stripped?, irVersion, opsets,
operators, inputs, outputs, valueDependent, reason?}]}``; an input or output is ``{name, kind, ...}`` with
kind ``tensor`` {dtype, shape}, ``sequence`` {elements: [...]} or ``optional`` {value: ... or null}. Shapes
are lists of integers. Inputs stand in the graph's order, without initializers. Values are left out on
purpose: the engine under test is to be given shapes only. Outputs have ``valueDependent`` and, where true,
``reason``.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import onnx
from onnx import TensorProto

from value_dependence import value_dependent_outputs

SUITES = ("node", "simple", "pytorch-operator", "pytorch-converted")
DATA = Path(onnx.__file__).parent / "backend" / "test" / "data"
RENAMED = {"float": "float32", "double": "float64"}


def main() -> int:
    """Write the manifest; 1 when a flag is refuted."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("--stripped", type=Path, help="folder for copies without declared output shapes")
    parser.add_argument("--check", action="store_true", help="try to refute the flags by running the models")
    args = parser.parse_args()

    models = [describe(name, path, args.stripped) for name, path in backend_models()]
    dependent = sum(model["valueDependent"] for model in models)
    manifest = {
        "onnx": onnx.__version__,
        "opset": onnx.defs.onnx_opset_version(),
        "count": len(models),
        "valueDependentCount": dependent,
        "models": models,
    }
    args.out.parent.mkdir(parents=True, exist_ok=True)
    args.out.write_text(json.dumps(manifest, indent=1))
    print(f"onnx {onnx.__version__}: {len(models)} models, {dependent} with value-dependent output shapes")
    if not args.check:
        return 0

    from refute import refuted

    wrong = refuted(models)
    for name, why in wrong:
        print(f"{name}: {why}")
    return 1 if wrong else 0


def backend_models() -> Iterator[tuple[str, Path]]:
    """Name (suite/test) and path of every model of the wheel."""
    for suite in SUITES:
        for path in sorted((DATA / suite).glob("*/model.onnx")):
            yield f"{suite}/{path.parent.name}", path
    for path in sorted((DATA / "light").glob("*.onnx")):
        yield f"light/{path.stem}", path


def describe(name: str, path: Path, stripped: Path | None) -> dict:
    """One entry of the manifest."""
    model = onnx.load(path)
    inputs = [describe_value(value, proto) for value, proto in test_values(model, path, "input")]
    outputs = [describe_value(value, proto) for value, proto in test_values(model, path, "output")]
    shapes = {entry["name"]: entry.get("shape") for entry in inputs}
    reasons = value_dependent_outputs(model, shapes)
    bare = strip(model)
    for settled in provably_fixed(bare, inputs):
        reasons.pop(settled, None)

    for output in outputs:
        output["valueDependent"] = output["name"] in reasons
        if output["name"] in reasons:
            output["reason"] = reasons[output["name"]]
    entry = {
        "name": name,
        "path": str(path),
        "irVersion": model.ir_version,
        "opsets": {opset.domain or "ai.onnx": opset.version for opset in model.opset_import},
        "operators": sorted({node.op_type for node in model.graph.node}),
        "inputs": inputs,
        "outputs": outputs,
        "valueDependent": bool(reasons),
    }
    if stripped is not None:
        copy = stripped / f"{name}.onnx"
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(bare.SerializeToString())
        entry["stripped"] = str(copy)
    return entry


def test_values(
    model: onnx.ModelProto, path: Path, side: str
) -> Iterator[tuple[onnx.ValueInfoProto, onnx.TensorProto | onnx.SequenceProto | onnx.OptionalProto]]:
    """Each graph input or output with its value in the first test set."""
    initialized = {tensor.name for tensor in model.graph.initializer}
    values = [v for v in getattr(model.graph, side) if side == "output" or v.name not in initialized]
    for index, value in enumerate(values):
        file = path.parent / "test_data_set_0" / f"{side}_{index}.pb"
        if path.parent.name == "light":
            file = path.with_name(f"{path.stem}_{side}_{index}.pb")
        kind = value.type.WhichOneof("value")
        proto = {"sequence_type": onnx.SequenceProto, "optional_type": onnx.OptionalProto}.get(
            kind, TensorProto
        )()
        if file.exists():
            proto.ParseFromString(file.read_bytes())
        else:
            # The "light" models come with their outputs only; their inputs declare a full shape.
            proto.data_type = value.type.tensor_type.elem_type
            proto.dims.extend(dim.dim_value for dim in value.type.tensor_type.shape.dim)
        yield value, proto


def describe_value(value: onnx.ValueInfoProto, proto: object) -> dict:
    """A named value as the manifest writes it."""
    return {"name": value.name, **describe_proto(proto)}


def describe_proto(proto: object) -> dict:
    """Kind, dtype and shape of a tensor, or of the parts of a sequence or optional."""
    if isinstance(proto, TensorProto):
        return {"kind": "tensor", "dtype": dtype_name(proto.data_type), "shape": list(proto.dims)}
    if isinstance(proto, onnx.SequenceProto):
        parts = [*proto.tensor_values, *proto.sequence_values, *proto.optional_values]
        return {"kind": "sequence", "elements": [describe_proto(part) for part in parts]}
    field = {1: "tensor_value", 3: "sequence_value"}.get(proto.elem_type)
    filled = field is not None and proto.HasField(field)
    return {"kind": "optional", "value": describe_proto(getattr(proto, field)) if filled else None}


def dtype_name(code: int) -> str:
    """ONNX's own name of an element type in lower case, with float32 and float64 spelled as numpy does."""
    name = TensorProto.DataType.Name(code).lower()
    return RENAMED.get(name, name)


def strip(model: onnx.ModelProto) -> onnx.ModelProto:
    """A copy without the shapes declared for outputs and intermediate tensors, in subgraphs too."""
    bare = onnx.ModelProto()
    bare.CopyFrom(model)
    strip_graph(bare.graph)
    return bare


def strip_graph(graph: onnx.GraphProto) -> None:
    """Clear in place; graph inputs and initializers keep their shapes, and outputs their types."""
    del graph.value_info[:]
    for output in graph.output:
        strip_type(output.type)
    for node in graph.node:
        for attribute in node.attribute:
            for inner in [attribute.g, *attribute.graphs] if attribute.HasField("g") else attribute.graphs:
                strip_graph(inner)


def strip_type(kind: onnx.TypeProto) -> None:
    """Clear the shape of a tensor type, or of the tensors in a sequence or optional."""
    field = kind.WhichOneof("value")
    if field == "tensor_type":
        kind.tensor_type.ClearField("shape")
    elif field in ("sequence_type", "optional_type"):
        strip_type(getattr(kind, field).elem_type)


def provably_fixed(bare: onnx.ModelProto, inputs: list[dict]) -> list[str]:
    """Outputs that onnx's own inference sizes completely from the input shapes: no value can matter there."""
    model = onnx.ModelProto()
    model.CopyFrom(bare)
    by_name = {value.name: value.type for value in model.graph.input}
    for entry in inputs:
        if entry["kind"] == "tensor":
            kind = by_name[entry["name"]].tensor_type
            kind.ClearField("shape")
            for size in entry["shape"]:
                kind.shape.dim.add().dim_value = size
            kind.shape.SetInParent()
    try:
        inferred = onnx.shape_inference.infer_shapes(model, data_prop=True)
    except Exception:  # A refusal by onnx proves nothing either way.
        return []
    return [o.name for o in inferred.graph.output if is_complete(o.type)]


def is_complete(kind: onnx.TypeProto) -> bool:
    """Whether a tensor type has a number for every dimension."""
    tensor = kind.tensor_type
    return (
        kind.WhichOneof("value") == "tensor_type"
        and tensor.HasField("shape")
        and all(dim.HasField("dim_value") for dim in tensor.shape.dim)
    )


if __name__ == "__main__":
    sys.exit(main())
