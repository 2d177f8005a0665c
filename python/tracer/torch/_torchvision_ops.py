"""The operators of torchvision's compiled part, by the shapes that they give. ONNX has most of them."""

from __future__ import annotations

from typing import Any

import torch
from edgewise_tracer import notes
from torch import _custom_ops
from torch._core.emit import emit


def nms(dets: Any, scores: Any, iou_threshold: float) -> Any:
    """The number of boxes that are kept depends on the data; all of them is the most there can be."""
    if dets.dim() != 2 or dets.size(1) != 4:
        raise RuntimeError(f"boxes should be a 2d tensor with 4 columns, got {tuple(dets.shape)}")
    notes.note(
        "data-dependent", "how many boxes non-maximum suppression keeps depends on the data; all are taken as kept"
    )
    attributes = {"iou_threshold": float(iou_threshold)}
    return emit("nms", [dets, scores], [((dets.shape[0],), torch.int64)], attributes, "aten")


def _pooled(op: str, attribute_names: tuple[str, ...]) -> Any:
    def pool(input: Any, rois: Any, spatial_scale: float, pooled_height: int, pooled_width: int, *rest: Any) -> Any:
        attributes = {
            "spatial_scale": float(spatial_scale),
            "output_height": int(pooled_height),
            "output_width": int(pooled_width),
            **{name: int(value) for name, value in zip(attribute_names, rest)},
        }
        shape = (rois.shape[0], input.shape[1], int(pooled_height), int(pooled_width))
        if op == "RoiAlign":
            return emit(op, [input, rois], [(shape, input.dtype)], attributes)
        if op.startswith("ps_"):
            shape = (shape[0], shape[1] // (shape[2] * shape[3]), *shape[2:])
        outputs = [(shape, input.dtype), (shape, torch.int32)]
        return emit(op, [input, rois], outputs, attributes, domain="aten")

    return pool


roi_align = _pooled("RoiAlign", ("sampling_ratio", "aligned"))
roi_pool = _pooled("roi_pool", ())
ps_roi_align = _pooled("ps_roi_align", ("sampling_ratio",))
ps_roi_pool = _pooled("ps_roi_pool", ())


def deform_conv2d(input: Any, weight: Any, offset: Any, mask: Any, bias: Any, *rest: Any) -> Any:
    """`rest`: stride, padding and dilation (each h, w), groups, offset groups, whether there is a mask."""
    stride, padding, dilation = rest[0:2], rest[2:4], rest[4:6]
    groups, offset_groups, use_mask = int(rest[6]), int(rest[7]), bool(rest[8])
    kernel = tuple(weight.shape[2:])
    sizes = [
        (size + 2 * pad - dil * (k - 1) - 1) // step + 1
        for size, pad, dil, k, step in zip(input.shape[2:], padding, dilation, kernel, stride)
    ]
    if offset.shape[1] != offset_groups * 2 * kernel[0] * kernel[1]:
        raise RuntimeError(
            f"offset.shape[1] is not valid: got: {offset.shape[1]} expected: {offset_groups * 2 * kernel[0] * kernel[1]}"
        )
    attributes = {
        "kernel_shape": list(kernel),
        "strides": list(stride),
        "pads": [*padding, *padding],
        "dilations": list(dilation),
        "group": groups,
        "offset_group": offset_groups,
    }
    shape = (input.shape[0], weight.shape[0], *sizes)
    return emit(
        "DeformConv", [input, weight, offset, bias, mask if use_mask else None], [(shape, input.dtype)], attributes
    )


for _function in (nms, deform_conv2d):
    _custom_ops.register(f"torchvision::{_function.__name__}", _function)
for _name in ("roi_align", "roi_pool", "ps_roi_align", "ps_roi_pool"):
    _custom_ops.register(f"torchvision::{_name}", globals()[_name])
_custom_ops.register("torchvision::_cuda_version", lambda: -1)
