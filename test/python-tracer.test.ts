import { join } from "node:path";
import { loadPyodide } from "pyodide";
import { describe, expect, test } from "vitest";

// The Python of the sandbox, tested in the interpreter that it is shipped with: no Python on the machine is needed.
describe("python/tracer", { timeout: 120_000 }, () => {
  test("passes its own tests", async () => {
    const python = await loadPyodide({ stdout: () => undefined, stderr: () => undefined });
    python.FS.mkdir("/tracer");
    python.FS.mount(
      python.FS.filesystems.NODEFS,
      { root: join(import.meta.dirname, "..", "python", "tracer") },
      "/tracer",
    );
    const [run, failures] = JSON.parse(python.runPython(runner) as string) as [number, string[]];
    expect(failures).toEqual([]);
    expect(run).toBeGreaterThan(20);
  });
});

const runner = `
import json, sys, unittest
sys.dont_write_bytecode = True
sys.path.insert(0, "/tracer")
result = unittest.TestResult()
unittest.defaultTestLoader.discover("/tracer/tests", pattern="*.py", top_level_dir="/tracer/tests").run(result)
json.dumps([result.testsRun, [f"{test}\\n{text}" for test, text in result.failures + result.errors]])
`;
