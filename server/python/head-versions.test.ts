import { expect, test, vi } from "vitest";
import { modelJson, traceText } from "../../core/read/trace.test-helper.ts";
import { type TraceJob } from "../../tracer/supervisor.ts";
import { HeadVersions } from "./head-versions.ts";

const path = "/nets/net.py";
const limits = { ops: 1, seconds: 1 };
const job: TraceJob = {
  key: "net",
  request: { version: 1, file: path, roots: ["/nets"], searchPath: [], limits },
  overlays: new Map([[path, "now"]]),
};

/** Heads of a repository whose committed text the test says. */
function headsWith(committed: string | undefined) {
  const repository = { text: committed, time: 0 };
  const jobs: TraceJob[] = [];
  const heads = new HeadVersions({
    textAtHead: () => Promise.resolve(repository.text),
    now: () => repository.time,
    changed: () => undefined,
    tracer: () => ({
      trace: (it) => {
        jobs.push(it);
        return Promise.resolve({ ok: true as const, value: traceText([modelJson({ nodes: [] })]) });
      },
      warm: () => undefined,
      dispose: () => Promise.resolve(),
    }),
  });
  const ask = (text: string) => [...heads.totals({ path, text }, () => job).keys()];
  return { repository, jobs, ask };
}

test("runs the committed text once, in the background, in place of the editor's", async () => {
  const { jobs, ask } = headsWith("before");
  ask("now");
  await vi.waitFor(() => expect(ask("now")).toEqual(["Net"]));
  ask("now, and more");
  expect(jobs.length).toBe(1);
  expect(jobs[0]).toMatchObject({ isBackground: true, key: "net#HEAD" });
  expect(jobs[0]?.overlays.get(path)).toBe("before");
});

test("runs nothing for a file that is as it was committed, or in no commit", async () => {
  for (const committed of ["now", undefined]) {
    const { jobs, ask } = headsWith(committed);
    ask("now");
    await Promise.resolve();
    expect(ask("now")).toEqual([]);
    expect(jobs).toEqual([]);
  }
});

test("notices a commit after a while", async () => {
  const { repository, jobs, ask } = headsWith("before");
  ask("now");
  await vi.waitFor(() => expect(ask("now")).toEqual(["Net"]));
  repository.text = "now";
  repository.time = 60_000;
  ask("now");
  await vi.waitFor(() => expect(ask("now")).toEqual([]));
  expect(jobs.length).toBe(1);
});
