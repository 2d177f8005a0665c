"""torchvision.models.utils, which torchvision had until 0.13 and old code still imports."""

from torch.hub import load_state_dict_from_url

__all__ = ["load_state_dict_from_url"]
