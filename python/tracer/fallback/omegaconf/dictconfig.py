"""omegaconf.dictconfig"""

from . import DictConfig as DictConfig
