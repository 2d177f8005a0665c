/**
 * `npm run bench`: how long a full report takes, as ratios to peers on the same files in the same run. Needs the
 * oracles' Python environment, which it makes when it is missing. Models lie in .cache/bench.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { basename, join } from "node:path";
import { buildSync } from "esbuild";
import { ensureVenv } from "../test/oracles/venv.mjs";
import { measureSource, sourceLines } from "./python-source.ts";
import { writeChain, writeLayers } from "./synthetic.ts";

const root = join(import.meta.dirname, "..");
const cache = join(root, ".cache", "bench");
const published = ["resnet50", "mobilenet_v2", "vit_b_16"];
const peerRuns = 7;
const warmRuns = 101;
const engine = join(cache, "report-once.cjs");

async function main(): Promise<void> {
  mkdirSync(cache, { recursive: true });
  bundleEngine();
  const python = ensureVenv();
  run(python, [
    "-m",
    "pip",
    "install",
    "--quiet",
    "--no-deps",
    "-r",
    join(root, "bench", "requirements.txt"),
  ]);
  const models = prepare(python);
  comparePeers(python, models);
  compareSizes();
  measureChain();
  await measurePython(python);
}

/** A file of torchvision's, as people have it in their projects: ResNet-50 and its nine sisters. */
async function measurePython(python: string): Promise<void> {
  run(process.execPath, [join(root, "scripts", "build.mjs")]);
  const file = join(cache, "resnet.py");
  run(python, [join(root, "bench", "single_file.py"), "resnet", file]);
  console.log("\nPython source in the editor: ten models in a file, the server asked as VS Code asks");
  for (const it of sourceLines(await measureSource(file, join(root, "dist")))) console.log(it);
}

function prepare(python: string): readonly string[] {
  const models = [...published, "yolo-n-size", "yolo-s-size"].map((it) => join(cache, `${it}.onnx`));
  if (models.every((it) => existsSync(it))) return models;
  const exported = join(cache, "exported");
  const exporter = join(root, "test", "oracles", "torchvision_models.py");
  run(python, [exporter, exported, "--models", ...published, "--variants", "dynamo"]);
  run(python, [join(root, "bench", "prepare.py"), exported, cache]);
  return models;
}

interface PeerTimes {
  readonly shape_inference: number;
  readonly onnx_tool?: number;
  readonly onnx_tool_error?: string;
}

function comparePeers(python: string, models: readonly string[]): void {
  const peers = JSON.parse(
    run(python, [join(root, "bench", "peers.py"), String(peerRuns), ...models]),
  ) as Record<string, PeerTimes>;
  console.log("Open to full report, median of warm runs in one process, milliseconds (peers: in theirs)");
  console.log("model              nodes     ours  shape inference      ratio  onnx-tool      ratio");
  for (const path of models) {
    const { nodes, warmMs: ours = NaN } = report(path, warmRuns);
    const {
      shape_inference: inference,
      onnx_tool: tool,
      onnx_tool_error: failure,
    } = peers[path] ?? { shape_inference: NaN };
    console.log(
      [
        basename(path, ".onnx").padEnd(16),
        String(nodes).padStart(7),
        ours.toFixed(1).padStart(8),
        inference.toFixed(1).padStart(16),
        `${(inference / ours).toFixed(1)}×`.padStart(10),
        tool === undefined ? (failure ?? "failed") : tool.toFixed(1).padStart(10),
        tool === undefined ? "" : `${(tool / ours).toFixed(1)}×`.padStart(10),
      ].join(" "),
    );
  }
}

interface Report {
  readonly nodes: number;
  /** The first report of its process. */
  readonly ms: number;
  /** Median of later ones. */
  readonly warmMs?: number;
  readonly rssMiB: number;
}

/** Time and memory must not grow with weight bytes: the same graph with 3 MB and with 3 GB of them. */
function compareSizes(): void {
  const small = join(cache, "layers-3MB.onnx");
  const embedded = join(cache, "layers-3GB.onnx");
  const external = join(cache, "layers-3GB-external.onnx");
  writeLayers(small, 30, 160);
  writeLayers(embedded, 30, 5120);
  writeLayers(external, 30, 5120, "layers-3GB.data");
  console.log("\nThe same graph, each report in a process of its own, median of 5");
  const base = medianOnce(small);
  for (const path of [small, embedded, external]) {
    const { ms, rssMiB } = path === small ? base : medianOnce(path);
    const ratio = `${(ms / base.ms).toFixed(2)}× the time, ${(rssMiB - base.rssMiB).toFixed(0)} MiB more memory`;
    console.log(
      `${basename(path).padEnd(26)} ${ms.toFixed(1).padStart(7)} ms  ${rssMiB.toFixed(0).padStart(5)} MiB  ${ratio}`,
    );
  }
}

function measureChain(): void {
  const path = join(cache, "chain-100k.onnx");
  writeChain(path, 100_000);
  const { nodes, ms, rssMiB } = medianOnce(path);
  console.log(`\n${nodes} nodes: ${(ms / 1000).toFixed(2)} s, ${rssMiB.toFixed(0)} MiB`);
}

function medianOnce(path: string): Report {
  const results = Array.from({ length: 5 }, () => report(path, 1));
  return results.sort((a, b) => a.ms - b.ms)[2] as Report;
}

function report(path: string, count: number): Report {
  return JSON.parse(run(process.execPath, [engine, path, String(count)])) as Report;
}

/** The engine as it ships: one bundled file. */
function bundleEngine(): void {
  const entryPoints = [join(root, "bench", "report-once.ts")];
  buildSync({
    entryPoints,
    outfile: engine,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "cjs",
  });
}

function run(command: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(command, args, {
    encoding: "utf8",
    cwd: root,
    maxBuffer: 1 << 28,
  });
  if (status !== 0) throw new Error(`${basename(command)} ${args[0] ?? ""} failed: ${stderr.slice(-2000)}`);
  return stdout;
}

await main();
