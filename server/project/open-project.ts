// Finds and reads what a folder says of its models and devices: edgewise.json and .edgewise/devices. It must not write.
import { readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Device } from "../../core/devices/contract/device.ts";
import { devices as catalogue } from "../../core/devices/index.ts";
import { type Problem, type Result, type Severity } from "../../core/graph/problem.ts";
import { rules } from "../../core/rules/index.ts";
import { type ProjectFile } from "../../protocol/project-file.ts";
import { readDevice } from "../../protocol/read-device.ts";
import { readProject, type ReadProject } from "../../protocol/read-project.ts";
import { type Locate } from "../../protocol/to-inspect-report.ts";
import { LineIndex } from "../line-index.ts";
import { openModelFile } from "../model-file.ts";

export interface Project {
  /** Path of edgewise.json, where there is one. */
  readonly file?: string;
  /** What paths in it start from, and where .edgewise is. */
  readonly folder: string;
  readonly content: ProjectFile;
  /** Where a value of edgewise.json is. */
  readonly locate: (path: readonly (string | number)[]) => FilePlace;
  /** Of the user first: one with the id of a device of the catalogue takes its place. */
  readonly devices: readonly Device[];
  readonly problems: readonly FileProblem[];
}

export type FilePlace = ReturnType<Locate>;

export interface FileProblem {
  readonly severity: Severity;
  readonly message: string;
  readonly location: FilePlace;
}

const mostDevices = 200;
const mostBytes = 4_000_000;

/** The nearest one upwards from a folder, or the file that was named. An error in edgewise.json leaves no project. */
export function openProject(start: string, named?: string): Result<Project, readonly FileProblem[]> {
  const file = named ?? nearest(start, "edgewise.json", "file");
  const home = file === undefined ? nearest(start, join(".edgewise", "devices"), "folder") : undefined;
  const folder = file !== undefined ? dirname(file) : home === undefined ? start : dirname(dirname(home));
  const { devices, problems } = userDevices(join(folder, ".edgewise", "devices"));
  const known = [...devices, ...catalogue.filter((it) => !devices.some((own) => own.id === it.id))];
  if (file === undefined)
    return {
      ok: true,
      value: { folder, content: {}, locate: () => ({}), devices: known, problems },
    };
  const read = readProjectFile(file);
  if (!read.ok) return read;
  const { project, locate } = read.value;
  return {
    ok: true,
    value: {
      file,
      folder,
      content: project,
      locate,
      devices: known,
      problems: [...read.value.problems, ...problems],
    },
  };
}

function nearest(start: string, name: string, kind: "file" | "folder"): string | undefined {
  for (let folder = start; ; folder = dirname(folder)) {
    const path = join(folder, name);
    const stats = statSync(path, { throwIfNoEntry: false });
    if (kind === "file" ? stats?.isFile() : stats?.isDirectory()) return path;
    if (dirname(folder) === folder) return undefined;
  }
}

interface ReadFile extends Pick<ReadProject, "project"> {
  readonly locate: Project["locate"];
  readonly problems: readonly FileProblem[];
}

function readProjectFile(file: string): Result<ReadFile, readonly FileProblem[]> {
  const text = textOf(file);
  if (!text.ok) return { ok: false, error: [{ severity: "error", message: text.error, location: { file } }] };
  const locate = locatorIn(file, text.value);
  const ruleIds = rules.map((it) => it.id);
  const { value, problems: found } = readProject(text.value, ruleIds);
  const problems = found.map((it) => placed(it, locate));
  if (!value) return { ok: false, error: problems };
  const { project, placeOf } = value;
  return { ok: true, value: { project, problems, locate: (path) => locate(placeOf(path) ?? {}) } };
}

function userDevices(folder: string): { devices: readonly Device[]; problems: readonly FileProblem[] } {
  const problems: FileProblem[] = [];
  const devices: Device[] = [];
  let waiting = jsonFiles(folder).map((file) => ({ file, text: textOf(file) }));
  // A file may extend the device of another one: as long as there are new ones, the others are tried again.
  for (let isNew = true; waiting.length > 0;) {
    const before = devices.length;
    waiting = waiting.filter(({ file, text }) => {
      if (!text.ok) {
        problems.push({ severity: "error", message: text.error, location: { file } });
        return false;
      }
      const { value, problems: found } = readDevice(text.value, [...devices, ...catalogue]);
      if (!value && isNew) return true;
      problems.push(...found.map((it) => placed(it, locatorIn(file, text.value))));
      if (value) devices.push(value);
      return false;
    });
    isNew = devices.length > before;
  }
  return { devices, problems };
}

function jsonFiles(folder: string): readonly string[] {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return [];
  try {
    const names = readdirSync(folder).filter((it) => it.toLowerCase().endsWith(".json"));
    return names
      .sort()
      .slice(0, mostDevices)
      .map((it) => join(folder, it));
  } catch {
    return [];
  }
}

function textOf(path: string): Result<string, string> {
  const opened = openModelFile(path);
  if (!opened.ok) return { ok: false, error: opened.error.message };
  const file = opened.value;
  try {
    if (file.size > mostBytes)
      return { ok: false, error: `${path} has ${file.size} bytes; up to ${mostBytes} are read.` };
    return { ok: true, value: Buffer.from(file.read(0, file.size)).toString("utf8") };
  } catch (error) {
    return { ok: false, error: `${path} can't be read: ${(error as Error).message}` };
  } finally {
    file.close();
  }
}

function locatorIn(file: string, text: string): Locate {
  const lines = new LineIndex(text);
  return ({ offset, length }) => {
    if (offset === undefined) return { file };
    const { start, end } = lines.range(offset, length ?? 0);
    return {
      file,
      line: start.line + 1,
      column: start.character + 1,
      endLine: end.line + 1,
      endColumn: end.character + 1,
    };
  };
}

function placed({ severity, message, offset, length }: Problem, locate: Locate): FileProblem {
  const span = { ...(offset !== undefined && { offset }), ...(length !== undefined && { length }) };
  return { severity, message, location: locate(span) };
}
