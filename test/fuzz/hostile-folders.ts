// Models beside files that they must not reach, or that are not what they seem.
import { execFileSync } from "node:child_process";
import { linkSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type HostileFolder } from "./hostile-case.ts";
import { external, model, node, value } from "./wire.ts";

type Entries = readonly (readonly [key: string, text: string])[];

function modelWith(...entries: Entries): Buffer {
  const graph = [node("Add", { in: ["x", "w"], out: ["y"] }), value(11, "x", [4]), value(12, "y", [4])];
  return model([...graph, external("w", entries)]);
}

function write(path: string, content: string | Uint8Array): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
}

/** A model whose weights are said to be at `location`, and what `make` puts into its folder. */
function at(location: string, says: RegExp, make: (folder: string) => void = () => undefined): HostileFolder {
  const prepare = (folder: string) => {
    try {
      make(folder);
    } catch {
      return undefined;
    }
    return write(join(folder, "model.onnx"), modelWith(["location", location]));
  };
  return {
    name: `external data at ${location.length > 60 ? `${location.slice(0, 60)}…` : location}`,
    prepare,
    says,
  };
}

function withKeys(name: string, says: RegExp, ...entries: Entries): HostileFolder {
  const prepare = (folder: string) => {
    write(join(folder, "w.bin"), Buffer.alloc(16));
    return write(join(folder, "model.onnx"), modelWith(...entries));
  };
  return { name, prepare, says };
}

const outside = (folder: string) => write(join(dirname(folder), "outside.bin"), Buffer.alloc(16));

export const externalCases: readonly HostileFolder[] = [
  ...[
    "../outside.bin",
    "a/../../outside.bin",
    "./../outside.bin",
    "a/../w.bin",
    "/etc/passwd",
    "//server/share/w.bin",
    "\\\\server\\share\\w.bin",
    "C:\\w.bin",
    "C:w.bin",
    "file:///etc/passwd",
    "https://example.org/w.bin",
    "~/w.bin",
    "..",
    ".",
    "/",
    "w.bin/",
    "w.bin:stream",
    "\\\\?\\C:\\w.bin",
    "con",
    "nul.bin",
    "w\u0000.bin",
    "*/_ORT_MEM_ADDR_/*",
    "w".repeat(300),
    "a/".repeat(5000),
    "w.bin.",
  ].map((it) => at(it, /refused/, outside)),
  at("__proto__", /is not there/),
  at("missing.bin", /is not there/),
  at("a/b/missing.bin", /is not there/),
  at("link.bin", /symbolic link/, (it) => symlinkSync(outside(it), join(it, "link.bin"))),
  at("inside-link.bin", /symbolic link/, (it) =>
    symlinkSync(write(join(it, "real.bin"), Buffer.alloc(16)), join(it, "inside-link.bin")),
  ),
  at("broken-link.bin", /symbolic link/, (it) => symlinkSync(join(it, "gone"), join(it, "broken-link.bin"))),
  at("loop.bin", /symbolic link/, (it) => symlinkSync(join(it, "loop.bin"), join(it, "loop.bin"))),
  at("folder/w.bin", /symbolic link/, (it) => symlinkSync(dirname(outside(it)), join(it, "folder"))),
  at("hard.bin", /hard links/, (it) => linkSync(outside(it), join(it, "hard.bin"))),
  at("pipe", /not a regular file/, (it) => execFileSync("mkfifo", [join(it, "pipe")], { stdio: "ignore" })),
  at("folder", /not a regular file/, (it) => mkdirSync(join(it, "folder"))),
  at("zero", /symbolic link/, (it) => symlinkSync("/dev/zero", join(it, "zero"))),
  at("file/w.bin", /is not a folder|is not there/, (it) => write(join(it, "file"), "")),
  at("short.bin", /has 3 bytes/, (it) => write(join(it, "short.bin"), "abc")),
  withKeys("an offset past the end", /lies at bytes/, ["location", "w.bin"], ["offset", "17"]),
  withKeys(
    "an offset of 2^62",
    /not a number of bytes/,
    ["location", "w.bin"],
    ["offset", "4611686018427387904"],
  ),
  withKeys("an offset of 2^53 - 1", /lies at bytes/, ["location", "w.bin"], ["offset", "9007199254740991"]),
  withKeys("an offset of -1", /not a number of bytes/, ["location", "w.bin"], ["offset", "-1"]),
  withKeys("an offset of 1e3", /not a number of bytes/, ["location", "w.bin"], ["offset", "1e3"]),
  withKeys("a length of -1", /not a number of bytes/, ["location", "w.bin"], ["length", "-1"]),
  withKeys("a length too long", /17 bytes/, ["location", "w.bin"], ["length", "17"]),
  withKeys(
    "the location twice",
    /gives location twice/,
    ["location", "w.bin"],
    ["location", "../outside.bin"],
  ),
  withKeys("a key __proto__", /__proto__/, ["location", "w.bin"], ["__proto__", "x"]),
  withKeys("a key __class__", /__class__/, ["location", "w.bin"], ["__class__", "x"]),
];

/** A path that is no model file at all. */
export const pathCases: readonly HostileFolder[] = [
  {
    name: "a folder called model.onnx",
    prepare: (it) => made(() => mkdirSync(join(it, "model.onnx")), join(it, "model.onnx")),
    says: /a folder/,
  },
  {
    name: "a folder called model.onnx.txt",
    prepare: (it) => made(() => mkdirSync(join(it, "model.onnx.txt")), join(it, "model.onnx.txt")),
    says: /a folder/,
  },
  {
    name: "a pipe",
    prepare: (it) =>
      made(() => execFileSync("mkfifo", [join(it, "p.onnx")], { stdio: "ignore" }), join(it, "p.onnx")),
    says: /a pipe/,
  },
  {
    name: "a pipe of text",
    prepare: (it) =>
      made(
        () => execFileSync("mkfifo", [join(it, "p.onnx.txt")], { stdio: "ignore" }),
        join(it, "p.onnx.txt"),
      ),
    says: /a pipe/,
  },
  {
    name: "a link to /dev/zero",
    prepare: (it) => made(() => symlinkSync("/dev/zero", join(it, "z.onnx")), join(it, "z.onnx")),
    says: /a device/,
  },
  {
    name: "a link to /dev/zero as text",
    prepare: (it) => made(() => symlinkSync("/dev/zero", join(it, "z.onnxtxt")), join(it, "z.onnxtxt")),
    says: /a device/,
  },
  {
    name: "a link to itself",
    prepare: (it) => made(() => symlinkSync(join(it, "l.onnx"), join(it, "l.onnx")), join(it, "l.onnx")),
    says: /circle/,
  },
  { name: "no file", prepare: (it) => join(it, "none.onnx"), says: /no such file/ },
];

/** Folders that must work. */
export const allowedCases: readonly HostileFolder[] = [
  withKeys(
    "external data beside the model",
    noProblem(),
    ["location", "w.bin"],
    ["offset", "0"],
    ["length", "16"],
  ),
  {
    name: "the layout of the Hugging Face cache",
    prepare: (folder) =>
      made(
        () => {
          write(join(folder, "blobs", "1a"), modelWith(["location", "w.bin"]));
          write(join(folder, "blobs", "2b"), Buffer.alloc(16));
          mkdirSync(join(folder, "snapshots", "rev"), { recursive: true });
          symlinkSync(join("..", "..", "blobs", "1a"), join(folder, "snapshots", "rev", "model.onnx"));
          symlinkSync(join("..", "..", "blobs", "2b"), join(folder, "snapshots", "rev", "w.bin"));
        },
        join(folder, "snapshots", "rev", "model.onnx"),
      ),
    says: noProblem(),
  },
];

/** Matches the list of messages only when it is empty. */
function noProblem(): RegExp {
  return /^$/;
}

/** The path, or undefined when this system cannot make it (links on Windows without the right to). */
function made(make: () => void, path: string): string | undefined {
  try {
    make();
    return path;
  } catch {
    return undefined;
  }
}
