"""Fused layers: in float they run one after the other."""

from edgewise_tracer.stubs import namespace

from ...modules.container import Sequential


class _FusedModule(Sequential):
    pass


def _fused(name: str) -> type:
    return type(name, (_FusedModule,), {"__module__": __name__})


ConvReLU1d, ConvReLU2d, ConvReLU3d = _fused("ConvReLU1d"), _fused("ConvReLU2d"), _fused("ConvReLU3d")
ConvBn1d, ConvBn2d, ConvBn3d = _fused("ConvBn1d"), _fused("ConvBn2d"), _fused("ConvBn3d")
ConvBnReLU1d, ConvBnReLU2d, ConvBnReLU3d = _fused("ConvBnReLU1d"), _fused("ConvBnReLU2d"), _fused("ConvBnReLU3d")
BNReLU2d, BNReLU3d = _fused("BNReLU2d"), _fused("BNReLU3d")
LinearReLU, LinearBn1d = _fused("LinearReLU"), _fused("LinearBn1d")
__getattr__ = namespace(__name__)
