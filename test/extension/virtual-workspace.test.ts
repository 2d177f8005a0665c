import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import { modelDocumentUri } from "../../client/model-documents.ts";
import { activate, hoverText, positionOf, sample } from "./workbench.ts";

/** One file of a scheme that only the editor can read, as in a virtual workspace. */
class OneFile implements vscode.FileSystemProvider {
  readonly onDidChangeFile = new vscode.EventEmitter<vscode.FileChangeEvent[]>().event;

  constructor(private readonly bytes: Uint8Array) {}

  stat(): vscode.FileStat {
    return { type: vscode.FileType.File, ctime: 0, mtime: 0, size: this.bytes.length };
  }

  readFile(): Uint8Array {
    return this.bytes;
  }

  watch = () => new vscode.Disposable(() => undefined);
  readDirectory = () => [];
  createDirectory = refuse;
  writeFile = refuse;
  delete = refuse;
  rename = refuse;
}

function refuse(): never {
  throw vscode.FileSystemError.NoPermissions();
}

suite("a virtual workspace", () => {
  test("shows a model that lies on no disk", async () => {
    await activate();
    const bytes = await vscode.workspace.fs.readFile(sample("fashion-mobile.onnx"));
    const provider = vscode.workspace.registerFileSystemProvider("edgewise-test", new OneFile(bytes));
    try {
      const uri = modelDocumentUri(vscode.Uri.parse("edgewise-test:/far/away.onnx"));
      const document = await vscode.workspace.openTextDocument(uri);
      assert.match(
        await hoverText(document, positionOf(document, "= Conv").translate(0, 3)),
        /multiply-adds/,
      );
    } finally {
      provider.dispose();
    }
  });

  test("says why a file can't be read", async () => {
    const uri = modelDocumentUri(vscode.Uri.parse("edgewise-nowhere:/far/away.onnx"));
    const document = await vscode.workspace.openTextDocument(uri);
    assert.match(document.getText(), /can't be read/);
  });
});
