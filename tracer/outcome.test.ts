import { expect, test } from "vitest";
import { type Done } from "./messages.ts";
import { readOutcome } from "./outcome.ts";

const done = (outcome: Done["outcome"], detail = ""): Done => ({
  outcome,
  detail,
  heapBytes: 1,
  ms: 1,
  printedBytes: 0,
});
const trace = '{"version":1,"models":[]}';

test("a trace is handed on as it is, also one that was stopped in time", () => {
  expect(readOutcome(done("reply"), trace, 3)).toEqual({ ok: true, value: trace });
  expect(readOutcome(done("interrupted", "time"), trace, 3)).toEqual({ ok: true, value: trace });
});

test.each([
  [done("blocked", "JsProxy_GetAttr_js"), "blocked", "The file tried to reach JavaScript (blocked)."],
  [done("blocked", "ffi_call_js"), "blocked", "The file tried to call native code (blocked)."],
  [done("blocked", "emscripten_asm_const_int"), "blocked", "The file tried to run JavaScript (blocked)."],
  [done("blocked", "<script>"), "blocked", "The file tried to run JavaScript (blocked)."],
  [done("blocked", "x"), "blocked", "The file tried to leave the sandbox (blocked)."],
  [done("memory"), "memory", "The trace was stopped: it needed more than 1 GB of memory."],
  [done("interrupted", "cancelled"), "cancelled", "A newer request took its place."],
  ["timeout", "timeout", "The trace was stopped after 3 s."],
  ["SIGSEGV", "crashed", "The trace ended early: SIGSEGV."],
  [done("crashed", ""), "crashed", "The trace ended early: the sandbox gave no answer."],
] as const)("%o is %s", (end, kind, message) => {
  expect(readOutcome(end, trace, 3)).toEqual({ ok: false, error: { kind, message } });
});

test.each([
  undefined,
  "",
  "[]",
  '{"version": 2}',
  '{"version": 10}',
  '{"result": 1, "version": 1}',
  "{",
  "null",
])("an answer of %s is none", (reply) =>
  expect(readOutcome(done("reply"), reply, 3)).toMatchObject({ ok: false, error: { kind: "crashed" } }),
);

test("an error of the tracer itself is named", () => {
  const reply = '{"sandbox": "KeyError", "message": "\'x\'"}';
  expect(readOutcome(done("reply"), reply, 3)).toMatchObject({
    error: { message: "The trace ended early: KeyError: 'x'." },
  });
});
