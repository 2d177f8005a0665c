import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import ts from "typescript";
import { exportName, type Kind } from "../gen/registry.ts";
import { type Names, templates } from "./templates.ts";

export type Scaffolded =
  | { readonly ok: true; readonly value: readonly [source: string, test: string] }
  /** `isUsage`: the name itself can't be used. */
  | { readonly ok: false; readonly error: string; readonly isUsage: boolean };

/** Writes the file of a new entry and its test below `root`, and gives their paths from there. Never overwrites. */
export async function scaffold(root: string, kind: Kind, file: string): Promise<Scaffolded> {
  const wrong = wrongName(file);
  if (wrong) return { ok: false, error: wrong, isUsage: true };
  const template = templates[kind.name];
  if (!template) return { ok: false, error: `No template for the kind "${kind.name}".`, isUsage: false };

  const texts = template(namesOf(file));
  const source = `${kind.folder}/${file}.ts`;
  const test = `${kind.folder}/${file}.test.ts`;
  const taken = [source, test].find((it) => existsSync(join(root, it)));
  if (taken) return { ok: false, error: `${taken} is there already; nothing was written.`, isUsage: false };
  // Where lines break depends on the length of the name.
  writeFileSync(join(root, source), await formatted(source, texts.source));
  writeFileSync(join(root, test), await formatted(test, texts.test));
  return { ok: true, value: [source, test] };
}

async function formatted(path: string, text: string): Promise<string> {
  return format(text, { ...(await resolveConfig(import.meta.filename)), filepath: path });
}

function wrongName(file: string): string | undefined {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(file)) {
    return `"${file}" is not kebab-case: small letters and digits, parts joined by "-".`;
  }
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, true);
  scanner.setText(exportName(file));
  scanner.scan();
  return scanner.isReservedWord()
    ? `"${file}" is a word of TypeScript, so no const can have that name.`
    : undefined;
}

function namesOf(file: string): Names {
  const camel = exportName(file);
  const words = file.replaceAll("-", " ");
  return {
    file,
    camel,
    pascal: `${camel.charAt(0).toUpperCase()}${camel.slice(1)}`,
    words: `${words.charAt(0).toUpperCase()}${words.slice(1)}`,
  };
}
