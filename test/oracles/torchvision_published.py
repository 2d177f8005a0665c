"""Prints, as JSON, what torchvision publishes for the weights of its classification models.

``[{name, weights, size, numParams, ops}]``: ``numParams`` is the number of parameters, ``ops`` the multiply-adds in
units of 10^9 (three decimals), at the input size of the weights' own transform. Nothing is downloaded or built.
"""

from __future__ import annotations

import json

from torchvision_import import models


def main() -> None:
    """Every weights entry of every model."""
    entries = [
        {
            "name": name,
            "weights": entry.name,
            "size": entry.transforms().crop_size[0],
            "numParams": entry.meta["num_params"],
            "ops": entry.meta["_ops"],
        }
        for name in models.list_models(module=models)
        for entry in models.get_model_weights(name)
    ]
    print(json.dumps(entries))


if __name__ == "__main__":
    main()
