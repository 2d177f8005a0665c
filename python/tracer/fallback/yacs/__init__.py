"""yacs: configurations. Used when the package itself is not there."""
