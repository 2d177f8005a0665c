"""timm.data: the usual means and deviations of pictures."""

from edgewise_tracer.stubs import namespace

IMAGENET_DEFAULT_MEAN = (0.485, 0.456, 0.406)
IMAGENET_DEFAULT_STD = (0.229, 0.224, 0.225)
IMAGENET_INCEPTION_MEAN = IMAGENET_INCEPTION_STD = (0.5, 0.5, 0.5)
__getattr__ = namespace(__name__)
