/** How often each rule speaks of well-known networks on well-known boards: a rule that always fires says nothing. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { devices } from "../../core/devices/index.ts";
import { type Analysis } from "../../core/metrics/analysis.ts";
import { rules } from "../../core/rules/index.ts";
import { type FiringRates } from "../../scripts/gen/firing-rates.ts";
import { evaluate } from "../../server/project/evaluate.ts";
import { resolveTargets } from "../../server/project/targets.ts";

const boards = ["jetson-nano", "jetson-orin-nano-8gb", "coral-usb", "intel-ncs2", "raspberry-pi-4", "rk3588"];
const file = join(import.meta.dirname, "..", "..", "scripts", "gen", "firing-rates.json");
/** Warnings and errors that the median network may get on all boards together. */
const mostWarnings = 5;

export class Firings {
  private readonly warnings: number[] = [];
  private readonly models = new Map<string, number>();

  add(analysis: Analysis): void {
    const targets = resolveTargets(
      boards.map((name) => ({ name })),
      devices,
    );
    if (!targets.ok) throw new Error(targets.error);
    const { diagnostics } = evaluate(analysis, { problems: [], targets: targets.value });
    this.warnings.push(diagnostics.filter((it) => it.severity !== "info").length);
    for (const rule of new Set(diagnostics.map((it) => it.rule)))
      this.models.set(rule, (this.models.get(rule) ?? 0) + 1);
  }

  rates(): FiringRates {
    const sorted = [...this.warnings].sort((a, b) => a - b);
    return {
      models: sorted.length,
      devices: boards,
      warnings: {
        median: sorted[Math.floor(sorted.length / 2)] ?? 0,
        p90: sorted[Math.floor(sorted.length * 0.9)] ?? 0,
        most: sorted.at(-1) ?? 0,
      },
      modelsByRule: Object.fromEntries(rules.map(({ id }) => [id, this.models.get(id) ?? 0])),
    };
  }
}

export function firingChecks(
  rates: FiringRates,
  { isWriting }: { readonly isWriting: boolean },
): readonly (readonly [name: string, isRight: boolean])[] {
  const text = `${JSON.stringify(rates, undefined, 2)}\n`;
  if (isWriting) writeFileSync(file, text);
  const { median, p90, most } = rates.warnings;
  return [
    [
      `rules: ${median} warnings for the median of ${rates.models} classifiers on ${boards.length} boards, p90 ${p90}, at most ${most}`,
      median <= mostWarnings && rates.models === 80,
    ],
    [
      "scripts/gen/firing-rates.json is what was found (--write makes it anew)",
      readFileSync(file, "utf8") === text,
    ],
  ];
}
