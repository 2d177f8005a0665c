"""torch.random: seeds change values only."""

from edgewise_tracer.stubs import namespace

import torch
from torch._noop import Context

fork_rng = Context
manual_seed = torch.manual_seed
seed = torch.seed
initial_seed = torch.initial_seed
get_rng_state = torch.get_rng_state
set_rng_state = torch.set_rng_state
__getattr__ = namespace(__name__)
