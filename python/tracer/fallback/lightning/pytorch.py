"""lightning.pytorch: see edgewise_tracer.lightning_base."""

from edgewise_tracer.lightning_base import LightningDataModule, LightningModule, Trainer, seed_everything
from edgewise_tracer.stubs import namespace

__version__ = "2.4.0"
__path__: list[str] = []
__all__ = ["LightningDataModule", "LightningModule", "Trainer", "seed_everything"]
__getattr__ = namespace(__name__)
