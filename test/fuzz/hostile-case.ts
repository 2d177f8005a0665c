import { mostMegabytes, mostSeconds } from "./job.ts";

/** A file made to break a reader, and what must be said about it. */
export interface HostileCase {
  readonly name: string;
  /** The file; a text is written as an .onnx.txt. */
  readonly make: () => Uint8Array | string;
  /** A problem that must come out, with an offset, a node or a quoted name in it. Without one, only the limits count. */
  readonly says?: RegExp;
  /** Too large for the unit tests. */
  readonly isLarge?: boolean;
  /**
   * How many nodes, or values with names, the product keeps of a file that is nothing but those. Each takes its time and
   * memory: a report of 100,000 nodes is promised in three seconds.
   */
  readonly parts?: number;
}

/** A file, and things in the folder beside it. */
export interface HostileFolder {
  readonly name: string;
  /** Makes both, and gives the path that is opened; undefined when this system has no such thing. */
  readonly prepare: (folder: string) => string | undefined;
  readonly says?: RegExp;
}

/** CPU time for a file of so many parts, which is also printed here, read again and checked against the schema. */
export function secondsFor({ parts = 0 }: Pick<HostileCase, "parts">): number {
  return mostSeconds + parts * 60e-6;
}

/** Memory beyond the size of the file, in MB. */
export function megabytesFor({ parts = 0 }: Pick<HostileCase, "parts">): number {
  return mostMegabytes + parts * 5e-3;
}
