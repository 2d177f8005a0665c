import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { type Operator } from "../core/operators/contract/operator.ts";
import { settings } from "../protocol/settings.ts";
import { entries, exportName, type Kind, kinds } from "./gen/registry.ts";

// What the compiler and the linter don't see: how the repository as a whole must look. Each test gives the list of
// offenders, so that a failure names them all.

const root = join(import.meta.dirname, "..");
const files = repositoryFiles();
const texts = files.filter((it) => it !== "package-lock.json").flatMap(withText);
const [operatorKind, ...otherKinds] = kinds;

describe.each(kinds.map((it) => [it.name, it] as const))("%s", (_, kind) => {
  test("every file exports the const it is named after", async () => {
    const loaded = await load(kind);
    expect(loaded.filter(({ value }) => value === undefined).map(({ file }) => file)).toEqual([]);
  });

  test("every file has its test beside it, or all of them one", () => {
    if (existsSync(join(root, kind.folder, `${kind.list}.test.ts`))) return;
    const bare = entries(root, kind).filter((it) => !existsSync(join(root, kind.folder, `${it}.test.ts`)));
    expect(bare).toEqual([]);
  });
});

describe("operators", () => {
  test("are unique by domain and type", async () => {
    const names = (await operators()).map(({ operator }) => `${operator.domain ?? ""}:${operator.type}`);
    expect(names.filter((it, i) => names.indexOf(it) !== i)).toEqual([]);
  });

  test("have a doc of one line, at most 100 characters, that ends with a full stop", async () => {
    const wrong = (await operators()).filter(({ operator }) => !/^[^\n]{2,99}\.$/.test(operator.doc));
    expect(wrong.map(({ file, operator }) => `${file}: ${operator.type}: "${operator.doc}"`)).toEqual([]);
  });
});

test.each(otherKinds.map((it) => [it.name, it] as const))(
  "the id of a %s is its file's name",
  async (_, kind) => {
    const loaded = await load(kind);
    expect(loaded.filter(({ file, value }) => (value as { id?: string } | undefined)?.id !== file)).toEqual(
      [],
    );
  },
);

describe("source files", () => {
  const sources = texts.filter(({ file }) => /\.(ts|mjs|js|cjs)$/.test(file));

  test("have kebab-case names", () => {
    const kebab = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$/;
    expect(sources.filter(({ file }) => !kebab.test(basename(file))).map(({ file }) => file)).toEqual([]);
  });

  test("of core import nothing but core", () => {
    const found = sources
      .filter(({ file }) => file.startsWith("core/") && !file.endsWith(".test.ts"))
      .flatMap(({ file, text }) => imports(text).map((it) => ({ file, from: it })))
      .filter(({ file, from }) => !isInCore(file, from) && !isTestHelper(file, from));
    expect(found).toEqual([]);
  });

  test("leave out no test", () => {
    const tests = sources.filter(({ file }) => file.endsWith(".test.ts") || file.startsWith("test/"));
    const leaveOut = /\b(?:describe|suite|test|it)(?:\.\w+)*\.(?:only|skip|todo|fails)\b/;
    expect(matches(tests, leaveOut)).toEqual([]);
  });
});

describe("all files", () => {
  test("spell out multiply-adds and memory access: the short form means both", () => {
    // In two parts, or this file would be its own offender.
    expect(matches(texts, new RegExp(`\\b${"MA"}${"C"}\\b`))).toEqual([]);
  });

  test("name no path of one machine", () => {
    const ownPath =
      /(?:^|[^\w.~:/-])\/(?:home|root|work|tmp|private|Users|var\/folders)\/[\w.-]+|\b[A-Z]:\\Users\\/;
    // The /tmp there is the sandbox's own, inside WebAssembly.
    const inSandbox = /^(?:tracer\/sandbox\.test\.ts|test\/tracer-escape\/)/;
    expect(
      matches(
        texts.filter((it) => !inSandbox.test(it.file)),
        ownPath,
      ),
    ).toEqual([]);
  });
});

describe("documents", () => {
  const pages = texts.filter(({ file }) => file.endsWith(".md"));

  test("are there", () => {
    const needed = ["README.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "docs/ARCHITECTURE.md"];
    expect(needed.filter((it) => !files.includes(it))).toEqual([]);
  });

  test("link to files and headings that exist", () => {
    const broken = pages.flatMap((page) =>
      links(page.text)
        .filter((it) => !leadsSomewhere(page.file, it))
        .map((it) => `${page.file}: ${it}`),
    );
    expect(broken).toEqual([]);
  });

  test("explain every problem code", () => {
    const [, union = ""] = /type ProblemCode =([^;]*);/.exec(textOf("core/graph/problem.ts")) ?? [];
    const codes = [...union.matchAll(/"([\w-]+)"/g)].map(([, code]) => code);
    expect(codes.length).toBeGreaterThan(0);
    expect(codes.filter((it) => !textOf("docs/problems.md").includes(`\n## ${it}\n`))).toEqual([]);
  });
});

test("package.json has every setting, as the table says", () => {
  const { contributes } = JSON.parse(textOf("package.json")) as Manifest;
  const { properties } = contributes.configuration;
  const wanted = Object.entries(settings).map(([name, it]) => [
    `edgewise.${name}`,
    it.fallback,
    it.description,
  ]);
  const given = Object.entries(properties).map(([name, it]) => [name, it.default, it.markdownDescription]);
  expect(given).toEqual(wanted);
});

interface Manifest {
  readonly contributes: {
    readonly configuration: {
      readonly properties: Readonly<Record<string, { default: unknown; markdownDescription: string }>>;
    };
  };
}

interface FileText {
  readonly file: string;
  readonly text: string;
}

/** Files that git knows or would add, with forward slashes. */
function repositoryFiles(): readonly string[] {
  const args = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
  const listed = execFileSync("git", args, { cwd: root, encoding: "utf8" }).split("\0");
  return listed.filter((it) => statSync(join(root, it), { throwIfNoEntry: false })?.isFile());
}

function withText(file: string): readonly FileText[] {
  const bytes = readFileSync(join(root, file));
  return bytes.includes(0) ? [] : [{ file, text: bytes.toString("utf8") }];
}

function textOf(file: string): string {
  return readFileSync(join(root, file), "utf8");
}

/** `file:line: text` of each line that matches. */
function matches(among: readonly FileText[], pattern: RegExp): readonly string[] {
  return among.flatMap(({ file, text }) =>
    text
      .split("\n")
      .flatMap((it, i) => (pattern.test(it) ? [`${file}:${i + 1}: ${it.trim().slice(0, 120)}`] : [])),
  );
}

async function load(kind: Kind): Promise<readonly { file: string; value: unknown }[]> {
  return Promise.all(
    entries(root, kind).map(async (file) => {
      const module = (await import(join(root, kind.folder, `${file}.ts`))) as Record<string, unknown>;
      return { file, value: module[exportName(file)] };
    }),
  );
}

/** A file holds one operator or a family. */
async function operators(): Promise<readonly { file: string; operator: Operator }[]> {
  if (!operatorKind) throw new Error("There is no kind operator.");
  const loaded = await load(operatorKind);
  return loaded.flatMap(({ file, value }) =>
    [value as Operator | readonly Operator[]].flat().map((operator) => ({ file, operator })),
  );
}

function imports(text: string): readonly string[] {
  return ts.preProcessFile(text, true, true).importedFiles.map((it) => it.fileName);
}

function isInCore(file: string, from: string): boolean {
  return from.startsWith(".") && join(dirname(file), from).replaceAll("\\", "/").startsWith("core/");
}

function isTestHelper(file: string, from: string): boolean {
  return /^test-|\.test-helper\.ts$/.test(basename(file)) && from === "vitest";
}

/** Targets of Markdown links and pictures that are not addresses. */
function links(markdown: string): readonly string[] {
  const prose = markdown.replace(/```[\s\S]*?```/g, "").replace(/`[^`\n]*`/g, "");
  const found = [...prose.matchAll(/\]\(([^)\s]+)(?:\s+"[^"]*")?\)|<img[^>]*\ssrc="([^"]+)"/g)];
  return found.map(([, link, picture]) => link ?? picture ?? "").filter((it) => !/^[a-z][\w+.-]*:/.test(it));
}

function leadsSomewhere(page: string, link: string): boolean {
  const [path = "", heading] = link.split("#");
  const target = path === "" ? join(root, page) : join(root, dirname(page), decodeURIComponent(path));
  if (!existsSync(target)) return false;
  if (!heading || !target.endsWith(".md")) return true;
  const text = readFileSync(target, "utf8");
  const headings = [...text.matchAll(/^#+ (.+)$/gm)].map(([, it]) => anchor(it ?? ""));
  return headings.includes(heading) || text.includes(`<a id="${heading}"></a>`);
}

function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .trim()
    .replaceAll(" ", "-");
}
