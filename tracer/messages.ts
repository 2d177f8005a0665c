// What the tracer's process and its supervisor tell each other. Each is the text of a frame; its kind is one letter.
import { type TraceRequest } from "../protocol/trace-request.ts";

export const frameKinds = { hello: "h", job: "j", cancel: "c", started: "s", reply: "r", done: "d" } as const;

/** To the process: what to run, and the unsaved texts of the editor by path. */
export interface Job {
  readonly request: TraceRequest;
  readonly overlays: readonly (readonly [path: string, text: string])[];
}

/** From the process, once: it is ready, and what protects the host. */
export interface Hello {
  readonly layers: Layers;
  readonly isFromSnapshot: boolean;
  readonly bootMs: number;
}

/** Which protections are in force. The gate always is: without it nothing runs. */
export interface Layers {
  readonly gate: true;
  /** Node's permission model: no writing of files, no child processes, no native code. */
  readonly permissions: boolean;
  /** V8 turns no text into code. */
  readonly noCodeFromText: boolean;
  /** Modules of Node that reach the host were emptied. */
  readonly lockdown: boolean;
}

/** From the process, after each job; the text of the trace went before it in a frame of its own. */
export interface Done {
  readonly outcome: "reply" | "interrupted" | "blocked" | "memory" | "crashed";
  /** The import that was denied, or what the interpreter's end was. */
  readonly detail: string;
  readonly heapBytes: number;
  readonly ms: number;
  /** What Python printed; nobody reads it. */
  readonly printedBytes: number;
}
