import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { type Problem } from "../core/graph/problem.ts";
import { type Trace } from "../core/python/trace.ts";
import { readTrace } from "../core/read/trace.ts";
import { type TraceRequest } from "../protocol/trace-request.ts";

const tracer = join(import.meta.dirname, "..", "python", "tracer");
const program = "import sys; from edgewise_tracer import driver; print(driver.run(sys.stdin.read()))";

/**
 * What the tracer says of a file, run by the Python of this machine and not in the sandbox: only for source of this
 * repository. Throws when there is no Python, or when it fails.
 */
export function nativeTrace(
  file: string,
  more: Partial<TraceRequest> = {},
): { trace: Trace; problems: readonly Problem[] } {
  const request: TraceRequest = {
    version: 1,
    file,
    roots: [join(file, "..")],
    searchPath: [],
    limits: { ops: 200_000, seconds: 60 },
    ...more,
  };
  // Isolated: neither the user's packages nor PYTHONPATH may take the place of the stand-ins.
  const args = ["-S", "-B", "-c", `import sys; sys.path.insert(0, ${JSON.stringify(tracer)}); ${program}`];
  const { status, stdout, stderr, error } = spawnSync("python3", args, {
    input: JSON.stringify(request),
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  if (status !== 0) throw new Error(error?.message ?? stderr.slice(-2000));
  const { value, problems } = readTrace(stdout, request.roots);
  return { trace: value, problems };
}
