// Published deployments as tables: all of them, and those like a model at hand; it must not decide which are alike.
import { allPrecedents } from "../../core/precedents/all-precedents.ts";
import { type Precedent } from "../../core/precedents/precedent.ts";
import { precedentsFor } from "../../core/precedents/precedents-for.ts";
import { references } from "../../core/precedents/references.ts";
import { squeezed } from "../../core/precedents/squeezed.ts";
import {
  type PageCell,
  type PageColumn,
  type PageReport,
  type PageRow,
  type PageSection,
} from "../../protocol/page-report.ts";
import { capitalized, sentence } from "./device-texts.ts";

const columns: readonly PageColumn[] = [
  { key: "task", label: "Task", isName: true },
  { key: "network", label: "Network" },
  { key: "method", label: "Method" },
  { key: "device", label: "Device" },
  { key: "size", label: "Size", about: "Before / after; * is not stated" },
  {
    key: "accuracy",
    label: "Accuracy",
    about: "Before / after; of distillation the teacher's and the student's",
  },
  { key: "speed", label: "Speed", about: "Before / after; * is not stated" },
  { key: "reference", label: "Reference", isWide: true },
];

const mostAlike = 8;

export function precedentsPage(): PageReport {
  return {
    kind: "publishedDeployments",
    title: "Published Deployments",
    lead: [
      `${allPrecedents.length} rows of the survey's Tables 6-9, in its words: sizes, accuracies and speeds stand as before / after, and * is not stated.`,
    ],
    warnings: [],
    sections: [
      {
        id: "deployments",
        columns,
        rows: allPrecedents.map(row),
        noun: "deployments",
        empty: "No deployment has these words.",
        filterHint: "Filter: yolo, pruning, Jetson TX2, segmentation…",
      },
    ],
  };
}

/** What others did with such a network. */
export function alikeSection(network: string): PageSection {
  const alike = precedentsFor({ network }).slice(0, mostAlike);
  return {
    id: "others",
    title: "Others did",
    columns,
    rows: alike.map(row),
    noun: "deployments",
    empty:
      "No published deployment of a network of this family is known. All of them: Published Deployments.",
  };
}

function row(precedent: Precedent): PageRow {
  const {
    table,
    references: numbers,
    task,
    methods,
    method,
    network,
    networks,
    teacher,
    devices,
  } = precedent;
  const { size, accuracy, speed, datasets, notes = [] } = precedent;
  const data = datasets.length > 0 ? [`Data: ${datasets.join(", ")}.`] : [];
  const cited = numbers.map((it) => `[${it}] ${references[it] ?? ""}`);
  const remarks = notes.map(sentence);
  return {
    id: `${table}-${numbers.join("-")}-${squeezed(network)}`,
    cells: {
      task: textCell(capitalized(task), [...data, `Table ${table} of the survey.`]),
      network: textCell(
        (networks ?? [network]).join(", "),
        teacher === undefined ? [] : [`Teacher: ${teacher}.`],
      ),
      method: textCell(methods.join(" + "), method === undefined ? [] : [sentence(method)]),
      device: textCell(devices.map((it) => it.name).join(", ")),
      size: textCell(size ?? "", remarks),
      accuracy: textCell(accuracy ?? "", [...data, ...remarks]),
      speed: textCell(speed ?? "", remarks),
      reference: textCell(cited.join(" ")),
    },
    words: [method, teacher, ...datasets, ...devices.flatMap((it) => it.ids)].filter(Boolean).join(" "),
  };
}

function textCell(text: string, about: readonly string[] = []): PageCell {
  return {
    text,
    ...(text !== "" && { sort: text.toLowerCase() }),
    ...(about.length > 0 && { about }),
  };
}
