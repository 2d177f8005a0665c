"""torch.backends: the switches exist, nothing hangs on them."""

from edgewise_tracer.stubs import namespace
from torch.backends import cuda, cudnn, mkldnn, mps
from torch.backends.switches import mkl, nnpack, openmp, opt_einsum, quantized, xnnpack

__all__ = ["cuda", "cudnn", "mkl", "mkldnn", "mps", "nnpack", "openmp", "opt_einsum", "quantized", "xnnpack"]
__getattr__ = namespace(__name__)
