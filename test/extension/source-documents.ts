import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import { descendants } from "../tracer-escape/canaries.ts";
import { activate, eventually, sample } from "./workbench.ts";

/** A copy of a sample in a folder of its own: the workbench saves by itself what a test edits. */
export async function openSource(name: string, text?: string): Promise<vscode.TextEditor> {
  await activate();
  const copy = join(mkdtempSync(join(tmpdir(), "edgewise-source-")), name);
  if (text === undefined) copyFileSync(sample(name).fsPath, copy);
  else writeFileSync(copy, text);
  const document = await vscode.workspace.openTextDocument(vscode.Uri.file(copy));
  return vscode.window.showTextDocument(document);
}

/** Closes the editor in front and removes the folder that `openSource` made for it. */
export async function closeSource(): Promise<void> {
  const path = vscode.window.activeTextEditor?.document.uri.fsPath ?? "";
  await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  const [folder] = /^.*edgewise-source-[^\\/]+/.exec(path) ?? [];
  if (folder) rmSync(folder, { recursive: true, force: true });
}

export async function lensTitles({ uri }: vscode.TextDocument): Promise<readonly string[]> {
  const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
    "vscode.executeCodeLensProvider",
    uri,
  );
  return lenses.map((it) => it.command?.title ?? "");
}

export async function hintLabels({ uri, lineCount }: vscode.TextDocument): Promise<readonly string[]> {
  const hints = await vscode.commands.executeCommand<vscode.InlayHint[]>(
    "vscode.executeInlayHintProvider",
    uri,
    new vscode.Range(0, 0, lineCount, 0),
  );
  return hints.map((it) =>
    typeof it.label === "string" ? it.label : it.label.map((part) => part.value).join(""),
  );
}

/** The lens with the totals, once the source has been traced. */
export function totals(document: vscode.TextDocument): Promise<string> {
  return eventually(
    async () => (await lensTitles(document)).find((it) => /multiply-adds/.test(it)),
    "totals in a lens",
  );
}

export function problemOf({ uri }: vscode.TextDocument, pattern: RegExp): Promise<vscode.Diagnostic> {
  return eventually(
    () => vscode.languages.getDiagnostics(uri).find((it) => pattern.test(it.message)),
    `a problem that says ${pattern.source}`,
  );
}

/** Processes of the sandbox that this extension host started, and those that they started; Linux only. */
export function sandboxProcesses(): readonly string[] {
  return descendants()
    .map((it) => it.command)
    .filter((it) => /tracer.host\.mjs/.test(it));
}
