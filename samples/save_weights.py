"""Trains the mobile sample on a part of the images and saves its weights as torch.save writes them.

    python save_weights.py [--images 20000] [--seed 0] [--data DIR] [--out fashion-mobile-half.pt]

The file is a state dict in half precision. The accuracy printed is that of the saved weights on the 10,000 test images.
"""

import argparse
from pathlib import Path

import torch
import torch.nn.functional as F

from fashion_mobile import FashionMobile
from train import HERE, augment, load, make_optimizer

BATCH = 64


def train(model: torch.nn.Module, folder: Path, count: int) -> None:
    images, labels = (torch.from_numpy(part[:count]) for part in load(folder, "train"))
    steps = count // BATCH
    optimizer, schedule = make_optimizer("mobile", model, steps)
    model.train()
    for indices in torch.randperm(count)[: steps * BATCH].split(BATCH):
        loss = F.cross_entropy(model(augment(images[indices])), labels[indices])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        schedule.step()


def accuracy(state: dict[str, torch.Tensor], folder: Path) -> float:
    model = FashionMobile()
    model.load_state_dict({name: value.to(model.state_dict()[name].dtype) for name, value in state.items()})
    model.eval()
    images, labels = (torch.from_numpy(part) for part in load(folder, "t10k"))
    with torch.inference_mode():
        right = sum(int((model(x).argmax(1) == y).sum()) for x, y in zip(images.split(500), labels.split(500)))
    return 100 * right / len(labels)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--images", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--data", type=Path, default=Path("/usr/share/datasets/fashion-mnist"))
    parser.add_argument("--out", type=Path, default=HERE / "fashion-mobile-half.pt")
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    model = FashionMobile()
    train(model, args.data, args.images)
    half = {name: it.half() if it.is_floating_point() else it for name, it in model.state_dict().items()}
    torch.save(half, args.out)
    size = args.out.stat().st_size
    print(f"{args.out.name}: {size:,} bytes, {accuracy(half, args.data):.2f}% of 10,000 test images")


if __name__ == "__main__":
    main()
