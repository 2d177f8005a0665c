import * as assert from "node:assert/strict";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import { bytesOf, op } from "../../core/read/encode-pickle.test-helper.ts";
import { activate, eventually, hoverText, openModel, positionOf, sample } from "./workbench.ts";

suite("a file of weights", () => {
  let folder = "";

  suiteSetup(() => {
    folder = mkdtempSync(join(tmpdir(), "edgewise-weights-"));
  });

  suiteTeardown(async () => {
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    rmSync(folder, { recursive: true });
  });

  async function openFile(name: string, bytes: Uint8Array): Promise<string> {
    await activate();
    const path = join(folder, name);
    writeFileSync(path, bytes);
    await vscode.commands.executeCommand("vscode.open", vscode.Uri.file(path));
    return path;
  }

  test("opens as a read-only text with outline, folds and cards", async () => {
    const { document } = await openModel("fashion-mobile-half.pt");
    const { uri } = document;
    assert.equal(uri.scheme, "edgewise-model");
    assert.equal(document.languageId, "edgewise-weights");
    assert.match(document.getText(), /^parameters {2}96\.8 k \(96,762\)$/m);
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
      "vscode.executeDocumentSymbolProvider",
      uri,
    );
    assert.deepEqual(
      symbols.map((it) => it.name),
      ["features", "classifier", "imports"],
    );
    const folds = await vscode.commands.executeCommand<vscode.FoldingRange[]>(
      "vscode.executeFoldingRangeProvider",
      uri,
    );
    assert.ok(folds.length > 20);
    assert.match(await hoverText(document, positionOf(document, "classifier")), /\| parameters \| 1,290 /);
    const tabs = vscode.window.tabGroups.all.flatMap((it) => it.tabs);
    assert.equal(tabs.filter((it) => it.label.includes("fashion-mobile-half")).length, 1);
  });

  test("is compared with the model in source that is open", async () => {
    const { document } = await openModel("fashion-mobile-half.pt");
    await vscode.window.showTextDocument(sample("fashion_mobile.py"));
    const title = await eventually(async () => {
      const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
        "vscode.executeCodeLensProvider",
        document.uri,
      );
      return lenses[0]?.command?.title;
    }, "the match");
    assert.equal(title, "all 122 tensors are those of FashionMobile in fashion_mobile.py");
    assert.deepEqual(vscode.languages.getDiagnostics(document.uri), []);
  });

  test("names what its pickle would run, and runs nothing", async () => {
    const canary = join(folder, "canary");
    const command = op.text(`touch ${canary}`);
    await openFile(
      "evil.ckpt",
      bytesOf(op.proto(2), op.global("os", "system"), command, op.tuple1, op.reduce, op.stop),
    );
    const [problem] = await eventually(() => {
      const uri = vscode.window.activeTextEditor?.document.uri;
      if (!uri?.path.endsWith("evil.ckpt")) return undefined;
      const found = vscode.languages.getDiagnostics(uri);
      return found.length > 0 ? found : undefined;
    }, "a problem");
    assert.equal(problem?.severity, vscode.DiagnosticSeverity.Error);
    assert.match(problem.message, /calls os\.system/);
    assert.equal(existsSync(canary), false);
  });

  test("leaves a .bin of anything else to the editor that it always had", async () => {
    const path = await openFile("notes.bin", Buffer.from("plain text that someone called .bin\n"));
    const editor = await eventually(() => {
      const active = vscode.window.activeTextEditor;
      return active?.document.uri.fsPath === path ? active : undefined;
    }, "the text editor");
    assert.equal(editor.document.uri.scheme, "file");
    assert.match(editor.document.getText(), /plain text/);
  });
});
