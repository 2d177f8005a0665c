// The file through which the tests inside VS Code tell the outside how many there were.
import { readFileSync } from "node:fs";

export interface TestResult {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Reads the counts at `path`; undefined when there is no such file or it holds something else. */
export function readTestResult(path: string): TestResult | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(path, "utf8"));
    return isTestResult(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isTestResult(value: unknown): value is TestResult {
  if (typeof value !== "object" || value === null) return false;
  const { passed, failed, skipped } = value as Record<string, unknown>;
  return [passed, failed, skipped].every((it) => Number.isInteger(it));
}
