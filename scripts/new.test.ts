import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { exportName, kinds } from "./gen/registry.ts";
import { scaffold } from "./new/scaffold.ts";

const project = join(import.meta.dirname, "..");
const name = "sample-entry";
const files = kinds.flatMap(({ folder }) => [`${folder}/${name}.ts`, `${folder}/${name}.test.ts`]);
let root = "";

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), "edgewise-new-"));
  cpSync(join(project, "tsconfig.json"), join(root, "tsconfig.json"));
  for (const folder of ["core", "board"])
    cpSync(join(project, folder), join(root, folder), { recursive: true });
  symlinkSync(join(project, "node_modules"), join(root, "node_modules"), "junction");
  writeFileSync(join(root, "package.json"), '{ "type": "module" }');
  for (const kind of kinds) {
    expect(await scaffold(root, kind, name)).toEqual({
      ok: true,
      value: [`${kind.folder}/${name}.ts`, `${kind.folder}/${name}.test.ts`],
    });
  }
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

describe("a new entry of each kind", () => {
  test("compiles, and so does its test", () => {
    const { config } = ts.readConfigFile(join(project, "tsconfig.json"), (path) =>
      readFileSync(path, "utf8"),
    );
    const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root);
    const program = ts.createProgram({
      rootNames: files.map((it) => join(root, it)),
      options: { ...options, types: ["node"] },
    });
    const problems = program
      .getSourceFiles()
      .flatMap((it) => (it.fileName.includes(name) ? found(program, it) : []));
    expect(problems).toEqual([]);
    // Nothing would be found either if the files had not been read.
    expect(program.getSourceFiles().filter((it) => it.fileName.includes(name))).toHaveLength(files.length);
  }, 60_000);

  test("has a test that fails until it is filled in, and says what to write", () => {
    const vitest = join(project, "node_modules/vitest/vitest.mjs");
    const env = Object.fromEntries(Object.entries(process.env).filter(([it]) => !it.startsWith("VITEST")));
    const { status, stdout } = spawnSync(
      process.execPath,
      [vitest, "run", "--root", root, "--reporter", "json", name],
      { encoding: "utf8", env },
    );
    expect(status).toBe(1);
    const { testResults } = JSON.parse(stdout) as { testResults: readonly FileResult[] };
    expect(testResults).toHaveLength(kinds.length);
    for (const { name: file, assertionResults } of testResults) {
      const messages = assertionResults.flatMap((it) => it.failureMessages ?? []).join("\n");
      expect(messages, file).toMatch(/write \w+/);
    }
  }, 60_000);
});

test("nothing is overwritten", async () => {
  const [kind] = kinds;
  if (!kind) throw new Error("There are no kinds.");
  writeFileSync(join(root, `${kind.folder}/taken.test.ts`), "mine");
  expect(await scaffold(root, kind, "taken")).toMatchObject({ ok: false, isUsage: false });
  expect(readFileSync(join(root, `${kind.folder}/taken.test.ts`), "utf8")).toBe("mine");
});

test.each(["LayerNorm", "layer_norm", "-layer", "layer-", "../layer", "4bit", "", "if", "switch"])(
  "the name %j is refused",
  async (it) => {
    for (const kind of kinds)
      expect(await scaffold(root, kind, it)).toMatchObject({ ok: false, isUsage: true });
  },
);

test("the const of a file is its name in camel case", () => {
  expect(exportName("unfused-batch-norm")).toBe("unfusedBatchNorm");
});

interface FileResult {
  readonly name: string;
  readonly assertionResults: readonly { readonly failureMessages?: readonly string[] }[];
}

function found(program: ts.Program, file: ts.SourceFile): readonly string[] {
  return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map((it) =>
    ts.flattenDiagnosticMessageText(it.messageText, "\n"),
  );
}
