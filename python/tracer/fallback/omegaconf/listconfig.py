"""omegaconf.listconfig"""

from . import ListConfig as ListConfig
