import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import { closeSource, lensTitles, openSource, sandboxProcesses } from "./source-documents.ts";
import { eventually, hoverText, positionOf } from "./workbench.ts";

suite("PyTorch source in Restricted Mode", () => {
  teardown(closeSource);

  test("runs nothing, and says what trust would add", async () => {
    assert.equal(vscode.workspace.isTrusted, false);
    const { document } = await openSource("fashion_resnet.py");
    const lens = await eventually(
      async () => (await lensTitles(document)).find((it) => /layers with literal arguments/.test(it)),
      "the sum of literal layers",
    );
    // 1 × 32 × 3 × 3 weights and 2 × 32 of the normalization, as its text says.
    assert.match(lens, /: 352 parameters/);
    const literal = await hoverText(document, positionOf(document, "nn.Conv2d(1, 32").translate(0, 5));
    assert.match(literal, /\| parameters \| 288 \|/);
    assert.match(literal, /trusted workspace/);
    const other = await hoverText(document, positionOf(document, "nn.Conv2d(in_channels").translate(0, 5));
    assert.match(other, /trusted workspace/);
    await vscode.commands.executeCommand(
      "vscode.executeInlayHintProvider",
      document.uri,
      new vscode.Range(0, 0, document.lineCount, 0),
    );
    // Long enough for a sandbox that was asked for to be there.
    await new Promise((resolve) => setTimeout(resolve, 1500));
    if (process.platform === "linux") assert.deepEqual(sandboxProcesses(), []);
  });
});
