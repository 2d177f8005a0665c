/** Says what a file is that someone took for an ONNX model. It must not read more than the first bytes. */
import { type ByteSource } from "./byte-source.ts";

const lookedAt = 512;

interface Format {
  readonly at: number;
  readonly bytes: string;
  readonly message: string;
}

const openTheText = "ONNX text is read from files that end in .onnx.txt or .onnxtxt.";

const formats: readonly Format[] = [
  format(0, "version https://git-lfs", "a Git LFS pointer, not the model itself: run `git lfs pull`."),
  format(4, "TFL3", "a TensorFlow Lite model, not ONNX."),
  format(4, "ORTM", "a model in ONNX Runtime's own ORT format; open the .onnx file that it was made from."),
  format(0, "GGUF", "a GGUF model, not ONNX."),
  format(0, "\x89HDF", "an HDF5 (Keras) file, not ONNX."),
  format(0, "\x93NUMPY", "a NumPy array, not an ONNX model."),
  format(0, "\x1f\x8b", "a gzip archive: unpack it first."),
  format(0, "7z\xbc\xaf", "a 7-Zip archive: unpack it first."),
  format(0, "BZh", "a bzip2 archive: unpack it first."),
  format(0, "\xfd7zXZ", "an xz archive: unpack it first."),
  format(257, "ustar", "a tar archive: unpack it first."),
  format(
    0,
    "PK\x03\x04",
    "a zip archive or a PyTorch checkpoint, not ONNX: unpack it, or export the model with torch.onnx.export.",
  ),
  format(
    0,
    "\x80\x02",
    "a Python pickle (an older PyTorch checkpoint), not ONNX: export the model with torch.onnx.export.",
  ),
  format(0, "%PDF", "a PDF file."),
  format(0, "\x7fELF", "a program, not a model."),
];

/** A sentence on what the file is instead, or undefined when nothing speaks against ONNX. */
export function otherFormat(source: ByteSource): string | undefined {
  if (source.size === 0) return "The file is empty.";
  const bytes = source.read(0, Math.min(lookedAt, source.size));
  const found = formats.find((it) => startsAt(bytes, it));
  if (found) return `This looks like ${found.message}`;
  if (isSafetensors(bytes)) return "This looks like a safetensors file, which holds weights but no graph.";
  return textFormat(bytes);
}

function format(at: number, bytes: string, message: string): Format {
  return { at, bytes, message };
}

function startsAt(bytes: Uint8Array, { at, bytes: expected }: Format): boolean {
  for (let i = 0; i < expected.length; i++) if (bytes[at + i] !== expected.charCodeAt(i)) return false;
  return true;
}

/** A length of 8 bytes, then JSON. */
function isSafetensors(bytes: Uint8Array): boolean {
  return bytes[8] === 0x7b && bytes[9] === 0x22 && bytes[6] === 0 && bytes[7] === 0;
}

function textFormat(bytes: Uint8Array): string | undefined {
  // The one byte of a text file that a model does not avoid: 0x08 (backspace) is the first tag of most models.
  if (bytes.some((it) => it < 32 && it !== 9 && it !== 10 && it !== 13)) return undefined;
  // A model this short can be all printable, but then it has no graph in it either.
  const start = new TextDecoder().decode(bytes).trimStart().toLowerCase();
  if (/^(<!doctype html|<html|<head|<body)/.test(start)) {
    return "This looks like an HTML page: the download gave a web page in place of the model.";
  }
  if (start.startsWith("<?xml") || start.startsWith("<net"))
    return "This looks like XML (such as an OpenVINO model), not ONNX.";
  if (start.startsWith("{")) return "This looks like JSON, not an ONNX model.";
  return `This looks like text, not a binary ONNX model. ${openTheText}`;
}
