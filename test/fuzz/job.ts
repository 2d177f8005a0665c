/** What one call of child.ts runs, and what it says while it does. */
export interface Job {
  readonly group: "truncations" | "flips" | "text" | "operators" | "checkpoints" | "files";
  readonly seed: number;
  /** Cases by number, the last one not included. */
  readonly from: number;
  readonly to: number;
  readonly announceEvery: number;
  /** CPU time of one case, where it is not the plain limit. */
  readonly seconds?: number;
  /** By how much the process may grow, in MiB. */
  readonly megabytes: number;
  /** Its heap, where more comes after what is measured than that. */
  readonly heapMegabytes?: number;
  /** For the group `files`: what is opened, and the pattern of the problem that must come out. */
  readonly files?: readonly { readonly name: string; readonly path: string; readonly says?: string }[];
}

export type Line =
  | { readonly kind: "at"; readonly index: number }
  | { readonly kind: "fault"; readonly index: number; readonly message: string }
  | { readonly kind: "hang"; readonly index: number; readonly seconds: number }
  | { readonly kind: "memory"; readonly index: number; readonly megabytes: number }
  | {
      readonly kind: "done";
      readonly count: number;
      readonly worst: { readonly seconds: number; readonly index: number };
      readonly megabytes: number;
    };

/** CPU time of one case, and memory in MiB beyond the size of its file. */
export const mostSeconds = 2;
export const mostMegabytes = 256;
