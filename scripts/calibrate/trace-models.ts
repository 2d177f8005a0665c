// Traces the network descriptions of this folder with the Python of this machine and counts them as any model is counted.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { analyze } from "../../core/metrics/analyze.ts";
import { type Analysis } from "../../core/metrics/analysis.ts";
import { readTrace } from "../../core/read/trace.ts";
import { type Description } from "./models.ts";

const folder = join(import.meta.dirname, "models");
const tracer = join(import.meta.dirname, "..", "..", "python", "tracer");
const program = "import sys; from edgewise_tracer import driver; print(driver.run(sys.stdin.read()))";

/** Throws when there is no Python, or when the description fails. */
export function traceModel({ file, call, input }: Description): Analysis {
  const request = {
    version: 1,
    file: join(folder, `${file}.py`),
    roots: [folder],
    searchPath: [folder],
    call,
    input: [{ shape: input, dtype: "float32" }],
    limits: { ops: 200_000, seconds: 60 },
  };
  // Isolated: neither the user's packages nor PYTHONPATH may take the place of the stand-ins.
  const args = ["-S", "-B", "-c", `import sys; sys.path.insert(0, ${JSON.stringify(tracer)}); ${program}`];
  const { status, stdout, stderr, error } = spawnSync("python3", args, {
    input: JSON.stringify(request),
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  if (status !== 0) throw new Error(error?.message ?? stderr.slice(-2000));
  const { value } = readTrace(stdout, [folder]);
  const [traced] = value.models;
  const failure = value.error ?? traced?.error;
  if (!traced || failure) throw new Error(`${file} ${call}: ${failure?.message ?? "nothing was traced"}`);
  return analyze(traced.model);
}
