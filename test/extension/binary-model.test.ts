import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import { eventually, hoverText, openModel, positionOf } from "./workbench.ts";

suite("a binary model", () => {
  let document: vscode.TextDocument;

  suiteSetup(async () => {
    document = (await openModel("fashion-mobile.onnx")).document;
  });

  test("opens as a read-only text in ONNX syntax, without its weights", async () => {
    assert.equal(document.uri.scheme, "edgewise-model");
    assert.equal(document.languageId, "onnx-text");
    assert.match(document.getText(), /opset_import/);
    assert.ok(document.getText().length < 200_000, "weights are in the text");
    const before = document.getText();
    await vscode.commands.executeCommand("type", { text: "x" });
    assert.equal(document.getText(), before);
    assert.equal(document.isDirty, false);
  });

  test("leaves no second tab behind", () => {
    const tabs = vscode.window.tabGroups.all.flatMap((it) => it.tabs);
    assert.equal(tabs.filter((it) => it.label.includes("fashion-mobile")).length, 1);
  });

  test("has a hover card on a node", async () => {
    const card = await hoverText(document, positionOf(document, "= Conv").translate(0, 3));
    assert.match(card, /\*\*Conv\*\*/);
    for (const metric of ["parameters", "multiply-adds", "memory access", "memory usage"]) {
      assert.match(card, new RegExp(`\\| ${metric} \\|`));
    }
    assert.doesNotMatch(card, /<\w/, "raw HTML");
  });

  test("has symbols, folds, hints and totals", async () => {
    const { uri } = document;
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
      "vscode.executeDocumentSymbolProvider",
      uri,
    );
    assert.equal(symbols.length, 1);
    assert.ok(symbols[0] && symbols[0].children.length > 5, "nodes below the graph");

    const folds = await vscode.commands.executeCommand<vscode.FoldingRange[]>(
      "vscode.executeFoldingRangeProvider",
      uri,
    );
    assert.ok(folds.length > 0);

    const whole = new vscode.Range(0, 0, document.lineCount, 0);
    const hints = await vscode.commands.executeCommand<vscode.InlayHint[]>(
      "vscode.executeInlayHintProvider",
      uri,
      whole,
    );
    assert.match(String(hints.find((it) => /×/.test(String(it.label)))?.label), /⟶ 1×16×\d+×\d+/);

    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      "vscode.executeCodeLensProvider",
      uri,
    );
    assert.match(lenses[0]?.command?.title ?? "", /parameters · .* multiply-adds · peak /);
  });

  test("goes from a tensor to where it is made, and to all its uses", async () => {
    const text = document.getText();
    const [, output = ""] = /([^\s=]+) = Conv/.exec(text) ?? [];
    const use = document.positionAt(text.indexOf(output, text.indexOf("= Conv")));
    const definitions = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(
      "vscode.executeDefinitionProvider",
      document.uri,
      use,
    );
    const [first] = definitions;
    assert.ok(first);
    const range =
      "targetSelectionRange" in first
        ? (first.targetSelectionRange ?? first.targetRange)
        : (first as vscode.Location).range;
    assert.equal(document.getText(range), output);
    const references = await vscode.commands.executeCommand<vscode.Location[]>(
      "vscode.executeReferenceProvider",
      document.uri,
      use,
    );
    assert.ok(references.length >= 2);
  });

  test("has no problems of its own, and what rules say of any depthwise model", async () => {
    const found = await eventually(() => {
      const all = vscode.languages.getDiagnostics(document.uri);
      return all.length > 0 ? all : undefined;
    }, "problems");
    for (const { code, severity, message } of found) {
      assert.notEqual(severity, vscode.DiagnosticSeverity.Error, message);
      assert.match(
        typeof code === "object" ? code.target.toString() : "",
        /docs\/rules\/[\w-]+\.md$/,
        message,
      );
    }
  });
});
