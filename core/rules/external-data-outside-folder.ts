import { type Rule } from "./contract/rule.ts";

export const externalDataOutsideFolder: Rule = {
  id: "external-data-outside-folder",
  group: "safety",
  severity: "error",
  isForTarget: false,
  what: "The model names a file for its weights that is outside its own folder.",
  why: "A program that follows the name reads, and sometimes maps or copies, a file that the model has no business with: a key, a password file, a device.",
  fix: "Keep the weights beside the model, and name them without a path. Edgewise does not open the file.",
  sources: [
    "ONNX specification, external data: the location is relative to the model",
    "CVE-2022-25882 and CVE-2024-27318 (onnx): paths of external data that led outside the folder",
  ],
  bad: {
    model: `g (float[1, 4] x, float[4, 4] w = ["location": "../../.ssh/id_rsa"]) => (float[1, 4] y) { y = MatMul (x, w) }`,
  },
  good: {
    model: `g (float[1, 4] x, float[4, 4] w = ["location": "w.bin"]) => (float[1, 4] y) { y = MatMul (x, w) }`,
  },

  *check({ analysis }) {
    const outside = [...analysis.model.graph.constants.values()].flatMap(({ name, storage }) =>
      storage.kind === "external" && isOutside(storage.location)
        ? [{ name, location: storage.location }]
        : [],
    );
    const [first] = outside;
    if (!first) return;
    const files = new Set(outside.map((it) => it.location)).size;
    yield {
      message: `${files === 1 ? "1 file" : `${files} files`} outside the model's folder, the first "${first.location}" for "${first.name}": not opened.`,
    };
  },
};

/** By its name alone; a link that leads outside shows when the file is opened. */
function isOutside(location: string): boolean {
  const parts = location.split(/[\/\\]/);
  return parts.includes("..") || /^([\/\\]|[A-Za-z]:)/.test(location);
}
