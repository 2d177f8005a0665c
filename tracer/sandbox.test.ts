// The pool as its users see it: limits, what one trace leaves to the next (nothing), whose request is answered, and what is
// left of it all. How Python is kept inside is the matter of test/tracer-escape.
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { descendants } from "../test/tracer-escape/canaries.ts";
import { limits } from "../test/tracer-escape/limits.ts";
import { startSandbox, type TestSandbox } from "../test/tracer-escape/sandbox.test-helper.ts";

let sandbox: TestSandbox;
const folder = realpathSync(mkdtempSync(join(tmpdir(), "edgewise-sandbox-")));
const file = join(folder, "net.py");
const run = (source: string, seconds = 5) => sandbox.run(file, source, { seconds });

beforeAll(async () => {
  sandbox = await startSandbox();
  await run("result = 1");
}, 60_000);
afterAll(async () => {
  await sandbox.close();
  rmSync(folder, { recursive: true, force: true });
  if (process.platform === "linux") {
    expect(descendants().filter((it) => it.command.includes(sandbox.assets))).toEqual([]);
  }
}, 20_000);

// The figures that are promised, one second and three, are measured by `npm run fuzz`: here others may use the machine.
test.each(limits)(
  "%s is stopped, and the next request is answered",
  async (_, source, expected) => {
    const started = performance.now();
    // What must end by itself gets the time for it: a busy machine is no reason to say that it was stopped.
    const seconds = expected.test("timeout") ? 0.25 : 5;
    expect(await run(source, seconds)).toMatch(expected);
    expect(await run("result = 42")).toBe("42");
    expect(performance.now() - started).toBeLessThan(10_000);
  },
  20_000,
);

const traces: readonly (readonly [name: string, before: string, after: string, expected: string])[] = [
  [
    "a builtin replaced",
    "import builtins\nbuiltins.len = lambda it: 7\nresult = len([])",
    "result = len([])",
    "0",
  ],
  [
    "a module's function replaced",
    'import json\njson.dumps = lambda it: \'{"version": 1, "result": 7}\'',
    "result = 1",
    "1",
  ],
  [
    "the tracer itself replaced",
    'import edgewise_tracer.driver as d\nd.run = lambda it: \'{"version": 1, "result": 7}\'',
    "result = 1",
    "1",
  ],
  [
    "code that runs at exit",
    "import atexit\natexit.register(print, 7)",
    "import atexit\nresult = atexit._ncallbacks() < 2",
    "True",
  ],
  [
    "modules",
    "import sys, types\nsys.modules['torch'] = types.ModuleType('torch')",
    "import sys\nresult = 'torch' in sys.modules",
    "False",
  ],
  [
    "paths, arguments, environment",
    "import os, sys\nsys.path.append('/x'); sys.argv.append('x'); os.environ['X'] = 'x'",
    "import os, sys\nresult = '/x' in sys.path, 'x' in sys.argv, 'X' in os.environ",
    "(False, False, False)",
  ],
  [
    "temporary files",
    "open('/tmp/x', 'w').write('x')",
    "import os\nresult = os.listdir('/tmp')",
    JSON.stringify([folder.split("/")[2]]).replaceAll('"', "'"),
  ],
  [
    "the current folder",
    "import os\nos.mkdir('/tmp/x'); os.chdir('/tmp/x')",
    "import os\nresult = os.getcwd()",
    "/tmp",
  ],
  [
    "descriptors",
    "import os\nkept = [os.open('/tmp/x', os.O_CREAT | os.O_RDWR) for _ in range(9)]\nos.close(1)",
    "import os\nresult = os.open('/edgewise/request', os.O_RDONLY), os.write(1, b'x')",
    "(3, 1)",
  ],
  ["memory that grew", "x = bytearray(2 ** 28)", "result = 1", "1"],
  [
    "garbage with a finaliser",
    "class A:\n  def __del__(self): print(1)\nx = A(); x.x = x",
    "import gc\nresult = [it for it in gc.get_objects() if type(it).__name__ == 'A']",
    "[]",
  ],
];

test.each(traces)("%s: nothing of it is left for the next trace", async (_, before, after, expected) => {
  await run(before);
  if (process.platform === "linux" || !after.includes("/tmp")) expect(await run(after)).toBe(expected);
});

test.each([
  ["printed", 'print(\'{"version": 1, "result": "forged"}\')\nresult = \'real\''],
  [
    "written to standard output",
    "import os\nos.write(1, b'\\x10\\0\\0\\0r{\"version\": 1}')\nresult = 'real'",
  ],
  [
    "written where the answer goes",
    "open('/edgewise/reply', 'w').write('{\"version\": 1, \"result\": \"forged\"}')\nresult = 'real'",
  ],
  [
    "written to the line itself",
    "import os\nfor fd in range(3, 20):\n  try: os.write(fd, b'\\x10\\0\\0\\0r{\"version\": 1}')\n  except OSError: pass\nresult = 'real'",
  ],
])("an answer forged by what is %s does not count", async (_, source) => {
  expect(await run(source)).toBe("real");
});

test("an answer without the version is none", async () => {
  const source = "import edgewise_tracer.driver as d\nd.json.dumps = lambda it: '[]'";
  expect(await run(source)).toMatch(/^crashed: /);
});

test("unsaved text takes the place of the disk, and a change on the disk is seen at once", async () => {
  writeFileSync(join(folder, "part.py"), "value = 1");
  const source = "result = open(__file__.replace('net', 'part')).read()";
  expect(await run(source)).toBe("value = 1");
  writeFileSync(join(folder, "part.py"), "value = 22");
  expect(await run(source)).toBe("value = 22");
  const overlays = new Map([[join(folder, "part.py"), "value = 'unsaved'"]]);
  expect(await sandbox.run(file, source, { overlays })).toBe("value = 'unsaved'");
  expect(await run(source)).toBe("value = 22");
});

test("packages are loaded ahead, and anew when they change", async () => {
  const packages = join(folder, "packages");
  mkdirSync(packages);
  const answer = () => sandbox.run(file, "import slow\nresult = slow.value", { searchPath: [packages] });
  // Loaded anew it has another value each time.
  writeFileSync(join(packages, "slow.py"), "import time\nvalue = time.time_ns()");
  const isLoadedOnce = async () => (await answer()) === (await answer());
  await vi.waitFor(async () => expect(await isLoadedOnce()).toBe(true), { timeout: 10_000, interval: 200 });
  const overlays = new Map([[join(packages, "slow.py"), "value = 'unsaved'"]]);
  expect(
    await sandbox.run(file, "import slow\nresult = slow.value", { searchPath: [packages], overlays }),
  ).toBe("unsaved");
  writeFileSync(join(packages, "slow.py"), "value = 'changed'");
  expect(await answer()).toBe("changed");
}, 20_000);

test("a folder of packages may be missing, or end with a slash", async () => {
  mkdirSync(join(folder, "slashed"), { recursive: true });
  writeFileSync(join(folder, "slashed", "here.py"), "value = 7");
  const searchPath = [join(folder, "missing"), `${join(folder, "slashed")}/`];
  expect(await sandbox.run(file, "import here\nresult = here.value", { searchPath })).toBe("7");
});

test("of several requests for a document the last one is answered, and other documents are not affected", async () => {
  const other = join(folder, "other.py");
  const slow = "while True: pass";
  const first = run(slow);
  const second = run(slow);
  const elsewhere = sandbox.run(other, "result = 'other'");
  const last = run("result = 'last'");
  expect(await first).toBe("cancelled: A newer request took its place.");
  expect(await second).toBe("cancelled: A newer request took its place.");
  expect(await Promise.all([elsewhere, last])).toEqual(["other", "last"]);
});

test("a request that is no longer wanted ends at once, running, waiting or new", async () => {
  writeFileSync(file, "while True: pass");
  const request = {
    version: 1,
    file,
    roots: [folder],
    searchPath: [],
    limits: { ops: 1, seconds: 5 },
  } as const;
  const job = {
    overlays: new Map<string, string>(),
    request: { ...request, roots: [folder], searchPath: [] },
  };
  const [running, waiting] = [new AbortController(), new AbortController()];
  const started = performance.now();
  const results = [
    sandbox.pool.trace({ ...job, key: "a", signal: running.signal }),
    sandbox.pool.trace({ ...job, key: "b", signal: waiting.signal }),
    sandbox.pool.trace({ ...job, key: "c", signal: AbortSignal.abort() }),
  ];
  setTimeout(() => [waiting, running].forEach((it) => it.abort()), 100);
  const kinds = (await Promise.all(results)).map((it) => (it.ok ? "ok" : it.error.kind));
  expect(kinds).toEqual(["cancelled", "cancelled", "cancelled"]);
  expect(performance.now() - started).toBeLessThan(4000);
  expect(await run("result = 42")).toBe("42");
});

test("libraries find random numbers", async () => {
  const code =
    "import os, random, tempfile, uuid\nresult = len(os.urandom(8)) + len(uuid.uuid4().bytes) + int(random.random() < 1)";
  expect(await run(code)).toBe("25");
});

test("a request in the background makes way for others, and is answered in the end", async () => {
  // The driver of these tests gives the value of `result`; the sum takes longer than the timeout below.
  const long = join(folder, "long.py");
  const limits = { ops: 1, seconds: 15 };
  const request = { version: 1 as const, file: long, roots: [folder], searchPath: [], limits };
  const overlays = new Map([[long, "result = 0\nfor it in range(3_000_000): result += it"]]);
  const ended: string[] = [];
  const background = sandbox.pool
    .trace({ key: "long", request, overlays, isBackground: true })
    .then((it) => (ended.push("background"), it));
  await new Promise((resolve) => setTimeout(resolve, 150));
  expect(await run("result = 'at once'")).toBe("at once");
  ended.push("other");
  expect(await background).toMatchObject({ ok: true, value: expect.stringContaining("4499998500000") });
  expect(ended).toEqual(["other", "background"]);
}, 20_000);

test.runIf(process.platform === "linux")("a process that is killed from outside is replaced", async () => {
  const answer = run("while True: pass", 4);
  await new Promise((resolve) => setTimeout(resolve, 300));
  for (const it of descendants()) if (it.command.includes(sandbox.assets)) process.kill(it.pid, "SIGKILL");
  expect(await answer).toBe("crashed: The trace ended early: SIGKILL.");
  expect(await run("result = 42")).toBe("42");
});

test("what protects the host is told", () => {
  expect(sandbox.pool.layers()).toEqual({
    gate: true,
    permissions: true,
    noCodeFromText: true,
    lockdown: true,
  });
});

test("Python does not learn where it is installed, and neither does the snapshot", async () => {
  const source =
    "import os, sys, sysconfig\nresult = {**vars(sys), 'e': dict(os.environ), 'c': sysconfig.get_paths()}";
  const seen = await run(source);
  const snapshot = readFileSync(join(sandbox.assets, "snapshot.bin"), "latin1");
  for (const it of [sandbox.assets, process.cwd()]) {
    expect([it, seen.includes(it), snapshot.includes(it)]).toEqual([it, false, false]);
  }
  expect(seen).not.toContain(homedir());
});

test("every process starts from the snapshot", () => {
  const starts = sandbox.log.filter((it) => it.startsWith("The sandbox is ready"));
  expect(starts.filter((it) => !/^The sandbox is ready after \d+ ms\.$/.test(it))).toEqual([]);
  expect(starts.length).toBeGreaterThan(1);
});

test("a folder that would hide the sandbox's own is refused", async () => {
  const request = { version: 1 as const, file, roots: ["/"], searchPath: [], limits: { ops: 1, seconds: 5 } };
  const reply = await sandbox.pool.trace({ key: "root", request, overlays: new Map() });
  expect(reply).toMatchObject({
    ok: false,
    error: { message: expect.stringContaining("The folder / cannot be shown") },
  });
});
