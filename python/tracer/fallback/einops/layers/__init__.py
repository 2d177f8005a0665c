"""einops.layers: the functions as modules."""
