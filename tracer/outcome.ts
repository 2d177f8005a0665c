// What a trace came to, in words for the user. The process's own words are data: they are looked up, or cut short.
import { type Result } from "../core/graph/problem.ts";
import { type Done } from "./messages.ts";

export interface TraceFailure {
  readonly kind: "blocked" | "timeout" | "memory" | "crashed" | "cancelled";
  readonly message: string;
}

/** `end` is what the process said, or how it was ended from outside, or how it ended by itself. */
export function readOutcome(
  end: Done | string,
  reply: string | undefined,
  seconds: number,
): Result<string, TraceFailure> {
  if (typeof end === "string") return failed(isKind(end) ? end : "crashed", end, seconds);
  const detail = String(end.detail).slice(0, 300);
  if (end.outcome === "blocked" || end.outcome === "memory") return failed(end.outcome, detail, seconds);
  if (end.outcome === "interrupted" && detail === "cancelled") return failed("cancelled", detail, seconds);
  // Stopped in time, the tracer still tells what it saw until then.
  const isAnswered = end.outcome === "reply" || end.outcome === "interrupted";
  if (isAnswered && reply !== undefined && isTrace(reply)) return { ok: true, value: reply };
  if (end.outcome === "interrupted") return failed("timeout", detail, seconds);
  return failed("crashed", sandboxError(reply) ?? detail, seconds);
}

function isKind(text: string): text is TraceFailure["kind"] {
  return ["timeout", "memory", "cancelled"].includes(text);
}

/** The driver writes the version first; everything else is checked by the reader of traces. */
function isTrace(reply: string): boolean {
  return /^\{\s*"version"\s*:\s*1\s*[,}]/.test(reply);
}

function sandboxError(reply: string | undefined): string | undefined {
  const [, kind, message] =
    /^\{"sandbox": "(\w+)", "message": "((?:[^"\\]|\\.)*)"\}$/.exec(reply ?? "") ?? [];
  return kind === undefined ? undefined : `${kind}: ${message}`;
}

function failed(kind: TraceFailure["kind"], detail: string, seconds: number): Result<string, TraceFailure> {
  const message = {
    blocked: `The file tried to ${deed(detail)} (blocked).`,
    timeout: `The trace was stopped after ${seconds} s.`,
    memory: "The trace was stopped: it needed more than 1 GB of memory.",
    crashed: `The trace ended early: ${detail === "" ? "the sandbox gave no answer" : detail}.`,
    cancelled: "A newer request took its place.",
  }[kind];
  return { ok: false, error: { kind, message } };
}

/** By the name of the import that was denied. */
function deed(name: string): string {
  if (/^(ffi_|_?dl|emscripten_dl)/.test(name)) return "call native code";
  if (/script|asm_const|debugger/.test(name)) return "run JavaScript";
  if (/^(Js|js|_Js|raw_call|pyproxy|_pyproxy|proxy|new_error|destroy_prox|create_)|hiwire|js$/.test(name)) {
    return "reach JavaScript";
  }
  if (/sock|addr|connect|send|recv/.test(name)) return "use the network";
  return "leave the sandbox";
}
