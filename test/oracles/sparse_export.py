"""Exports torchvision models to ONNX files whose weights are holes in a sparse file.

Large tensors become external data in ``MODEL.data``, a file that has the right length and no content.
Tensors of up to 1,024 elements, and all integers, keep their values: shapes and indices are computed from
them.
"""

from __future__ import annotations

import io
import math
from dataclasses import dataclass
from pathlib import Path

import onnx
import torch

from torchvision_import import models

SCRIPT_OPSET = 17
DYNAMO_OPSET = 18
KEPT_ELEMENTS = 1024
FLOAT_BYTES = 4


@dataclass(frozen=True)
class Exported:
    """What a written file holds; ``params`` is None where the exporter computed with parameters."""

    opset: int
    node_count: int
    params: int | None


def build(name: str, size: int) -> torch.nn.Module:
    """The model as its published weights want it, in eval mode, no two parameter tensors alike."""
    options: dict[str, object] = {}
    if name == "googlenet":
        # The published weights leave the auxiliary classifiers out; the default fill takes a minute.
        options = {"aux_logits": False, "init_weights": False}
    elif name == "inception_v3":
        options = {"init_weights": False}
    elif name.startswith("vit_"):
        options = {"image_size": size}
    # The fused attention of eval mode hides its matrix products behind an operator that ONNX does not have.
    torch.backends.mha.set_fastpath_enabled(False)
    model = models.get_model(name, weights=None, **options).eval()
    for index, tensor in enumerate([*model.parameters(), *model.buffers()]):
        # The TorchScript exporter merges tensors of equal content, such as fresh BatchNorm scales.
        if tensor.is_floating_point() and tensor.numel() > 0:
            tensor.view(-1)[0] = 1 + index / 1024
    return model


def unexecuted_params(model: torch.nn.Module) -> int:
    """Parameters that no inference reaches: the auxiliary classifier of inception_v3."""
    auxiliary = getattr(model, "AuxLogits", None)
    return 0 if auxiliary is None else sum(parameter.numel() for parameter in auxiliary.parameters())


def export_preserved(model: torch.nn.Module, shape: list[int], path: Path, expected: int) -> Exported:
    """TorchScript, nothing folded. Raises AssertionError when a parameter is missing from the file."""
    proto = _script(
        model,
        shape,
        training=torch.onnx.TrainingMode.PRESERVE,
        do_constant_folding=False,
        # Parameters then come out as graph inputs without data, which also has no 2 GB limit.
        export_params=False,
    )
    state = model.state_dict(keep_vars=True)
    given = [value for value in proto.graph.input if value.name in state]
    for value in given:
        proto.graph.initializer.append(_tensor_proto(value.name, state[value.name].detach()))
        proto.graph.input.remove(value)
    exported = sum(state[v.name].numel() for v in given if isinstance(state[v.name], torch.nn.Parameter))
    assert exported == expected, f"{exported} parameters exported, {expected} published"
    return _save(proto, path, exported)


def export_script(model: torch.nn.Module, shape: list[int], path: Path, expected: int) -> Exported:
    """TorchScript with its defaults."""
    proto = _script(model, shape)
    return _save(proto, path, _params_after_folding(proto, model, expected))


def export_dynamo(model: torch.nn.Module, shape: list[int], path: Path, expected: int) -> Exported:
    """torch.export with its defaults; the weights are let go before the model is made a protobuf."""
    import onnx_ir

    program = torch.onnx.export(
        model, (torch.zeros(shape),), dynamo=True, opset_version=DYNAMO_OPSET, verbose=False
    )
    offset = 0
    for value in program.model.graph.initializers.values():
        tensor = value.const_value
        if tensor is None or tensor.size <= KEPT_ELEMENTS or not tensor.dtype.is_floating_point():
            continue
        place = (f"{path.stem}.data", offset, tensor.nbytes, tensor.dtype)
        value.const_value = onnx_ir.ExternalTensor(
            *place, shape=tensor.shape, name=value.name, base_dir=path.parent
        )
        offset += tensor.nbytes
    proto = onnx_ir.to_proto(program.model)
    return _save(proto, path, _params_after_folding(proto, model, expected), offset)


EXPORTERS = {"preserved": export_preserved, "script": export_script, "dynamo": export_dynamo}


def _script(model: torch.nn.Module, shape: list[int], **options: object) -> onnx.ModelProto:
    buffer = io.BytesIO()
    torch.onnx.export(
        model, (torch.zeros(shape),), buffer, dynamo=False, opset_version=SCRIPT_OPSET, **options
    )
    return onnx.load_from_string(buffer.getvalue())


def _tensor_proto(name: str, tensor: torch.Tensor) -> onnx.TensorProto:
    """A tensor by value where it is small or an integer, else type and size only, for ``_save`` to place."""
    if tensor.numel() <= KEPT_ELEMENTS or not tensor.is_floating_point():
        return onnx.numpy_helper.from_array(tensor.numpy(), name)
    return onnx.TensorProto(name=name, dims=tensor.shape, data_type=onnx.TensorProto.FLOAT)


def _params_after_folding(proto: onnx.ModelProto, model: torch.nn.Module, expected: int) -> int | None:
    """Parameters left in a file with folded BatchNorms, if its tensors are what the folding must leave.

    Folding C channels into a Conv without bias turns C scales and C shifts into C biases; folding into a Conv
    with bias leaves nothing of them. Where neither adds up, other constants were folded (swin's tables become
    larger gathered ones), and the number of parameters is no longer the model's.
    """
    sizes = {tensor.name: math.prod(tensor.dims) for tensor in proto.graph.initializer if _is_float(tensor)}
    left = [node for node in proto.graph.node if node.op_type == "BatchNormalization"]
    statistics = {name for node in left for name in node.input[3:5]}
    # Scalars are constants of the graph (an epsilon, a scale), not parameters.
    found = sum(size for name, size in sizes.items() if size > 1 and name not in statistics)
    norms = [
        m for n, m in model.named_modules() if isinstance(m, torch.nn.BatchNorm2d) and "AuxLogits" not in n
    ]
    channels = sum(norm.num_features for norm in norms)
    folded = channels - sum(sizes[node.input[3]] for node in left)
    return found if found in (expected - folded, expected - 2 * folded) else None


def _is_float(tensor: onnx.TensorProto) -> bool:
    return tensor.data_type == onnx.TensorProto.FLOAT


def _save(proto: onnx.ModelProto, path: Path, params: int | None, placed_bytes: int = 0) -> Exported:
    """Write the model and its sparse data file, into whose first ``placed_bytes`` tensors point already."""
    offset = placed_bytes
    for tensor in proto.graph.initializer:
        size = math.prod(tensor.dims)
        if (
            tensor.data_location == onnx.TensorProto.EXTERNAL
            or size <= KEPT_ELEMENTS
            or not _is_float(tensor)
        ):
            continue
        tensor.ClearField("raw_data")
        tensor.ClearField("float_data")
        tensor.data_location = onnx.TensorProto.EXTERNAL
        place = {"location": f"{path.stem}.data", "offset": str(offset), "length": str(size * FLOAT_BYTES)}
        tensor.external_data.extend(onnx.StringStringEntryProto(key=k, value=v) for k, v in place.items())
        offset += size * FLOAT_BYTES
    path.write_bytes(proto.SerializeToString())
    with path.with_suffix(".data").open("wb") as file:
        file.truncate(offset)
    opset = next(o.version for o in proto.opset_import if not o.domain)
    return Exported(opset, len(proto.graph.node), params)
