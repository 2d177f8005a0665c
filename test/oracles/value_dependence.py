"""Tells which outputs of an ONNX graph have a shape that only the input *values* decide.

The method is a forward pass over the graph with two facts per tensor:

* ``known``: its values follow from the model and the input shapes alone (an initializer, a Constant, the
  Shape of something, a tensor with no elements, and what is computed from only those);
* ``fixed``: its shape follows from the model and the input shapes alone.

A shape stops being fixed at an operator that sizes its output by the contents of its data (NonZero, Unique)
or by an input that is not known (the target shape of a Reshape that is a graph input), and that spreads to
everything computed from it. Nothing is run and no test input is looked at.
"""

from __future__ import annotations

from dataclasses import dataclass

import onnx

# Operators that size an output by the contents of these inputs: position by position, as the operator
# documents them (https://onnx.ai/onnx/operators). "Data" and "shape" inputs need no telling apart here:
# either way the output's shape is fixed only where the input is known.
SIZING_INPUTS: dict[str, tuple[int, ...]] = {
    "AffineGrid": (1,),
    "BlackmanWindow": (0,),
    "CenterCropPad": (1,),
    "Col2Im": (1, 2),
    "Compress": (1,),
    "ConstantOfShape": (0,),
    "DFT": (1, 2),
    "Expand": (1,),
    "HammingWindow": (0,),
    "HannWindow": (0,),
    "ImageDecoder": (0,),
    "MaxUnpool": (2,),
    "MelWeightMatrix": (0, 1),
    "NonMaxSuppression": (0, 1, 2, 3, 4),
    "NonZero": (0,),
    "OneHot": (1,),
    "Pad": (1, 3),
    "Range": (0, 1, 2),
    "Reshape": (1,),
    "Resize": (1, 2, 3),
    "SequenceAt": (1,),
    "SequenceErase": (1,),
    "Slice": (1, 2, 3, 4),
    "Split": (1,),
    "SplitToSequence": (1,),
    "Squeeze": (1,),
    "STFT": (1, 3),
    "StringNormalizer": (0,),
    "StringSplit": (0,),
    "Tile": (1, 2),
    "TopK": (1,),
    "Unique": (0,),
    "Unsqueeze": (1,),
    "Upsample": (1,),
}

NOT_REPEATABLE = {
    "Bernoulli",
    "Multinomial",
    "RandomNormal",
    "RandomNormalLike",
    "RandomUniform",
    "RandomUniformLike",
}


@dataclass(frozen=True)
class Fact:
    """What can be told about one tensor before a run; ``reason`` says why its shape cannot."""

    known: bool
    fixed: bool = True
    reason: str = ""


UNKNOWN = Fact(known=False)
KNOWN = Fact(known=True)


def value_dependent_outputs(
    model: onnx.ModelProto, input_shapes: dict[str, list[int] | None]
) -> dict[str, str]:
    """Output name -> why its shape depends on input values, for the outputs where it does."""
    graph = model.graph
    facts: dict[str, Fact] = {}
    for value in graph.input:
        shape = input_shapes.get(value.name)
        facts[value.name] = Fact(known=shape is not None and 0 in shape)
    _run(graph, facts)
    return {o.name: facts[o.name].reason for o in graph.output if o.name in facts and not facts[o.name].fixed}


def _run(graph: onnx.GraphProto, facts: dict[str, Fact]) -> None:
    for initializer in graph.initializer:
        facts[initializer.name] = KNOWN
    for sparse in graph.sparse_initializer:
        facts[sparse.values.name] = KNOWN
    for node in graph.node:
        for name, fact in zip(node.output, _outputs(node, facts), strict=True):
            if name:
                facts[name] = fact


def _outputs(node: onnx.NodeProto, facts: dict[str, Fact]) -> list[Fact]:
    special = {"If": _if, "Loop": _loop, "Scan": _scan, "SequenceMap": _scan}.get(node.op_type)
    if special is not None:
        return special(node, facts)
    return [_plain(node, _inputs(node, facts))] * len(node.output)


def _inputs(node: onnx.NodeProto, facts: dict[str, Fact]) -> list[Fact | None]:
    """Facts by position; None for an optional input that is left out."""
    return [facts.get(name, UNKNOWN) if name else None for name in node.input]


def _plain(node: onnx.NodeProto, inputs: list[Fact | None]) -> Fact:
    given = [fact for fact in inputs if fact is not None]
    unfixed = next((fact for fact in given if not fact.fixed), None)
    if node.op_type in ("Shape", "Size", "SequenceLength"):
        return Fact(known=unfixed is None)
    if node.op_type == "OptionalHasElement":
        return UNKNOWN
    if unfixed is not None:
        return Fact(known=False, fixed=False, reason=unfixed.reason)
    for position in _sizing_inputs(node, len(inputs)):
        fact = inputs[position]
        if fact is not None and not fact.known:
            source = node.input[position]
            return Fact(known=False, fixed=False, reason=f"{node.op_type} is sized by the values of {source}")
    return Fact(known=all(fact.known for fact in given) and node.op_type not in NOT_REPEATABLE)


def _sizing_inputs(node: onnx.NodeProto, count: int) -> list[int]:
    positions = SIZING_INPUTS.get(node.op_type, ())
    if node.op_type.startswith("Reduce"):
        positions = (1,)
    elif node.op_type == "StringNormalizer" and not _attribute(node, "stopwords"):
        positions = ()
    elif node.op_type == "DFT" and not _attribute(node, "onesided") and not (count > 1 and node.input[1]):
        # A whole transform keeps its lengths whichever axis it runs along.
        positions = ()
    elif node.op_type == "Resize" and count > 2:
        # The region of interest scales the output in one mode only, and not when sizes are given.
        cropped = _attribute(node, "coordinate_transformation_mode") == b"tf_crop_and_resize"
        positions = (1, 2) if cropped and not (count > 3 and node.input[3]) else (2, 3)
    return [position for position in positions if position < count]


def _attribute(node: onnx.NodeProto, name: str) -> object:
    found = next((a for a in node.attribute if a.name == name), None)
    return None if found is None else onnx.helper.get_attribute_value(found)


def _body(node: onnx.NodeProto, name: str, facts: dict[str, Fact], inputs: list[Fact]) -> list[Fact]:
    """Facts of a subgraph's outputs; the subgraph sees the tensors around it."""
    graph = _attribute(node, name)
    inner = dict(facts)
    for value, fact in zip(graph.input, inputs, strict=False):
        inner[value.name] = fact
    _run(graph, inner)
    return [inner.get(value.name, UNKNOWN) for value in graph.output]


def _if(node: onnx.NodeProto, facts: dict[str, Fact]) -> list[Fact]:
    condition = facts.get(node.input[0], UNKNOWN)
    branches = zip(_body(node, "then_branch", facts, []), _body(node, "else_branch", facts, []), strict=True)
    outputs = []
    for then, other in branches:
        unfixed = next((fact for fact in (then, other) if not fact.fixed), None)
        reason = f"If takes a branch by the values of {node.input[0]}" if unfixed is None else unfixed.reason
        outputs.append(
            Fact(
                known=condition.known and then.known and other.known,
                fixed=condition.known and unfixed is None,
                reason=reason,
            )
        )
    return outputs


def _loop(node: onnx.NodeProto, facts: dict[str, Fact]) -> list[Fact]:
    trips, condition, *carried = (fact or KNOWN for fact in _inputs(node, facts))
    # A second round sees what the first one carried over. Facts only get weaker, so this comes to rest.
    while True:
        # The counter is known, trip by trip, where the number of trips is.
        results = _body(node, "body", facts, [trips, condition, *carried])
        after = [_weaker(a, b) for a, b in zip(carried, results[1:], strict=False)]
        if after == carried:
            break
        carried = after
    counted = trips.known and condition.known and results[0].known
    by_trips = Fact(known=False, fixed=False, reason="Loop runs as often as input values say")
    stacked = [fact if counted or not fact.fixed else by_trips for fact in results[1 + len(carried) :]]
    grown = [fact if counted or not _grows(node, i) else by_trips for i, fact in enumerate(carried)]
    return [*grown, *stacked]


def _grows(node: onnx.NodeProto, carried: int) -> bool:
    """Whether a carried value may change shape from trip to trip: a sequence, or declared without a shape."""
    value = _attribute(node, "body").input[2 + carried].type
    return not value.HasField("tensor_type") or not value.tensor_type.HasField("shape")


def _weaker(a: Fact, b: Fact) -> Fact:
    if a.fixed and not b.fixed:
        return b
    return Fact(known=a.known and b.known, fixed=a.fixed, reason=a.reason)


def _scan(node: onnx.NodeProto, facts: dict[str, Fact]) -> list[Fact]:
    """Scan and SequenceMap: as many trips as the inputs are long; only the body can make a shape unfixed."""
    inputs = [fact or KNOWN for fact in _inputs(node, facts)]
    unfixed = next((fact for fact in inputs if not fact.fixed), None)
    if unfixed is not None:
        return [unfixed] * len(node.output)
    results = _body(node, "body", facts, [UNKNOWN] * len(_attribute(node, "body").input))
    return results[: len(node.output)]
