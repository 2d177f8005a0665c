/**
 * The efficient architectures of the survey's Table 12: what the tracer counts for them beside the survey's figures, and
 * why they differ. Models of installed packages are traced each time; the authors' own code is not kept here, so what was
 * found in it on a day is in table12.json, with its repository and commit.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Tracer } from "../../server/python/tracing.ts";
import { tracedTotals } from "./traced-totals.ts";

interface Figures {
  readonly parameters: number;
  readonly multiplyAdds?: number;
}

interface Row {
  readonly network: string;
  readonly variant: string;
  readonly survey: Figures;
  readonly input: readonly number[];
  readonly source:
    | { readonly package: string; readonly call: string }
    | { readonly repository: string; readonly commit: string; readonly file: string; readonly call: string };
  /** Only of code that is not installed. */
  readonly measured?: Required<Figures> & { readonly date: string };
  /** By the authors, in their words. */
  readonly published?: string;
  readonly explanation: string;
}

export interface Table12Result extends Row {
  /** As it is written in the table: the package with its version, or the repository with its commit. */
  readonly from: string;
  readonly ours: Partial<Figures>;
  readonly complaint?: string;
}

export interface Table12Place {
  readonly folder: string;
  readonly sitePackages: string;
  /** Of the installed packages. */
  readonly versions: Readonly<Record<string, string>>;
}

export async function traceTable12(tracer: Tracer, at: Table12Place): Promise<readonly Table12Result[]> {
  const rows = JSON.parse(readFileSync(join(import.meta.dirname, "table12.json"), "utf8")) as readonly Row[];
  mkdirSync(at.folder, { recursive: true });
  const file = join(at.folder, "models_of_table12.py");
  writeFileSync(file, "import timm\nfrom torchvision import models\n");
  const results: Table12Result[] = [];
  for (const row of rows) {
    const { source } = row;
    if ("repository" in source) {
      const from = `${source.repository} at ${source.commit}, ${source.file}`;
      results.push({ ...row, from, ours: row.measured ?? {} });
      continue;
    }
    const { complaint, ...ours } = await tracedTotals(tracer, {
      file,
      call: source.call,
      shape: row.input,
      ...at,
    });
    const from = `${source.package} ${at.versions[source.package] ?? ""}, ${source.call}`;
    results.push({ ...row, from, ours, ...(complaint !== undefined && { complaint }) });
  }
  return results;
}

export function table12Section(results: readonly Table12Result[]): readonly string[] {
  const days = [...new Set(results.flatMap((it) => it.measured?.date ?? []))].sort();
  return [
    "## The efficient architectures of the survey's Table 12",
    "",
    "The survey's figures beside the tracer's for the code of the networks' authors, or of a package. Packages are traced each",
    `time; the authors' code was on ${days.join(" and ")}. The survey rounds to two or three digits.`,
    "",
    "| network | variant | source | input | parameters | survey | difference | multiply-adds | survey | difference |",
    "| :-- | :-- | :-- | --: | --: | --: | --: | --: | --: | --: |",
    ...results.map(rowText),
    "",
    "| network | published by the authors | why ours and the survey's differ |",
    "| :-- | :-- | :-- |",
    ...results.map((it) => `| ${it.network} | ${it.published ?? ""} | ${it.explanation} |`),
    "",
  ];
}

/** What is not as it should be: a network whose difference is more than rounding has a reason in table12.json. */
export function table12Check(result: Table12Result): readonly [name: string, isRight: boolean] {
  const { network, variant, ours, complaint, explanation } = result;
  const name = `Table 12, ${network} (${variant}): ${ours.parameters ?? "no"} parameters, ${ours.multiplyAdds ?? "no"} multiply-adds`;
  const isCounted = ours.parameters !== undefined && ours.multiplyAdds !== undefined;
  return [
    complaint === undefined ? name : `${name}; ${complaint}`,
    isCounted && complaint === undefined && explanation !== "",
  ];
}

function rowText({ network, variant, from, input, ours, survey }: Table12Result): string {
  const cells = [
    network,
    variant,
    from,
    input.slice(2).join("×"),
    number(ours.parameters),
    number(survey.parameters),
    difference(ours.parameters, survey.parameters),
    number(ours.multiplyAdds),
    number(survey.multiplyAdds),
    difference(ours.multiplyAdds, survey.multiplyAdds),
  ];
  return `| ${cells.join(" | ")} |`;
}

function difference(ours: number | undefined, theirs: number | undefined): string {
  return ours === undefined || theirs === undefined ? "" : `${((ours / theirs - 1) * 100).toFixed(1)}%`;
}

function number(value: number | undefined): string {
  return value === undefined ? "" : value.toLocaleString("en-US");
}
