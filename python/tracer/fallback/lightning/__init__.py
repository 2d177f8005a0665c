"""lightning: a LightningModule is an nn.Module; training does not happen. Used when the package itself is not there."""

from edgewise_tracer.lightning_base import LightningDataModule, LightningModule, Trainer, seed_everything
from edgewise_tracer.stubs import namespace
from lightning import pytorch

__version__ = "2.4.0"
__all__ = ["LightningDataModule", "LightningModule", "Trainer", "pytorch", "seed_everything"]
__getattr__ = namespace(__name__)
