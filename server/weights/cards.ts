// Cards of a file of weights, as Markdown without HTML: the whole, a part, a tensor, an import; it must not compute sizes.
import { type CheckpointTree } from "../../core/metrics/checkpoint-tree.ts";
import { type CheckpointTensor } from "../../core/read/checkpoint.ts";
import { type CheckpointImport, importPath } from "../../core/read/pickle-problems.ts";
import { type Verdict } from "../../core/read/pickle-verdict.ts";
import { bytesText, countText, shareText } from "../../core/graph/quantities.ts";
import { nameCode, nameText, phraseText } from "../cards/card-text.ts";
import { shapeText, type WeightsRow } from "./weights-text.ts";
import { type WeightsView } from "./weights-view.ts";
import { formatNames } from "./words.ts";

/** What stands in the status bar, most important first. */
export function weightsFacts({ tree }: WeightsView): readonly string[] {
  const { parameters, bytes, tensors } = tree;
  return [
    ...(parameters === undefined ? [] : [`${countText(parameters)} parameters`]),
    `${bytesText(bytes)} of weights`,
    `${countText(tensors)} ${tensors === 1 ? "tensor" : "tensors"}`,
  ];
}

export function weightsCard(view: WeightsView): string {
  const { name, tree, checkpoint } = view;
  const refused = checkpoint.imports.filter((it) => !it.isAllowed);
  return [
    `**${nameText(name)}** · ${formatNames[checkpoint.format]}`,
    table([
      ["tensors", exactCount(tree.tensors)],
      [
        "parameters",
        tree.parameters === undefined ? "more than can be counted" : exactCount(tree.parameters),
      ],
      ["weights", exactBytes(tree.bytes)],
      ...typeRows(tree),
      ...checkpoint.others.map(
        (it) =>
          [
            `besides: ${nameText(it.path)}`,
            `${exactCount(it.tensors)} tensors, ${bytesText(it.bytes)}`,
          ] as const,
      ),
    ]),
    ...(refused.length > 0
      ? [
          `torch.load refuses it as weights only, because of ${refused
            .slice(0, 3)
            .map((it) => nameCode(importPath(it)))
            .join(
              ", ",
            )}${refused.length > 3 ? ` and ${refused.length - 3} more` : ""}. Nothing was run here.`,
        ]
      : []),
  ].join("\n\n");
}

export function rowCard(view: WeightsView, { tensor, path, tree }: WeightsRow): string {
  return tensor ? tensorCard(view, tensor) : branchCard(view, path, tree);
}

function tensorCard({ tree }: WeightsView, it: CheckpointTensor): string {
  const { name, dtype, shape, elements, bytes, role, place } = it;
  const from = place.container === "" ? "of the file" : `of ${nameCode(place.container)} in the archive`;
  return [
    `${nameCode(name)} · ${nameCode(`${dtype ?? "unknown type"} ${shapeText(shape)}`)}`,
    table([
      ["elements", elements === undefined ? "more than can be counted" : exactCount(elements)],
      ["bytes", exactBytes(bytes)],
      ...(it.isShared ? [] : [["of all weights", shareText(it.ownBytes, tree.bytes)] as const]),
      ["role", role === "parameter" ? "parameter (learned)" : "buffer (kept with the model, not learned)"],
      ...(it.stride ? [["strides", nameCode(`[${it.stride.join(", ")}]`)] as const] : []),
      ...(bytes > 0
        ? [["stored", `from byte ${place.offset.toLocaleString("en-US")} ${from}`] as const]
        : []),
    ]),
    ...(it.isShared ? ["It lies in the bytes of an earlier tensor (tied weights), and counts once."] : []),
  ].join("\n\n");
}

function branchCard(view: WeightsView, path: string, tree: CheckpointTree): string {
  const whole = view.tree;
  const { parameters } = tree;
  const ofParameters =
    parameters !== undefined && whole.parameters !== undefined
      ? ` (${shareText(parameters, whole.parameters)})`
      : "";
  return [
    nameCode(path),
    table([
      ["tensors", exactCount(tree.tensors)],
      ["parameters", parameters === undefined ? "not known" : exactCount(parameters) + ofParameters],
      ["weights", `${exactBytes(tree.bytes)} (${shareText(tree.bytes, whole.bytes)})`],
      ...typeRows(tree),
    ]),
  ].join("\n\n");
}

const verdictPhrase: Readonly<Record<Verdict, string>> = {
  allowed: "One of torch's own: `torch.load` takes it with `weights_only=True`.",
  class:
    "Not on torch's list: `torch.load` refuses the file unless `weights_only=False`, which trusts it. Objects of this class are made when the file is loaded.",
  function:
    "Not on torch's list: `torch.load` refuses the file unless `weights_only=False`, which trusts it. It is named, and not called.",
  code: "Loading this file with `weights_only=False`, or with another program that reads pickles, runs this.",
};

export function importCard(it: CheckpointImport): string {
  const times = it.calls === 0 ? "not called" : it.calls === 1 ? "called once" : `called ${it.calls} times`;
  const place =
    it.offset === undefined ? "" : `, first at byte ${it.offset.toLocaleString("en-US")} of the file`;
  return [
    nameCode(importPath(it)),
    phraseText(`Imported when the file is loaded, ${times}${place}.`),
    verdictPhrase[it.verdict],
    "Nothing was run here.",
  ].join("\n\n");
}

function typeRows({ bytesByType }: CheckpointTree): readonly (readonly [string, string])[] {
  const types = [...bytesByType].sort(([, a], [, b]) => b - a);
  return types.map(([type, bytes]) => [nameCode(type), bytesText(bytes)]);
}

function exactCount(count: number): string {
  const short = countText(count);
  const full = count.toLocaleString("en-US");
  return short === full ? full : `${short} (${full})`;
}

function exactBytes(bytes: number): string {
  return bytes < 1024 ? bytesText(bytes) : `${bytesText(bytes)} (${bytes.toLocaleString("en-US")} bytes)`;
}

function table(rows: readonly (readonly [string, string])[]): string {
  return ["| | |", "| :-- | --: |", ...rows.map(([label, value]) => `| ${label} | ${value} |`)].join("\n");
}
