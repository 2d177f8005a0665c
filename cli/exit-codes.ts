import { plainText } from "../protocol/plain-text.ts";

/** Scripts depend on these. 64 is EX_USAGE of sysexits.h. */
export const exitCodes = { ok: 0, found: 1, unreadable: 2, failed: 3, usage: 64 } as const;

/** Says why on standard error; the process ends with `code` once all is printed. */
export function fail(code: number, message: string): void {
  console.error(`edgewise: ${plainText(message)}`);
  process.exitCode = code;
}
