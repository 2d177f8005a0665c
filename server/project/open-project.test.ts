import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { devices } from "../../core/devices/index.ts";
import { openProject } from "./open-project.ts";

const root = realpathSync(mkdtempSync(join(tmpdir(), "edgewise-project-")));
afterAll(() => rmSync(root, { recursive: true }));

function folderWith(name: string, files: Readonly<Record<string, unknown>>): string {
  const folder = join(root, name);
  mkdirSync(folder);
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), typeof content === "string" ? content : JSON.stringify(content));
  }
  return folder;
}

function opened(start: string, named?: string) {
  const found = openProject(start, named);
  if (!found.ok) throw new Error(JSON.stringify(found.error));
  return found.value;
}

test("the nearest edgewise.json upwards counts, with the devices beside it", () => {
  const folder = folderWith("nearest", {
    "edgewise.json": { models: ["outer.onnx"] },
    "a/edgewise.json": { models: ["inner.onnx"] },
    "a/.edgewise/devices/ours.json": { extends: "jetson-nano", id: "ours", name: "Ours" },
    "a/b/keep.txt": "",
  });
  const inner = opened(join(folder, "a", "b"));
  expect(inner).toMatchObject({ file: join(folder, "a", "edgewise.json"), folder: join(folder, "a") });
  expect(inner.devices[0]?.id).toBe("ours");
  expect(inner.devices).toHaveLength(devices.length + 1);
  expect(opened(folder).content.models).toEqual(["outer.onnx"]);
  expect(opened(folder, join(folder, "a", "edgewise.json")).content.models).toEqual(["inner.onnx"]);
});

test("devices are found without an edgewise.json, and one can take the place of the catalogue's", () => {
  const folder = folderWith("devices-only", {
    ".edgewise/devices/nano.json": { extends: "jetson-nano", id: "jetson-nano", name: "Mine" },
    "sub/keep.txt": "",
  });
  const project = opened(join(folder, "sub"));
  expect(project.folder).toBe(folder);
  expect(project.devices.filter((it) => it.id === "jetson-nano").map((it) => it.name)).toEqual(["Mine"]);
  expect(project.devices).toHaveLength(devices.length);
});

test("without either there is an empty project", () => {
  const folder = folderWith("empty", {});
  expect(opened(folder)).toMatchObject({ folder, content: {}, problems: [] });
});

test("devices that extend each other in a circle have a problem each", () => {
  const folder = folderWith("circle", {
    ".edgewise/devices/a.json": { extends: "b", id: "a", name: "A" },
    ".edgewise/devices/b.json": { extends: "a", id: "b", name: "B" },
    ".edgewise/devices/c.json": { extends: "jetson-nano", id: "c", name: "C" },
  });
  const { problems, devices: known } = opened(folder);
  expect(problems.map((it) => it.message)).toEqual([
    'There is no device "b" to extend.',
    'There is no device "a" to extend.',
  ]);
  expect(known[0]?.id).toBe("c");
});

test("a fault of edgewise.json says its line and column", () => {
  const folder = folderWith("fault", { "edgewise.json": '{\n  "budgets": {\n    "latencyMs": "20"\n  }\n}' });
  const found = openProject(folder);
  expect(found).toEqual({
    ok: false,
    error: [
      {
        severity: "error",
        message: "A number is expected here.",
        location: { file: join(folder, "edgewise.json"), line: 3, column: 5, endLine: 3, endColumn: 16 },
      },
    ],
  });
});
