// Files as they were at a revision of git. It must only be asked where the user named the revision, and runs nothing but git.
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { promisify } from "node:util";
import { type Result } from "../../core/graph/problem.ts";

const run = promisify(execFile);
const mostBytes = 1024 * 1024 * 1024;
const timeoutMs = 60_000;

/** The commit that a name stands for, in the repository of a folder; or why there is none. */
export async function commitOf(revision: string, folder: string): Promise<Result<string, string>> {
  // A name that begins with a hyphen would be an option.
  if (!/^[^\s-][^\s:]*$/.test(revision)) return { ok: false, error: `"${revision}" is not a revision` };
  try {
    const args = ["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`];
    const { stdout } = await git(args, folder);
    return { ok: true, value: stdout.toString("utf8").trim() };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return { ok: false, error: "git is not installed" };
    return { ok: false, error: `git knows no revision "${revision}" here` };
  }
}

/** The bytes of a file at a commit; undefined where it was not there. */
export async function bytesAt(commit: string, path: string): Promise<Buffer | undefined> {
  try {
    // `cat-file` gives the stored bytes: no filter, pager or diff driver of the repository runs.
    const { stdout } = await git(["cat-file", "blob", `${commit}:./${basename(path)}`], dirname(path));
    return stdout;
  } catch {
    return undefined;
  }
}

export interface CommittedFile {
  readonly path: string;
  /** Of its content; see `blob`. */
  readonly hash: string;
}

/** The files below a folder whose names have an ending, as a commit has them. */
export async function filesAt(
  commit: string,
  folder: string,
  ending: string,
): Promise<readonly CommittedFile[]> {
  try {
    const { stdout } = await git(["ls-tree", "-r", "-z", commit], folder);
    // `100644 blob <hash>\t<path>`; links and submodules are no files.
    return stdout
      .toString("utf8")
      .split("\0")
      .flatMap((it) => {
        const [, hash, path] = /^100\d+ blob ([0-9a-f]+)\t(.+)$/s.exec(it) ?? [];
        return hash !== undefined && path?.endsWith(ending) ? [{ path: join(folder, path), hash }] : [];
      });
  } catch {
    return [];
  }
}

export async function blob(hash: string, folder: string): Promise<Buffer | undefined> {
  try {
    return (await git(["cat-file", "blob", hash], folder)).stdout;
  } catch {
    return undefined;
  }
}

/** True when a file on disk is, byte by byte, what git calls by this hash. */
export function isUnchanged({ path, hash }: CommittedFile): boolean {
  try {
    const bytes = readFileSync(path);
    const algorithm = hash.length === 64 ? "sha256" : "sha1";
    return createHash(algorithm).update(`blob ${bytes.length}\0`).update(bytes).digest("hex") === hash;
  } catch {
    return false;
  }
}

function git(args: readonly string[], cwd: string): Promise<{ stdout: Buffer }> {
  return run("git", [...args], {
    cwd,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, GIT_OPTIONAL_LOCKS: "0" },
    encoding: "buffer",
    maxBuffer: mostBytes,
    timeout: timeoutMs,
    windowsHide: true,
  });
}

/** What git keeps in place of a large file. */
export function isLfsPointer(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 64))
    .toString("latin1")
    .startsWith("version https://git-lfs.github.com/spec/");
}
