// Addresses of the read-only documents that show a binary model as text; it must not touch the files.
import { URI } from "vscode-uri";
import { modelScheme } from "../protocol/requests.ts";

/** `edgewise-model:/models/net.onnx` for a file; another scheme's URI travels in the query. */
export function modelUri(file: URI): URI {
  const { path, authority, scheme } = file;
  if (scheme === "file") return URI.from({ scheme: modelScheme, authority, path });
  return URI.from({ scheme: modelScheme, path, query: file.toString() });
}

/** The model behind such a document. */
export function fileOfModelUri(uri: URI): URI {
  const { path, authority, query } = uri;
  return query ? URI.parse(query) : URI.from({ scheme: "file", authority, path });
}
