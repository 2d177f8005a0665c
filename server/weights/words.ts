// What people call the formats of weights and the imports of pickles; it must not judge them.
import { type CheckpointFormat } from "../../core/read/checkpoint.ts";
import { type Verdict } from "../../core/read/pickle-verdict.ts";

export const formatNames: Readonly<Record<CheckpointFormat, string>> = {
  "torch-zip": "PyTorch archive (torch.save)",
  "torch-legacy": "PyTorch file of before 1.6 (torch.save)",
  "torch-tar": "PyTorch archive of 0.1",
  torchscript: "TorchScript archive (torch.jit.save)",
  "torch-export": "exported program (torch.export)",
  safetensors: "safetensors",
  npz: "NumPy archive (numpy.savez)",
  npy: "NumPy array (numpy.save)",
  pickle: "Python pickle",
};

export const verdictText: Readonly<Record<Verdict, string>> = {
  allowed: "torch's own: allowed as weights only",
  class: "refused as weights only: needs code of its own",
  function: "refused as weights only: names a function",
  code: "refused as weights only: runs code",
};
