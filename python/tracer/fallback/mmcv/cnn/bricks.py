"""mmcv.cnn.bricks: convolution, normalization and activation by configuration."""

from __future__ import annotations

from typing import Any

import torch.nn as nn
from edgewise_tracer.stubs import namespace, unsupported
from mmcv.utils import Registry

CONV_LAYERS, NORM_LAYERS = Registry("conv layer"), Registry("norm layer")
ACTIVATION_LAYERS, PADDING_LAYERS = Registry("activation layer"), Registry("padding layer")
UPSAMPLE_LAYERS, PLUGIN_LAYERS = Registry("upsample layer"), Registry("plugin layer")

_CONVOLUTIONS = {"Conv": nn.Conv2d, "Conv1d": nn.Conv1d, "Conv2d": nn.Conv2d, "Conv3d": nn.Conv3d}
_NORMS: dict[str, tuple[Any, str]] = {
    "BN": (nn.BatchNorm2d, "bn"),
    "BN1d": (nn.BatchNorm1d, "bn"),
    "BN2d": (nn.BatchNorm2d, "bn"),
    "BN3d": (nn.BatchNorm3d, "bn"),
    "SyncBN": (nn.BatchNorm2d, "bn"),
    "MMSyncBN": (nn.BatchNorm2d, "bn"),
    "GN": (nn.GroupNorm, "gn"),
    "LN": (nn.LayerNorm, "ln"),
    "IN": (nn.InstanceNorm2d, "in"),
    "IN1d": (nn.InstanceNorm1d, "in"),
    "IN2d": (nn.InstanceNorm2d, "in"),
    "IN3d": (nn.InstanceNorm3d, "in"),
}
_ACTIVATIONS = {"HSwish": nn.Hardswish, "HSigmoid": nn.Hardsigmoid, "Swish": nn.SiLU, "Clip": nn.Hardtanh}
_PADDINGS = {"zero": nn.ZeroPad2d, "reflect": nn.ReflectionPad2d, "replicate": nn.ReplicationPad2d}


def _known(kind: Any, registry: Registry, table: dict[str, Any]) -> Any:
    found = kind if not isinstance(kind, str) else registry.get(kind) or table.get(kind)
    if found is None:
        raise unsupported(f"Edgewise's mmcv has no {kind}")
    return found


def build_conv_layer(cfg: Any, *args: Any, **kwargs: Any) -> Any:
    options = dict(cfg) if cfg is not None else {"type": "Conv2d"}
    return _known(options.pop("type"), CONV_LAYERS, _CONVOLUTIONS)(*args, **kwargs, **options)


def build_norm_layer(cfg: Any, num_features: int, postfix: Any = "") -> tuple[str, Any]:
    options = dict(cfg)
    kind = options.pop("type")
    is_trained = options.pop("requires_grad", True)
    made, short = _NORMS.get(kind) or (_known(kind, NORM_LAYERS, {}), "norm")
    options.setdefault("eps", 1e-5)
    if made is nn.GroupNorm:
        layer = nn.GroupNorm(num_channels=num_features, **options)
    else:
        layer = made(num_features, **options)
    for it in layer.parameters():
        it.requires_grad = is_trained
    return f"{short}{postfix}", layer


def build_activation_layer(cfg: Any) -> Any:
    options = dict(cfg)
    kind = options.pop("type")
    made = _known(kind, ACTIVATION_LAYERS, {**vars(nn), **_ACTIVATIONS})
    if kind in ("Tanh", "Sigmoid", "GELU", "PReLU", "Swish", "HSigmoid", "Softplus"):
        options.pop("inplace", None)
    return made(**options)


def build_padding_layer(cfg: Any, *args: Any, **kwargs: Any) -> Any:
    options = dict(cfg)
    return _known(options.pop("type"), PADDING_LAYERS, _PADDINGS)(*args, **kwargs, **options)


def build_upsample_layer(cfg: Any, *args: Any, **kwargs: Any) -> Any:
    options = dict(cfg)
    kind = options.pop("type")
    if kind in ("nearest", "bilinear"):
        return nn.Upsample(*args, mode=kind, **kwargs, **options)
    table = {"deconv": nn.ConvTranspose2d, "deconv3d": nn.ConvTranspose3d}
    return _known(kind, UPSAMPLE_LAYERS, table)(*args, **kwargs, **options)


class ConvModule(nn.Module):
    """`order` says in which order the parts run."""

    def __init__(
        self,
        in_channels: int,
        out_channels: int,
        kernel_size: Any,
        stride: Any = 1,
        padding: Any = 0,
        dilation: Any = 1,
        groups: int = 1,
        bias: Any = "auto",
        conv_cfg: Any = None,
        norm_cfg: Any = None,
        act_cfg: Any = {"type": "ReLU"},  # noqa: B006
        inplace: bool = True,
        with_spectral_norm: bool = False,
        padding_mode: str = "zeros",
        order: tuple[str, ...] = ("conv", "norm", "act"),
    ) -> None:
        super().__init__()
        self.conv_cfg, self.norm_cfg, self.act_cfg, self.order = conv_cfg, norm_cfg, act_cfg, order
        self.with_norm, self.with_activation = norm_cfg is not None, act_cfg is not None
        self.with_bias = not self.with_norm if bias == "auto" else bias
        self.with_explicit_padding = padding_mode not in ("zeros", "circular")
        if self.with_explicit_padding:
            self.padding_layer = build_padding_layer({"type": padding_mode}, padding)
        options = {
            "stride": stride,
            "padding": 0 if self.with_explicit_padding else padding,
            "dilation": dilation,
            "groups": groups,
            "bias": self.with_bias,
        }
        self.conv = build_conv_layer(conv_cfg, in_channels, out_channels, kernel_size, **options)
        self.in_channels, self.out_channels = self.conv.in_channels, self.conv.out_channels
        if with_spectral_norm:
            self.conv = nn.utils.spectral_norm(self.conv)
        self.norm_name = None
        if self.with_norm:
            after = order.index("norm") > order.index("conv")
            self.norm_name, norm = build_norm_layer(norm_cfg, out_channels if after else in_channels)
            self.add_module(self.norm_name, norm)
        if self.with_activation:
            options = dict(act_cfg)
            options.setdefault("inplace", inplace)
            self.activate = build_activation_layer(options)

    @property
    def norm(self) -> Any:
        return getattr(self, self.norm_name) if self.norm_name else None

    def forward(self, x: Any, activate: bool = True, norm: bool = True) -> Any:
        for part in self.order:
            if part == "conv":
                x = self.conv(self.padding_layer(x) if self.with_explicit_padding else x)
            elif part == "norm" and norm and self.with_norm:
                x = self.norm(x)
            elif part == "act" and activate and self.with_activation:
                x = self.activate(x)
        return x


class DepthwiseSeparableConvModule(nn.Module):
    def __init__(
        self,
        in_channels: int,
        out_channels: int,
        kernel_size: Any,
        stride: Any = 1,
        padding: Any = 0,
        dilation: Any = 1,
        norm_cfg: Any = None,
        act_cfg: Any = {"type": "ReLU"},  # noqa: B006
        dw_norm_cfg: Any = "default",
        dw_act_cfg: Any = "default",
        pw_norm_cfg: Any = "default",
        pw_act_cfg: Any = "default",
        **kwargs: Any,
    ) -> None:
        super().__init__()

        def own(value: Any, default: Any) -> Any:
            return default if value == "default" else value

        self.depthwise_conv = ConvModule(
            in_channels,
            in_channels,
            kernel_size,
            stride=stride,
            padding=padding,
            dilation=dilation,
            groups=in_channels,
            norm_cfg=own(dw_norm_cfg, norm_cfg),
            act_cfg=own(dw_act_cfg, act_cfg),
            **kwargs,
        )
        self.pointwise_conv = ConvModule(
            in_channels,
            out_channels,
            1,
            norm_cfg=own(pw_norm_cfg, norm_cfg),
            act_cfg=own(pw_act_cfg, act_cfg),
            **kwargs,
        )

    def forward(self, x: Any) -> Any:
        return self.pointwise_conv(self.depthwise_conv(x))


__getattr__ = namespace(__name__)
