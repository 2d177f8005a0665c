import * as assert from "node:assert/strict";
import * as vscode from "vscode";

/** VS Code does not wait for an extension that is still starting. */
export async function activate(): Promise<void> {
  const extension = vscode.extensions.getExtension("edgewise.edgewise");
  assert.ok(extension, "the extension is not installed");
  await extension.activate();
}

export function sample(name: string): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder, "no folder is open");
  return vscode.Uri.joinPath(folder.uri, name);
}

/** Asks again until the answer is there: servers answer when they are ready, not when they are asked. */
export async function eventually<T>(
  ask: () => T | undefined | Promise<T | undefined>,
  what: string,
): Promise<T> {
  const until = Date.now() + 15_000;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    assert.ok(Date.now() < until, `not in time: ${what}`);
    await new Promise((resume) => setTimeout(resume, 100));
  }
}

/** Opens a model as the user does, and gives the text editor that comes up. */
export async function openModel(name: string): Promise<vscode.TextEditor> {
  await activate();
  await vscode.commands.executeCommand("vscode.open", sample(name));
  return eventually(() => {
    const editor = vscode.window.activeTextEditor;
    return editor?.document.uri.path.endsWith(name) && editor.document.lineCount > 3 ? editor : undefined;
  }, `${name} as text`);
}

/** Position of the first occurrence of a text. */
export function positionOf(document: vscode.TextDocument, text: string): vscode.Position {
  const offset = document.getText().indexOf(text);
  assert.ok(offset >= 0, `"${text}" is not in the document`);
  return document.positionAt(offset);
}

export async function hoverText(document: vscode.TextDocument, position: vscode.Position): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    "vscode.executeHoverProvider",
    document.uri,
    position,
  );
  return hovers
    .flatMap((it) => it.contents)
    .map((it) => (typeof it === "string" ? it : it.value))
    .join("\n");
}
