import * as assert from "node:assert/strict";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import { activate, eventually, hoverText, positionOf, sample } from "./workbench.ts";

let folder = "";

/** A copy: the workbench saves by itself what a test edits. */
async function openSource(name: string): Promise<vscode.TextEditor> {
  await activate();
  folder = mkdtempSync(join(tmpdir(), "edgewise-source-"));
  const copy = join(folder, name);
  copyFileSync(sample(name).fsPath, copy);
  const document = await vscode.workspace.openTextDocument(vscode.Uri.file(copy));
  return vscode.window.showTextDocument(document);
}

async function lensTitles({ uri }: vscode.TextDocument): Promise<readonly string[]> {
  const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
    "vscode.executeCodeLensProvider",
    uri,
  );
  return lenses.map((it) => it.command?.title ?? "");
}

async function hintLabels({ uri, lineCount }: vscode.TextDocument): Promise<readonly string[]> {
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
function totals(document: vscode.TextDocument): Promise<string> {
  return eventually(
    async () => (await lensTitles(document)).find((it) => /multiply-adds/.test(it)),
    "totals in a lens",
  );
}

suite("PyTorch source", () => {
  teardown(async () => {
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
    rmSync(folder, { recursive: true });
  });

  test("shows the totals of its models, and the cost of each layer and call", async () => {
    const { document } = await openSource("fashion_resnet.py");
    // 307 k parameters by torch: sum(p.numel() for p in FashionResNet().parameters()).
    assert.match(await totals(document), /parameters · .*multiply-adds · peak/);
    const definition = await hoverText(document, positionOf(document, "nn.Conv2d(1, 32").translate(0, 4));
    assert.match(definition, /\*\*Conv\*\*/);
    assert.match(definition, /\| parameters \| 288 \|/);
    assert.match(definition, /1×1×28×28/);
    const call = await hoverText(document, positionOf(document, "self.layer2(x)").translate(0, 6));
    assert.match(call, /1×64×7×7/);
    const labels = await hintLabels(document);
    assert.ok(
      labels.some((it) => /⟶ 1×64×7×7/.test(it)),
      labels.join(", "),
    );
  });

  test("puts a shape error on its line, in torch's words, and keeps the last good numbers", async () => {
    const editor = await openSource("fashion_resnet.py");
    const { document } = editor;
    await totals(document);
    const at = positionOf(document, "nn.Linear(128").translate(0, 10);
    await editor.edit((it) => it.replace(new vscode.Range(at, at.translate(0, 3)), "100"));
    const problem = await eventually(
      () => vscode.languages.getDiagnostics(document.uri).find((it) => /mat1 and mat2/.test(it.message)),
      "the error",
    );
    assert.match(problem.message, /\(1x128 and 100x10\)/);
    assert.equal(document.getText(problem.range), "self.fc(x)");
    assert.match(await totals(document), /before this edit/);
  });

  test("keeps a class's numbers while a line is half-written", async () => {
    const editor = await openSource("fashion_mobile.py");
    const { document } = editor;
    const before = await totals(document);
    const line = positionOf(document, "self.pool = ").line;
    await editor.edit((it) => it.insert(new vscode.Position(line, 0), "        self.more = nn.Linear(3,\n"));
    const after = await eventually(
      async () => (await lensTitles(document)).find((it) => /before this edit/.test(it)),
      "stale totals",
    );
    assert.ok(after.startsWith(before.slice(0, 12)), `${after} after ${before}`);
  });
});
