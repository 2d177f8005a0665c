import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import { activate, hoverText, positionOf, sample } from "./workbench.ts";

suite("a model's path in Python", () => {
  test("shows the model's card and leads to it", async () => {
    await activate();
    const document = await vscode.workspace.openTextDocument(sample("demo.py"));
    await vscode.window.showTextDocument(document);
    const inside = positionOf(document, "fashion-mobile.onnx").translate(0, 3);
    assert.match(await hoverText(document, inside), /parameters/);
    const found = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(
      "vscode.executeDefinitionProvider",
      document.uri,
      inside,
    );
    const targets = found.map((it) => ("targetUri" in it ? it.targetUri : it.uri));
    assert.ok(
      targets.some((it) => it.scheme === "edgewise-model" && it.path.endsWith("fashion-mobile.onnx")),
    );
  });

  test("leaves other strings alone", async () => {
    const content = 'name = "not-there.onnx"\n';
    const document = await vscode.workspace.openTextDocument({ language: "python", content });
    assert.equal(await hoverText(document, positionOf(document, "there")), "");
  });
});
