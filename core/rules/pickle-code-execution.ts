import { type Rule } from "./contract/rule.ts";

const empty = "any (float[1] x) => (float[1] y) { y = Relu (x) }";

export const pickleCodeExecution: Rule = {
  id: "pickle-code-execution",
  group: "safety",
  severity: "error",
  isForTarget: false,
  what: "Loading the file runs code that is in it.",
  why: "A pickle can name any function to call. torch.load with weights_only=False, and every version of PyTorch before 2.6 by default, calls it, with all rights of the user.",
  fix: "Do not load it. Get the weights as safetensors, or load with weights_only=True, which refuses.",
  sources: [
    "Python documentation, pickle: never unpickle data that could have been tampered with",
    "PyTorch 2.6 release notes: weights_only is True by default",
  ],
  bad: {
    model: empty,
    problems: [
      {
        code: "pickle-code-execution",
        severity: "error",
        message: 'Loading it would call "posix.system", 1 time.',
      },
    ],
  },
  good: { model: empty },

  *check({ problems }) {
    for (const { code, severity, message } of problems)
      if (code === "pickle-code-execution") yield { message, severity };
  },
};
