"""torch.nn.functional. What is not here raises UnsupportedOp: a stand-in for it would make the numbers wrong."""

from __future__ import annotations

import importlib
import math
import sys
import warnings
from typing import Any, List, Optional, Tuple, Union

from edgewise_tracer.stubs import is_probing, unsupported
from torch._jit_internal import BroadcastingList1, BroadcastingList2, BroadcastingList3
from torch.overrides import (
    handle_torch_function,
    has_torch_function,
    has_torch_function_unary,
    has_torch_function_variadic,
)

from .. import _reduction
from .. import _reduction as _Reduction
from ..._core.tensor import Tensor
from . import _aliases
from ._activation import (
    celu,
    celu_,
    elu,
    elu_,
    gelu,
    glu,
    gumbel_softmax,
    hardshrink,
    hardsigmoid,
    hardswish,
    hardtanh,
    hardtanh_,
    leaky_relu,
    leaky_relu_,
    log_softmax,
    logsigmoid,
    mish,
    prelu,
    relu,
    relu6,
    relu_,
    rrelu,
    rrelu_,
    selu,
    selu_,
    sigmoid,
    silu,
    softmax,
    softmin,
    softplus,
    softshrink,
    softsign,
    tanh,
    tanhshrink,
    threshold,
    threshold_,
)
from ._adaptive import (
    adaptive_avg_pool1d,
    adaptive_avg_pool2d,
    adaptive_avg_pool3d,
    adaptive_max_pool1d,
    adaptive_max_pool1d_with_indices,
    adaptive_max_pool2d,
    adaptive_max_pool2d_with_indices,
    adaptive_max_pool3d,
    adaptive_max_pool3d_with_indices,
    fractional_max_pool2d,
    fractional_max_pool2d_with_indices,
    fractional_max_pool3d,
    fractional_max_pool3d_with_indices,
    max_unpool1d,
    max_unpool2d,
    max_unpool3d,
)
from ._attention import (
    _canonical_mask,
    _in_projection,
    _in_projection_packed,
    multi_head_attention_forward,
    scaled_dot_product_attention,
)
from ._class_losses import (
    cross_entropy,
    ctc_loss,
    multi_margin_loss,
    multilabel_margin_loss,
    multilabel_soft_margin_loss,
    nll_loss,
    triplet_margin_loss,
    triplet_margin_with_distance_loss,
)
from ._conv import (
    conv1d,
    conv2d,
    conv3d,
    conv_tbc,
    conv_transpose1d,
    conv_transpose2d,
    conv_transpose3d,
)
from ._distance import cosine_similarity, pairwise_distance, pdist
from ._dropout import alpha_dropout, dropout, dropout1d, dropout2d, dropout3d, feature_alpha_dropout
from ._fold import fold, unfold
from ._linear import bilinear, linear
from ._losses import (
    binary_cross_entropy,
    binary_cross_entropy_with_logits,
    cosine_embedding_loss,
    gaussian_nll_loss,
    hinge_embedding_loss,
    huber_loss,
    kl_div,
    l1_loss,
    margin_ranking_loss,
    mse_loss,
    poisson_nll_loss,
    smooth_l1_loss,
    soft_margin_loss,
)
from ._norm import batch_norm, group_norm, instance_norm, layer_norm, local_response_norm, normalize, rms_norm
from ._pad import pad
from ._pool import (
    avg_pool1d,
    avg_pool2d,
    avg_pool3d,
    lp_pool1d,
    lp_pool2d,
    lp_pool3d,
    max_pool1d,
    max_pool1d_with_indices,
    max_pool2d,
    max_pool2d_with_indices,
    max_pool3d,
    max_pool3d_with_indices,
)
from ._sparse import embedding, embedding_bag, one_hot
from ._vision import (
    affine_grid,
    channel_shuffle,
    grid_sample,
    interpolate,
    native_channel_shuffle,
    pixel_shuffle,
    pixel_unshuffle,
    upsample,
    upsample_bilinear,
    upsample_nearest,
)

from ._helpers import (  # isort: skip
    _get_softmax_dim,
    _list_with_default,
    _mha_shape_check,
    _none_or_dtype,
    _pair,
    _single,
    _triple,
    _unpool_output_size,
    _verify_batch_size,
    assert_int_or_pair,
    boolean_dispatch,
)

# Modules that torch.nn.functional shows, and that import it.
_ELSEWHERE = {"torch": "torch", "grad": "torch.nn.grad", "_VF": "torch._VF"}
GRID_SAMPLE_INTERPOLATION_MODES = {"bilinear": 0, "nearest": 1, "bicubic": 2}
GRID_SAMPLE_PADDING_MODES = {"zeros": 0, "border": 1, "reflection": 2}


def __getattr__(name: str) -> Any:
    if name in _ELSEWHERE:
        return importlib.import_module(_ELSEWHERE[name])
    if name.startswith("__") or is_probing(sys._getframe(1)):
        raise AttributeError(f"module 'torch.nn.functional' has no attribute '{name}'")
    raise unsupported(f"Edgewise does not know torch.nn.functional.{name}")
