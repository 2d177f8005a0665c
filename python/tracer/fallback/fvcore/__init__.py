"""fvcore: counts nothing, for Edgewise does. Used when the package itself is not there."""
