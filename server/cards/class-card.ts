// The hover card of a class of modules: how many there are, and what each of them costs. It must not compute costs.
import { type Instance } from "../../core/python/instances.ts";
import { type PlaceCost } from "../../core/python/places.ts";
import { type Analysis } from "../../core/metrics/analysis.ts";
import { countText, shareText } from "../../core/graph/quantities.ts";
import { nameCode, nameText, phraseText } from "./card-text.ts";
import { type DeviceSection, noDevices } from "./device-section.ts";
import { costTable } from "./place-card.ts";

const maxInstances = 6;

export interface ClassCardParts {
  readonly name: string;
  /** The model that they are in. */
  readonly model: string;
  readonly analysis: Analysis;
  readonly instances: readonly Instance[];
  /** The section about devices. */
  readonly devices?: DeviceSection;
  readonly remarks: readonly string[];
  readonly links: readonly string[];
}

export function classCard(parts: ClassCardParts): string {
  const { name, model, analysis, instances, devices = noDevices, remarks, links } = parts;
  const count = instances.length === 1 ? "1 instance" : `${instances.length} instances`;
  const each = instances.map((it) => it.cost);
  return [
    [`**${nameText(name)}** · ${count} in ${nameCode(model)}`, ...links].join("  \n"),
    ...devices.table,
    costTable({ cost: sumOf(each), each, analysis }),
    ...devices.findings,
    ...(instances.length > 1 ? [list(instances, analysis)] : []),
    ...remarks.map(phraseText),
  ].join("\n\n");
}

function list(instances: readonly Instance[], { totals }: Analysis): string {
  const top = [...instances].sort((a, b) => b.cost.multiplyAdds - a.cost.multiplyAdds).slice(0, maxInstances);
  const rows = top.map(({ path, cost }) => {
    const whole = totals.multiplyAdds.value;
    const share = whole && cost.multiplyAdds > 0 ? shareText(cost.multiplyAdds, whole) : "";
    return `| ${nameCode(path)} | ${countText(cost.parameters)} | ${countText(cost.multiplyAdds)} | ${share} |`;
  });
  return ["| most multiply-adds | parameters | | |", "| :-- | --: | --: | --: |", ...rows].join("\n");
}

function sumOf(costs: readonly PlaceCost[]): PlaceCost {
  const sum = (of: (it: PlaceCost) => number) => costs.reduce((all, it) => all + of(it), 0);
  return {
    parameters: sum((it) => it.parameters),
    multiplyAdds: sum((it) => it.multiplyAdds),
    memoryAccess: sum((it) => it.memoryAccess),
    memoryAccessBytes: sum((it) => it.memoryAccessBytes),
    memoryUsageBytes: sum((it) => it.memoryUsageBytes),
    uncounted: costs.flatMap((it) => it.uncounted),
  };
}
