"""Trains the Fashion-MNIST samples, exports them to ONNX, and quantizes the residual one.

    python train.py mobile|resnet|vit [--epochs N] [--seed 0] [--data DIR] [--out DIR]

The data are the four .gz files of Fashion-MNIST, as Debian's package dataset-fashion-mnist ships them.
The accuracies printed are those of the ONNX files, run by onnxruntime on the 10,000 test images.
"""

import argparse
import gzip
import time
from pathlib import Path

import numpy as np
import onnx
import onnxruntime as ort
import torch
import torch.nn.functional as F
from onnxruntime.quantization import CalibrationDataReader, QuantFormat, QuantType, quantize_static

from fashion_mobile import FashionMobile
from fashion_resnet import FashionResNet
from fashion_vit import FashionViT

MODELS = {"mobile": FashionMobile, "resnet": FashionResNet, "vit": FashionViT}
EPOCHS = {"mobile": 6, "resnet": 7, "vit": 10}
HERE = Path(__file__).resolve().parent

# Mean and standard deviation of the training pixels, scaled to 0..1.
MEAN, STD = 0.2860, 0.3530
CALIBRATION_IMAGES = 512


def read_idx(path: Path) -> np.ndarray:
    """Reads one gzipped idx file of unsigned bytes: a magic number, the sizes (big-endian), the bytes."""
    data = gzip.decompress(path.read_bytes())
    rank = data[3]
    sizes = np.frombuffer(data, ">u4", rank, offset=4).astype(int)
    return np.frombuffer(data, np.uint8, offset=4 + 4 * rank).reshape(sizes)


def load(folder: Path, part: str) -> tuple[np.ndarray, np.ndarray]:
    """Returns images as float32 [n, 1, 28, 28], normalized, and labels as int64 [n]."""
    images = read_idx(folder / f"{part}-images-idx3-ubyte.gz")
    labels = read_idx(folder / f"{part}-labels-idx1-ubyte.gz")
    normalized = (images.astype(np.float32)[:, None] / 255 - MEAN) / STD
    return normalized, labels.astype(np.int64)


def augment(images: torch.Tensor) -> torch.Tensor:
    """Mirrors half of the images and shifts the batch by up to two pixels."""
    flip = torch.rand(len(images)) < 0.5
    images = torch.where(flip[:, None, None, None], images.flip(3), images)
    top, left = torch.randint(0, 5, (2,)).tolist()
    padded = F.pad(images, (2, 2, 2, 2), value=-MEAN / STD)
    return padded[:, :, top : top + 28, left : left + 28]


def make_optimizer(name: str, model: torch.nn.Module, steps: int):
    """SGD for the convolutional nets, AdamW for the transformer; both with one warm-up and decay cycle."""
    if name == "vit":
        optimizer = torch.optim.AdamW(model.parameters(), weight_decay=0.05)
        peak = 1e-3
    else:
        optimizer = torch.optim.SGD(model.parameters(), momentum=0.9, nesterov=True, weight_decay=5e-4)
        peak = 0.05
    return optimizer, torch.optim.lr_scheduler.OneCycleLR(optimizer, peak, total_steps=steps)


def train(name: str, model: torch.nn.Module, folder: Path, epochs: int, batch_size: int) -> None:
    images, labels = (torch.from_numpy(part) for part in load(folder, "train"))
    steps = len(images) // batch_size
    optimizer, schedule = make_optimizer(name, model, epochs * steps)
    model.train()
    for epoch in range(epochs):
        start, total = time.time(), 0.0
        order = torch.randperm(len(images))[: steps * batch_size]
        for indices in order.split(batch_size):
            batch = augment(images[indices]).contiguous(memory_format=torch.channels_last)
            loss = F.cross_entropy(model(batch), labels[indices])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            total += loss.item()
        seconds = time.time() - start
        print(f"epoch {epoch + 1}/{epochs}: loss {total / steps:.4f}, {seconds:.0f} s", flush=True)


def export(name: str, model: torch.nn.Module, path: Path) -> None:
    """Writes ONNX with a symbolic batch. In eval mode the exporter folds BatchNorm into the convolutions.

    Torch has two exporters and files from both are met, so the samples have both: the convolutional nets
    come from the older one, the transformer from the newer one.
    """
    model.eval().to(memory_format=torch.contiguous_format)
    example = (torch.zeros(2, 1, 28, 28),)
    names = {"input_names": ["image"], "output_names": ["logits"]}
    if name == "vit":
        batch = torch.export.Dim("batch")
        torch.onnx.export(
            model, example, path, dynamo=True, opset_version=18, external_data=False,
            dynamic_shapes=({0: batch},), **names,
        )
        drop_stack_traces(path)
    else:
        torch.onnx.export(
            model, example, path, dynamo=False, opset_version=17,
            dynamic_axes={"image": {0: "batch"}, "logits": {0: "batch"}}, **names,
        )
    onnx.checker.check_model(path, full_check=True)


def drop_stack_traces(path: Path) -> None:
    """The newer exporter writes the folders of the machine it ran on into every node."""
    model = onnx.load(path)
    for node in model.graph.node:
        kept = [entry for entry in node.metadata_props if entry.key != "pkg.torch.onnx.stack_trace"]
        del node.metadata_props[:]
        node.metadata_props.extend(kept)
    onnx.save(model, path)


class Calibration(CalibrationDataReader):
    """Feeds training images in batches of 64."""

    def __init__(self, images: np.ndarray):
        self.batches = iter(np.split(images, len(images) // 64))

    def get_next(self):
        batch = next(self.batches, None)
        return None if batch is None else {"image": batch}


def quantize(source: Path, target: Path, folder: Path) -> None:
    """Static quantization: int8 weights with a scale per output channel, uint8 activations, QDQ nodes."""
    images, _ = load(folder, "train")
    quantize_static(
        source, target, Calibration(images[:CALIBRATION_IMAGES]),
        quant_format=QuantFormat.QDQ, per_channel=True,
        activation_type=QuantType.QUInt8, weight_type=QuantType.QInt8,
    )
    onnx.checker.check_model(target, full_check=True)


def accuracy(path: Path, folder: Path) -> float:
    """The share of the test images, in percent, whose largest logit is that of their label."""
    images, labels = load(folder, "t10k")
    session = ort.InferenceSession(path, providers=["CPUExecutionProvider"])
    batches = np.split(images, len(images) // 500)
    logits = np.concatenate([session.run(None, {"image": batch})[0] for batch in batches])
    return 100 * float((logits.argmax(1) == labels).mean())


def report(path: Path, folder: Path) -> None:
    print(f"{path.name}: {path.stat().st_size:,} bytes, {accuracy(path, folder):.2f}% of 10,000 test images")


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("model", choices=MODELS)
    parser.add_argument("--epochs", type=int, help=f"by default {EPOCHS}")
    parser.add_argument("--batch-size", type=int, default=64)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=1, help="another number gives other last bits")
    parser.add_argument("--data", type=Path, default=Path("/usr/share/datasets/fashion-mnist"))
    parser.add_argument("--out", type=Path, default=HERE, help="where the .onnx files go")
    parser.add_argument("--weights", type=Path, help="a state dict to export instead of training")
    parser.add_argument("--save-weights", type=Path, help="where to write the state dict")
    return parser.parse_args()


def main() -> None:
    args = parse_arguments()
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    torch.use_deterministic_algorithms(True)
    model = MODELS[args.model]().to(memory_format=torch.channels_last)
    print(f"{args.model}: {sum(p.numel() for p in model.parameters()):,} parameters", flush=True)
    if args.weights:
        model.load_state_dict(torch.load(args.weights, weights_only=True))
    else:
        train(args.model, model, args.data, args.epochs or EPOCHS[args.model], args.batch_size)
    if args.save_weights:
        torch.save(model.state_dict(), args.save_weights)

    path = args.out / f"fashion-{args.model}.onnx"
    export(args.model, model, path)
    report(path, args.data)
    if args.model == "resnet":
        int8 = args.out / "fashion-resnet-int8.onnx"
        quantize(path, int8, args.data)
        report(int8, args.data)


if __name__ == "__main__":
    main()
