"""torch.utils.model_zoo: an older name of torch.hub's function."""

from edgewise_tracer.stubs import namespace
from torch.hub import load_state_dict_from_url

load_url = load_state_dict_from_url
__getattr__ = namespace(__name__)
