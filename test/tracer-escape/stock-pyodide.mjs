// Pyodide as it comes, with nothing of ours around it: runs the probes that are given on the command line, one by one, and
// writes a line of JSON for each. It shows that the probes get out where nothing holds them.
import { createRequire } from "node:module";
import { loadPyodide } from "pyodide";

globalThis.require = createRequire(import.meta.url);
const pyodide = await loadPyodide({ stdout: () => undefined, stderr: () => undefined });
pyodide.globals.set("__file__", process.argv[2]);
for await (const line of process.stdin) {
  for (const source of line.toString().split("\0").filter(Boolean)) {
    let result;
    try {
      pyodide.runPython(`result = None\n${source}`);
      result = String(pyodide.globals.get("result"));
    } catch (error) {
      result = String(error.message).slice(-300);
    }
    // A request that was started needs a moment of the event loop.
    await new Promise((resolve) => setTimeout(resolve, 30));
    process.stdout.write(`${JSON.stringify(result)}\n`);
  }
}
