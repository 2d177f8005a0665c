"""Writes checkpoints in every form that PyTorch, safetensors and NumPy know, and what those libraries read from them.

``checkpoint_files.py FOLDER`` fills the folder and prints JSON: of each file its format and its tensors (name, dtype,
shape, bytes), as the library itself reads them back.
"""

from __future__ import annotations

import collections
import io
import json
import pickle
import struct
import sys
import tarfile
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import save_file
from torch import nn
from torchvision_import import models


class Tied(nn.Module):
    """An embedding and an output layer over one table, a buffer that is kept and one that is not."""

    def __init__(self) -> None:
        super().__init__()
        self.embedding = nn.Embedding(50, 8)
        self.output = nn.Linear(8, 50, bias=False)
        self.output.weight = self.embedding.weight
        self.norm = nn.BatchNorm1d(8)
        self.register_buffer("scale", torch.ones(3))
        self.register_buffer("passing", torch.ones(4), persistent=False)
        self.blocks = nn.ModuleList([nn.Sequential(nn.Linear(8, 8), nn.ReLU()) for _ in range(2)])

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        x = self.embedding(ids)
        for block in self.blocks:
            x = block(x)
        return self.output(x)


def entry(name: str, tensor: torch.Tensor) -> dict:
    return {"name": name, "dtype": str(tensor.dtype).removeprefix("torch."), "shape": list(tensor.shape)}


def entries(state: dict) -> list[dict]:
    return [entry(name, tensor) for name, tensor in state.items()]


def every_dtype() -> dict[str, torch.Tensor]:
    names = "bool uint8 int8 int16 int32 int64 float16 bfloat16 float32 float64 complex64 complex128 uint16 uint32 uint64"
    plain = {name: torch.zeros(2, 3).to(getattr(torch, name)) for name in names.split()}
    small = {name: torch.zeros(4).to(getattr(torch, name)) for name in ("float8_e4m3fn", "float8_e5m2")}
    return plain | small


def views() -> dict[str, torch.Tensor]:
    base = torch.arange(24.0).reshape(4, 6)
    return {
        "base": base,
        "row": base[1],
        "columns": base[:, 2:4],
        "transposed": base.t(),
        "repeated": torch.ones(1).expand(100, 100),
        "channels_last": torch.zeros(2, 3, 4, 5).to(memory_format=torch.channels_last),
        "scalar": torch.tensor(1.5),
        "empty": torch.zeros(0, 3),
        "parameter": nn.Parameter(torch.zeros(3)),
    }


def torch_files(folder: Path) -> dict[str, dict]:
    torch.manual_seed(0)
    tied, resnet = Tied(), models.resnet18()
    optimizer = torch.optim.Adam(resnet.parameters())
    for parameter in resnet.parameters():
        parameter.grad = torch.zeros_like(parameter)
    optimizer.step()
    training = {"epoch": 3, "model": resnet.state_dict(), "optimizer": optimizer.state_dict(), "best": 0.5}
    wrapped = {"state_dict": collections.OrderedDict((f"module.{k}", v) for k, v in tied.state_dict().items())}
    quantized = {"q": torch.quantize_per_tensor(torch.ones(2, 2), 0.1, 10, torch.qint8)}
    values = {
        "state": (tied.state_dict(), tied.state_dict()),
        "whole": (tied, tied.state_dict()),
        "training": (training, resnet.state_dict()),
        "wrapped": (wrapped, wrapped["state_dict"]),
        "dtypes": (every_dtype(), every_dtype()),
        "views": (views(), views()),
        "nested": ({"model": {"state_dict": tied.state_dict()}}, tied.state_dict()),
        "lists": ({"a": [torch.zeros(2), torch.ones(3)]}, {"a.0": torch.zeros(2), "a.1": torch.ones(3)}),
    }
    found: dict[str, dict] = {}
    for name, (value, state) in values.items():
        for form, options in (("zip", {}), ("legacy", {"_use_new_zipfile_serialization": False})):
            if form == "legacy" and name == "dtypes":
                # Storages of these types came after the form.
                value = {k: v for k, v in value.items() if not k.startswith(("uint1", "uint3", "uint6", "float8"))}
                state = value
            path = folder / f"{name}-{form}.pt"
            torch.save(value, path, **options)
            found[path.name] = {
                "format": f"torch-{form}",
                "tensors": entries(state),
                "isWeightsOnly": is_weights_only(path),
            }
    for protocol in (3, 4, 5):
        path = folder / f"protocol{protocol}.pth"
        torch.save(tied.state_dict(), path, pickle_protocol=protocol)
        found[path.name] = {"format": "torch-zip", "tensors": entries(tied.state_dict())}
    path = folder / "quantized.pt"
    torch.save(quantized, path)
    found[path.name] = {"format": "torch-zip", "tensors": [{"name": "q", "dtype": "int8", "shape": [2, 2]}]}
    sparse = {"s": torch.eye(5).to_sparse()}
    torch.save(sparse, folder / "sparse.pt")
    found["sparse.pt"] = {"format": "torch-zip", "tensors": entries(sparse)}
    torch.jit.script(tied).save(folder / "scripted.pt")
    torch.jit.trace(tied, torch.zeros(1, 4, dtype=torch.int64)).save(folder / "traced.pt")
    for name in ("scripted.pt", "traced.pt"):
        state = torch.jit.load(folder / name).state_dict()
        found[name] = {"format": "torchscript", "tensors": entries(state)}
    found["old.tar.pt"] = old_tar(folder / "old.tar.pt")
    return found


def is_weights_only(path: Path) -> bool:
    """Whether torch itself takes the file without trusting it."""
    try:
        torch.load(path, weights_only=True)
    except pickle.UnpicklingError:
        return False
    return True


def old_tar(path: Path) -> dict:
    """The form of PyTorch 0.1, which torch reads and no longer writes; read back by torch to be sure of it."""

    class Persistent(pickle.Pickler):
        def persistent_id(self, obj: object) -> object:
            return obj.key if isinstance(obj, Key) else None

    weight, bias = torch.arange(6.0).reshape(2, 3), torch.zeros(2, dtype=torch.float64)
    storages = [(11, torch.FloatStorage, weight), (12, torch.DoubleStorage, bias)]
    out = io.BytesIO()
    pickle.dump(len(storages), out, 2)
    for key, kind, tensor in storages:
        pickle.dump((key, "cpu", kind), out, 2)
        out.write(struct.pack("<q", tensor.numel()) + tensor.numpy().tobytes())
    pickle.dump([], out, 2)
    tensors = io.BytesIO()
    pickle.dump(len(storages), tensors, 2)
    for (storage, _, tensor), kind in zip(storages, (torch.FloatTensor, torch.DoubleTensor)):
        pickle.dump((storage + 10, storage, kind), tensors, 2)
        rank = tensor.dim()
        tensors.write(struct.pack("<i4x", rank) + struct.pack(f"<{rank}q", *tensor.shape))
        tensors.write(struct.pack(f"<{rank}q", *tensor.stride()) + struct.pack("<q", 0))
    main = io.BytesIO()
    Persistent(main, 2).dump(collections.OrderedDict(weight=Key(21), bias=Key(22)))
    with tarfile.open(path, "w", format=tarfile.PAX_FORMAT) as tar:
        for name, data in (("sys_info", b""), ("pickle", main), ("tensors", tensors), ("storages", out)):
            content = data if isinstance(data, bytes) else data.getvalue()
            info = tarfile.TarInfo(name)
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))
    return {"format": "torch-tar", "tensors": entries(torch.load(path, weights_only=False))}


class Key:
    def __init__(self, key: int) -> None:
        self.key = key


def other_files(folder: Path) -> dict[str, dict]:
    found: dict[str, dict] = {}
    names = "bool uint8 int8 int16 int32 int64 float16 bfloat16 float32 float64 uint16 uint32 uint64 float8_e4m3fn float8_e5m2"
    tensors = {name: tensor for name, tensor in every_dtype().items() if name in names.split()}
    tensors |= {"scalar": torch.tensor(2.0), "empty": torch.zeros(0, 2)}
    save_file(tensors, folder / "all.safetensors", metadata={"format": "pt"})
    found["all.safetensors"] = {"format": "safetensors", "tensors": entries(tensors)}
    arrays = {
        f"a{i}": np.zeros(shape, dtype)
        for i, (shape, dtype) in enumerate(
            [((2, 3), "float32"), ((), "int64"), ((4,), "float16"), ((2, 2), "complex64"), ((3,), "bool"), ((0, 7), ">f8")]
        )
    }
    arrays["fortran"] = np.asfortranarray(np.ones((3, 5)))
    np.savez(folder / "plain.npz", **arrays)
    np.savez_compressed(folder / "packed.npz", **arrays)
    np.save(folder / "one.npy", arrays["fortran"])
    listed = [{"name": n, "dtype": a.dtype.name, "shape": list(a.shape)} for n, a in arrays.items()]
    found["plain.npz"] = found["packed.npz"] = {"format": "npz", "tensors": listed}
    found["one.npy"] = {"format": "npy", "tensors": [{"name": "one", "dtype": "float64", "shape": [3, 5]}]}
    return found


def programs(folder: Path) -> dict[str, dict]:
    """Exported programs of torchvision, with the multiply-adds that torchvision publishes."""
    found: dict[str, dict] = {}
    for name in ("resnet18", "mobilenet_v3_small", "efficientnet_b0", "swin_t", "vit_b_16", "convnext_tiny", "densenet121"):
        model = models.get_model(name).eval()
        exported = torch.export.export(model, (torch.zeros(1, 3, 224, 224),))
        torch.export.save(exported, folder / f"{name}.pt2")
        published = models.get_model_weights(name).DEFAULT.meta["_ops"]
        tensors = entries(exported.state_dict) + entries(exported.tensor_constants)
        found[f"{name}.pt2"] = {"format": "torch-export", "tensors": tensors, "multiplyAdds": published * 1e9}
    return found


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    json.dump(torch_files(folder) | other_files(folder) | programs(folder), sys.stdout)


if __name__ == "__main__":
    main()
