"""Exports torchvision's classification models to ONNX, with the figures torchvision publishes for them.

    python torchvision_models.py OUTDIR [--all | --models NAME...] [--variants NAME...] [--jobs 2]

Writes OUTDIR/models.json, a list of ``{name, weights, variant, file, opset, numParams, unexecutedParams,
fileParams, ops, inputShape, nodeCount, seconds}``: ``numParams`` is the published number of parameters,
``ops`` the published multiply-adds in units of 10^9 (three decimals), for the input size of the weights'
own transform. ``unexecutedParams`` are part of ``numParams`` but not of the exported graph: the
training-only auxiliary classifier of inception_v3. ``fileParams`` is what a right count over this very file
gives (BatchNorm folding changes it by known amounts), null where the exporter computed with the parameters.
Failures are listed in OUTDIR/failures.json as ``{name, variant, error}``.

Variants of each model:
  preserved  TorchScript exporter, nothing folded: every parameter is there under its own name, so that the
             number of parameters is exact. The script checks this against the names and sizes torch gives.
  script     TorchScript exporter with its defaults: BatchNorm folded into Conv (C scales and C shifts become
             C biases), constants folded. What most ONNX files in circulation look like.
  dynamo     torch.export-based exporter with its defaults, optimized by onnxscript, BatchNorm folded too.

Nothing is downloaded: the models are built without weights. The weights in the files are holes in a sparse
``.data`` file beside each model (zeros when read), so that a model of 2.6 GB costs a few hundred kB of disk.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import sys
import time
from dataclasses import dataclass
from pathlib import Path

DEFAULT_MODELS = (
    "densenet121",
    "convnext_tiny",
    "swin_t",
    "vit_b_32",
    "efficientnet_b0",
    "googlenet",
    "mnasnet1_0",
    "mobilenet_v2",
    "mobilenet_v3_small",
    "regnet_y_400mf",
    "resnet18",
    "resnet50",
    "shufflenet_v2_x1_0",
    "squeezenet1_1",
    "vgg11_bn",
)
VARIANTS = ("preserved", "script", "dynamo")
# Above this, protobuf's 2 GB limit stops the variant that carries its weights through a file.
SCRIPT_PARAMS_LIMIT = 450_000_000


@dataclass(frozen=True)
class Published:
    """A model at one input size, and what torchvision publishes for it."""

    name: str
    weights: str
    size: int
    num_params: int
    ops: float


def main() -> int:
    """Export everything asked for; 1 when an export failed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("outdir", type=Path)
    parser.add_argument("--all", action="store_true", help="every model, at every published input size")
    parser.add_argument("--models", nargs="+", default=list(DEFAULT_MODELS))
    parser.add_argument("--variants", nargs="+", default=list(VARIANTS), choices=VARIANTS)
    parser.add_argument("--jobs", type=int, default=2)
    args = parser.parse_args()
    args.outdir.mkdir(parents=True, exist_ok=True)

    start = time.monotonic()
    entries, failures = [], []
    tasks = [(args.outdir, p, args.variants) for p in published(None if args.all else args.models)]
    with multiprocessing.get_context("spawn").Pool(args.jobs, initializer=quiet) as pool:
        for exported, failed in pool.imap(export_variants, tasks, chunksize=1):
            entries += exported
            failures += failed
            for entry in exported:
                print(f"{entry['file']}: {entry['nodeCount']} nodes in {entry['seconds']} s", flush=True)
            for failure in failed:
                print(f"{failure['name']} {failure['variant']} failed: {failure['error']}", flush=True)
    (args.outdir / "models.json").write_text(json.dumps(entries, indent=1))
    (args.outdir / "failures.json").write_text(json.dumps(failures, indent=1))
    print(f"{len(entries)} files, {len(failures)} failures in {time.monotonic() - start:.0f} s")
    return 1 if failures else 0


def published(names: list[str] | None) -> list[Published]:
    """The default weights of the named models, or of all models each distinct input size with its figures."""
    from torchvision_import import models

    found: dict[tuple[str, int], Published] = {}
    for name in names or models.list_models(module=models):
        weights = models.get_model_weights(name)
        for entry in [weights.DEFAULT] if names else weights:
            size = entry.transforms().crop_size[0]
            figures = Published(name, entry.name, size, entry.meta["num_params"], entry.meta["_ops"])
            found.setdefault((name, size), figures)
    return list(found.values())


def quiet() -> None:
    """Silence the exporters in a worker: one thread each, no deprecation notes, no progress lines."""
    import logging
    import os
    import warnings

    import torch

    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    warnings.filterwarnings("ignore")
    logging.disable(logging.ERROR)
    torch.set_num_threads(1)
    torch.set_grad_enabled(False)


def export_variants(task: tuple[Path, Published, list[str]]) -> tuple[list[dict], list[dict]]:
    """Build one model and export its variants: entries for models.json, and failures."""
    from sparse_export import EXPORTERS, build, unexecuted_params

    outdir, figures, variants = task
    entries, failures = [], []
    model = build(figures.name, figures.size)
    unexecuted = unexecuted_params(model)
    for variant in variants:
        if variant == "script" and figures.num_params > SCRIPT_PARAMS_LIMIT:
            continue
        stem = f"{figures.name}-{figures.size}-{variant}"
        shape = [1, 3, figures.size, figures.size]
        start = time.monotonic()
        try:
            exported = EXPORTERS[variant](
                model, shape, outdir / f"{stem}.onnx", figures.num_params - unexecuted
            )
        except Exception as error:  # Reported by name, so that one model does not hide the others.
            message = f"{type(error).__name__}: {error}"[:500]
            failures.append({"name": figures.name, "variant": variant, "error": message})
            continue
        entries.append(
            {
                "name": figures.name,
                "weights": figures.weights,
                "variant": variant,
                "file": f"{stem}.onnx",
                "opset": exported.opset,
                "numParams": figures.num_params,
                "unexecutedParams": unexecuted,
                "fileParams": exported.params,
                "ops": figures.ops,
                "inputShape": shape,
                "nodeCount": exported.node_count,
                "seconds": round(time.monotonic() - start, 1),
            }
        )
    return entries, failures


if __name__ == "__main__":
    sys.exit(main())
