import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import { activate, openModel } from "./workbench.ts";

interface Manifest {
  readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}

suite("the manifest", () => {
  test("names only commands that exist", async () => {
    await activate();
    const manifest = vscode.extensions.getExtension("edgewise.edgewise")?.packageJSON as Manifest;
    const known = new Set(await vscode.commands.getCommands(true));
    for (const { command } of manifest.contributes.commands) assert.ok(known.has(command), command);
  });

  test("inspects a model by command, with the totals in the status bar", async () => {
    await openModel("fashion-resnet.onnx");
    await vscode.commands.executeCommand("edgewise.showModelCard");
    assert.ok(vscode.window.activeTextEditor?.document.uri.path.endsWith("fashion-resnet.onnx"));
  });
});
