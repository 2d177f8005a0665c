import { describe, expect, test } from "vitest";
import { URI } from "vscode-uri";
import { fileOfModelUri, modelUri } from "./model-uri.ts";

describe("modelUri", () => {
  for (const uri of [
    "file:///models/net.onnx",
    "file:///models/with%20space/a%23b%3Fc%25d.onnx",
    "file:///m%C3%B6dels/%E5%8D%B7%E7%A7%AF.onnx",
    "file:///c%3A/models/net.onnx",
    "file://server/share/net.onnx",
    "vscode-vfs://github/owner/repo/net%23.onnx",
    "vscode-vfs://github%2B7b2276223a312c227265706f227d/owner/repo/a%20b.onnx",
    "memfs:/net.onnx?version=1%262#part",
  ]) {
    test(`comes back from ${uri}`, () => {
      const shown = modelUri(URI.parse(uri));
      expect(shown.scheme).toBe("edgewise-model");
      // Over the wire, as editors send it.
      expect(fileOfModelUri(URI.parse(shown.toString())).toString()).toBe(URI.parse(uri).toString());
    });
  }

  test("keeps the path, which is what an editor shows and takes the language from", () => {
    expect(modelUri(URI.parse("file:///a/net.onnx")).toString()).toBe("edgewise-model:/a/net.onnx");
    expect(modelUri(URI.parse("vscode-vfs://github/a/net.onnx")).path).toBe("/a/net.onnx");
  });
});
