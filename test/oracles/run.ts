/** All oracle checks: each prints a line, the last line adds them up. */
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { buildTracerAssets } from "../../scripts/tracer-assets.mjs";
import { openModel } from "../../server/open-model.ts";
import { createTracePool } from "../../tracer/supervisor.ts";
import { judgeBackend, type Manifest } from "./backend.ts";
import { checkpointChecks } from "./checkpoints.ts";
import { compareTypes, type PeerTypes } from "./differential.ts";
import { coveragePage, type Findings, type SampleComparison } from "./coverage-page.ts";
import { standInChecks } from "./stand-in.ts";
import { table12Check, traceTable12 } from "./table12.ts";
import { timmCheck } from "./timm-page.ts";
import { type TimmReference, traceTimm } from "./timm-models.ts";
import { firingChecks, Firings } from "./firing-rates.ts";
import { judgeTorchvision, multiplyAddsError } from "./torchvision.ts";
import { otherCheck, type OtherWeights, traceOthers } from "./traced-others.ts";
import { type PublishedWeights, tracedError, traceTorchvision } from "./traced-torchvision.ts";
import { ensureVenv } from "./venv.mjs";
import { type PeerModel, traceWholeModels, wholeModelCheck } from "./whole-models.ts";

const root = join(import.meta.dirname, "..", "..");
const cache = join(root, ".cache", "oracles");
const page = join(root, "docs", "coverage.md");

export async function runOracles({ isWriting }: { readonly isWriting: boolean }): Promise<number> {
  mkdirSync(cache, { recursive: true });
  const python = ensureVenv();
  const firings = new Firings();
  const findings = await collect(python, firings);
  const text = coveragePage(findings);
  if (isWriting) writeFileSync(page, text);

  const results = [
    ...checks(findings),
    ...(await checkpointChecks((args) => run(python, args), cache)),
    ...standInChecks((args) => run(python, args)),
    ...firingChecks(firings.rates(), { isWriting }),
    ["docs/coverage.md is what was found (--write makes it anew)", readText(page) === text],
  ] as const;
  for (const [name, isRight] of results) console.log(`${isRight ? "passed" : "FAILED"}  ${name}`);
  const failed = results.filter(([, isRight]) => !isRight).length;
  console.log(`${results.length - failed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

async function collect(python: string, firings: Firings): Promise<Findings> {
  const manifestPath = join(cache, "backend.json");
  run(python, ["backend_manifest.py", manifestPath, "--stripped", join(cache, "stripped"), "--check"]);
  const manifest = JSON.parse(readFileSync(manifestPath, "utf8")) as Manifest;
  const exported = join(cache, "torchvision");
  run(python, ["torchvision_models.py", exported, "--variants", "preserved", "dynamo"]);
  return {
    onnx: manifest.onnx,
    backend: judgeBackend(manifest),
    samples: compareSamples(python),
    torchvision: judgeTorchvision(exported),
    ...(await traceSource(python, firings)),
  };
}

type TracedPart = "traced" | "others" | "wholeModels" | "timm" | "table12";

/** The source of the installed torchvision and timm, run in the sandbox as it is shipped, and models made for this check. */
async function traceSource(python: string, firings: Firings): Promise<Pick<Findings, TracedPart>> {
  const published = JSON.parse(run(python, ["torchvision_published.py"])) as readonly PublishedWeights[];
  const others = JSON.parse(run(python, ["torchvision_published.py", "--others"])) as readonly OtherWeights[];
  const peers = JSON.parse(run(python, ["whole_models.py"])) as readonly PeerModel[];
  const timm = JSON.parse(run(python, ["timm_models.py"])) as TimmReference;
  const sitePackages = run(python, ["-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]).trim();
  const assets = join(cache, "tracer");
  await buildTracerAssets(assets);
  const pool = createTracePool({ assets, log: () => undefined });
  const at = { folder: join(cache, "traced"), sitePackages };
  try {
    return {
      traced: await traceTorchvision(published, pool, {
        ...at,
        onAnalysis: (it) => firings.add(it),
      }),
      others: await traceOthers(others, pool, at),
      wholeModels: await traceWholeModels(peers, pool, at),
      timm: { version: timm.timm, results: await traceTimm(timm, pool, at) },
      table12: await traceTable12(pool, { ...at, versions: versionsOf(python) }),
    };
  } finally {
    await pool.dispose();
  }
}

function versionsOf(python: string): Readonly<Record<string, string>> {
  const code = "import importlib.metadata as it, json; print(json.dumps({n: it.version(n) for n in NAMES}))";
  const names = JSON.stringify(["timm", "torchvision"]);
  return JSON.parse(run(python, ["-c", code.replace("NAMES", names)])) as Record<string, string>;
}

function compareSamples(python: string): readonly SampleComparison[] {
  const folder = join(root, "samples");
  const paths = readdirSync(folder)
    .filter((it) => it.endsWith(".onnx"))
    .sort();
  const output = run(python, ["shape_inference.py", ...paths.map((it) => join(folder, it))]);
  const peers = JSON.parse(output) as Record<string, PeerTypes>;
  return Object.entries(peers).map(([path, peer]) => {
    const opened = openModel(path);
    if (!opened.ok) throw new Error(opened.error.message);
    return { name: basename(path), ...compareTypes(opened.value.model, peer) };
  });
}

type Check = readonly [name: string, isRight: boolean];

// Of the backend models whose output shapes do not depend on input values.
const leastEqualShare = 0.99;
const mostMultiplyAddsError = 0.01;
// Published figures are rounded to 0.001 · 10⁹.
const publishedRounding = 0.5e6;

function checks(findings: Findings): readonly Check[] {
  const { backend, samples, torchvision, traced, others, wholeModels, timm, table12 } = findings;
  const count = (outcome: string) => backend.filter((it) => it.outcome === outcome).length;
  const judged = count("equal") + count("differs");
  return [
    [`${backend.length} ONNX backend models: at least 1,800`, backend.length >= 1800],
    ["every backend model parses", count("unreadable") === 0],
    [
      `${count("equal")} of ${judged} output shapes equal: at least 99%`,
      count("equal") / judged >= leastEqualShare,
    ],
    ...samples.map((it): Check => [
      `${it.name}: never less informative than onnx.shape_inference`,
      it.worse.length === 0 && it.tensors > 0,
    ]),
    ...torchvision.flatMap((it): Check[] => {
      const name = `${it.name} (${it.variant})`;
      const error = multiplyAddsError(it);
      return [
        [
          `${name}: multiply-adds ${(error * 100).toFixed(2)}% from published`,
          Math.abs(error) <= Math.max(mostMultiplyAddsError, publishedRounding / it.publishedMultiplyAdds),
        ],
        ...(it.expectedParameters === undefined
          ? []
          : [
              [
                `${name}: ${it.parameters} parameters, published ${it.expectedParameters}`,
                it.parameters === it.expectedParameters,
              ] as const,
            ]),
      ];
    }),
    [`${new Set(traced.map((it) => it.name)).size} traced models: at least 80`, traced.length >= 80],
    ...traced.map((it): Check => {
      const name = `${it.name} (traced, ${it.weights}, ${it.size} pixels)`;
      const error = tracedError(it);
      const most = Math.max(mostMultiplyAddsError, publishedRounding / (it.ops * 1e9));
      return [
        `${name}: ${it.parameters} parameters, published ${it.numParams}; multiply-adds ${(error * 100).toFixed(2)}% from published${it.complaint === undefined ? "" : `; ${it.complaint}`}`,
        it.complaint === undefined && it.parameters === it.numParams && Math.abs(error) <= most,
      ];
    }),
    [`${others.length} further entries of weights traced: at least 50`, others.length >= 50],
    ...others.map(otherCheck),
    [`${wholeModels.length} whole models beside real torch: at least 20`, wholeModels.length >= 20],
    ...wholeModels.map(wholeModelCheck),
    [`${timm.results.length} models of timm traced: at least 90`, timm.results.length >= 90],
    ...timm.results.map(timmCheck),
    ...table12.map(table12Check),
  ];
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

function run(python: string, args: readonly string[]): string {
  const cwd = import.meta.dirname;
  const { status, stdout, stderr } = spawnSync(python, args, { cwd, encoding: "utf8", maxBuffer: 1 << 28 });
  if (status !== 0) throw new Error(`${args[0] ?? "python"} failed: ${stderr.slice(-3000)}`);
  return stdout;
}
