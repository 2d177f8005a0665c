import {
  linkSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeEach, expect, test } from "vitest";
import { fileSizeLimit, type FileView, fileView } from "./file-view.ts";

const folder = realpathSync(mkdtempSync(join(tmpdir(), "edgewise-view-")));
const root = join(folder, "root");
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, text = "text"): string {
  const full = join(folder, path);
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(full, text);
  return full;
}

function link(target: string, path: string): string {
  const full = join(folder, path);
  mkdirSync(dirname(full), { recursive: true });
  symlinkSync(target, full);
  return full;
}

const text = (view: FileView, path: string) => {
  const bytes = view.read(path);
  return bytes && new TextDecoder().decode(bytes);
};

test.each(["a.py", "a.pyi", "a.yaml", "a.yml", "a.json", "a.txt", "a.toml", "a.cfg", "a.ini", "A.MD"])(
  "%s is shown",
  (name) => {
    const file = write(`root/${name}`);
    const view = fileView([root], new Map());
    expect([text(view, file), view.stat(file)?.size, view.list(root)]).toEqual(["text", 4, [name]]);
  },
);

test.each([".env", "a.pem", "a.so", "id_rsa", "a.pt", "a.py.bak", "a.sqlite", ".netrc", "a.pyc"])(
  "%s is not",
  (name) => {
    const file = write(`root/${name}`);
    const view = fileView([root], new Map());
    expect([view.read(file), view.stat(file), view.list(root)]).toEqual([undefined, undefined, []]);
  },
);

test("nothing outside the folders is shown, whatever the path looks like", () => {
  write("root/a.py");
  write("rootless/a.py");
  const outside = write("outside/a.py");
  const view = fileView([root], new Map());
  for (const it of [
    outside,
    join(folder, "rootless/a.py"),
    `${root}/../outside/a.py`,
    `${root}/x/../../outside/a.py`,
    "/etc/os-release",
    "a.py",
    "",
  ]) {
    expect([it, view.read(it), view.stat(it)]).toEqual([it, undefined, undefined]);
  }
});

test("a link that leaves the folders is not there: to a file, to a folder, in between, in a chain, or in a circle", () => {
  const outside = write("outside/a.py");
  const inside = write("root/real/b.py");
  link(outside, "root/file.py");
  link(dirname(outside), "root/folder");
  link(join(folder, "root/file.py"), "root/chain.py");
  link(join(root, "circle.py"), "root/circle.py");
  link(dirname(inside), "root/good");
  const view = fileView([root], new Map());
  expect(view.list(root)).toEqual(["good", "real"]);
  for (const it of ["file.py", "folder", "folder/a.py", "chain.py", "circle.py"]) {
    expect([it, view.stat(join(root, it)), view.read(join(root, it))]).toEqual([it, undefined, undefined]);
  }
  expect(text(view, join(root, "good/b.py"))).toBe("text");
});

test("a harmless name does not show what its own name would keep out", () => {
  const secret = write("root/.env");
  const named = link(secret, "root/settings.json");
  expect(fileView([root], new Map()).read(named)).toBeUndefined();
});

test("a folder that is named through a link is shown, and nothing beside it", () => {
  write("elsewhere/lib/site/pkg/a.py");
  write("elsewhere/lib/other.py");
  write("elsewhere/secret.py");
  link(join(folder, "elsewhere"), "root/venv");
  const site = join(root, "venv/lib/site");
  const view = fileView([root, site], new Map());
  expect(text(view, join(site, "pkg/a.py"))).toBe("text");
  expect([view.list(join(root, "venv")), view.list(join(root, "venv/lib"))]).toEqual([["lib"], ["site"]]);
  for (const it of ["venv/secret.py", "venv/lib/other.py", "venv/lib/site/../other.py"]) {
    expect([it, view.stat(join(root, it))]).toEqual([it, undefined]);
  }
});

test("large files are there, and cannot be read", () => {
  const file = write("root/a.json");
  truncateSync(file, fileSizeLimit + 1);
  const view = fileView([root], new Map());
  expect([view.stat(file)?.size, view.read(file)]).toEqual([fileSizeLimit + 1, undefined]);
});

test("a file that became a link after it was looked at is not followed", () => {
  const outside = write("outside/a.py", "secret");
  const file = write("root/a.py");
  const view = fileView([root], new Map());
  expect(view.stat(file)?.size).toBe(4);
  rmSync(file);
  symlinkSync(outside, file);
  expect(view.read(file)).toBeUndefined();
});

test("unsaved texts take the place of the disk, inside the folders only", () => {
  const [file, fresh] = [write("root/a.py", "old"), join(root, "new.py")];
  const outside = write("outside/a.py");
  const overlays = new Map([file, fresh, outside, join(root, ".env")].map((it) => [it, "unsaved é"]));
  const view = fileView([root], overlays);
  expect([text(view, file), text(view, fresh), view.stat(fresh)?.size]).toEqual([
    "unsaved é",
    "unsaved é",
    10,
  ]);
  expect(view.list(root)).toEqual(["a.py", "new.py"]);
  expect([view.read(outside), view.read(join(root, ".env"))]).toEqual([undefined, undefined]);
});

test("hard links inside are files like others; a folder that is missing shows nothing", () => {
  linkSync(write("root/a.py"), join(root, "b.py"));
  expect(fileView([root], new Map()).list(root)).toEqual(["a.py", "b.py"]);
  const none = fileView([join(folder, "none")], new Map());
  expect([none.stat(join(folder, "none")), none.list(join(folder, "none"))]).toEqual([undefined, []]);
});
