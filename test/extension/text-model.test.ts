import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import { eventually, hoverText, openModel, positionOf } from "./workbench.ts";

suite("a model in ONNX text", () => {
  test("opens as itself, with every feature", async () => {
    const { document } = await openModel("tiny.onnx.txt");
    assert.equal(document.uri.scheme, "file");
    assert.equal(document.languageId, "onnx-text");
    assert.match(await hoverText(document, positionOf(document, "Conv")), /multiply-adds/);
  });

  test("shows a syntax error where it is, and keeps the rest", async () => {
    const content = "agraph (float[1, 8] x) => (float[1, 8] y) {\n  h = Relu(x\n  y = Sigmoid(h)\n}\n";
    const document = await vscode.workspace.openTextDocument({ language: "onnx-text", content });
    await vscode.window.showTextDocument(document);
    const [problem] = await eventually(() => {
      const found = vscode.languages.getDiagnostics(document.uri);
      return found.length > 0 ? found : undefined;
    }, "a problem");
    assert.ok(problem);
    assert.equal(problem.source, "edgewise");
    assert.ok(
      problem.range.start.line >= 1 && problem.range.start.line <= 2,
      `line ${problem.range.start.line}`,
    );
    assert.match(await hoverText(document, positionOf(document, "Sigmoid")), /\*\*Sigmoid\*\*/);
  });

  test("answers for the text as it is now", async () => {
    const content = "agraph (float[1, 8] x) => (float[1, 8] y) {\n  y = Relu(x)\n}\n";
    const document = await vscode.workspace.openTextDocument({ language: "onnx-text", content });
    const editor = await vscode.window.showTextDocument(document);
    assert.match(await hoverText(document, positionOf(document, "Relu")), /1×8/);
    const eight = positionOf(document, "8] x").translate(0, 0);
    await editor.edit((it) => it.replace(new vscode.Range(eight, eight.translate(0, 1)), "32"));
    assert.match(await hoverText(document, positionOf(document, "Relu")), /1×32/);
  });
});
