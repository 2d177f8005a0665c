import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { buildTracerAssets } from "../../scripts/tracer-assets.mjs";
import { createTracePool, type TracePool } from "../../tracer/supervisor.ts";

export interface TestSandbox {
  readonly pool: TracePool;
  readonly assets: string;
  /** What the pool wrote into its log. */
  readonly log: readonly string[];
  /** Writes the file and runs it: what it left in `result`, or the failure's kind and message. */
  run(file: string, source: string, options?: RunOptions): Promise<string>;
  close(): Promise<void>;
}

interface RunOptions {
  readonly seconds?: number;
  readonly searchPath?: readonly string[];
  readonly overlays?: ReadonlyMap<string, string>;
}

/** A sandbox whose tracer only runs the file: its own precautions must not be needed. */
export async function startSandbox(): Promise<TestSandbox> {
  const assets = mkdtempSync(join(tmpdir(), "edgewise-tracer-"));
  await buildTracerAssets(assets, { python: "test/tracer-escape/python" });
  const log: string[] = [];
  const pool = createTracePool({ assets, log: (it) => log.push(it) });
  return {
    pool,
    assets,
    log,
    async run(file, source, { seconds = 5, searchPath = [], overlays = new Map() } = {}) {
      if (!overlays.has(file)) writeFileSync(file, source);
      const limits = { ops: 1000, seconds };
      const roots = [dirname(file)];
      const request = { version: 1 as const, file, roots, searchPath: [...searchPath], limits };
      const reply = await pool.trace({ key: file, request, overlays });
      return reply.ok
        ? String((JSON.parse(reply.value) as { result: unknown }).result)
        : `${reply.error.kind}: ${reply.error.message}`;
    },
    async close() {
      await pool.dispose();
      rmSync(assets, { recursive: true, force: true });
    },
  };
}
