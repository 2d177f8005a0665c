import { type Precedent } from "../../core/precedents/precedent.ts";
import { references } from "../../core/precedents/references.ts";

const titles = {
  6: "Network pruning",
  7: "Network quantization",
  8: "Knowledge distillation",
  9: "Several methods together",
} as const;

const head = [
  "Reference",
  "Task",
  "Method",
  "Network",
  "Size",
  "Devices",
  "Data sets",
  "Accuracy",
  "Speed",
  "Notes",
];

/** The page of published deployments: the survey's Tables 6-9 and what they cite. */
export function precedentsPage(precedents: readonly Precedent[]): string {
  const sections = ([6, 7, 8, 9] as const).map((table) => {
    const rows = precedents.filter((it) => it.table === table);
    return [
      `## ${titles[table]}`,
      "",
      `The survey's Table ${table}, ${rows.length} rows.`,
      "",
      ...tableOf(rows),
      "",
    ];
  });
  const deployments = precedents.reduce((sum, it) => sum + it.devices.length, 0);
  return [
    "# Published deployments",
    "",
    `${precedents.length} works that put a compressed network on an edge device, ${deployments} deployments counted by device.`,
    "They are the survey's Tables 6-9, in its words: `before/after` compression, `*` where a work does not state it. For",
    "distillation the accuracies are those of the teacher and of the student. A device of the catalogue is a link. Footnotes a",
    "and b of Table 8 have no mark in the text that this was made from; they are not here.",
    "",
    ...sections.flat(),
    "## References",
    "",
    "The numbers are the survey's.",
    "",
    ...Object.entries(references).map(
      ([number, text]) => `- <a id="ref-${number}"></a>[${number}] ${plain(text)}`,
    ),
    "",
  ].join("\n");
}

function tableOf(rows: readonly Precedent[]): readonly string[] {
  return [line(head), line(head.map(() => ":--")), ...rows.map((it) => line(cellsOf(it).map(plain)))];
}

function cellsOf(it: Precedent): readonly string[] {
  return [
    it.references.map((number) => `[${number}](#ref-${number})`).join(", "),
    it.task,
    it.method ?? it.methods.join(", "),
    it.teacher === undefined ? it.network : `${it.teacher} → ${it.network}`,
    it.size ?? "",
    it.devices
      .map(({ name, ids }) => (ids.length === 1 && ids[0] ? `[${name}](devices.md#${ids[0]})` : name))
      .join(", "),
    it.datasets.join(", "),
    it.accuracy ?? "",
    it.speed ?? "",
    (it.notes ?? []).join(" "),
  ];
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

function plain(text: string): string {
  return text.replace(/[|*]/g, "\\$&");
}
