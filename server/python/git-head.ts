// The last committed text of a file. It must only be asked in a trusted workspace: git follows the repository's settings.
import { execFile } from "node:child_process";
import { basename, dirname } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const maxBytes = 8 * 1024 * 1024;
const timeoutMs = 2000;

/** Undefined when the file is in no commit, and where there is no git. */
export async function textAtHead(path: string): Promise<string | undefined> {
  try {
    // `cat-file` gives the stored bytes: no filter, pager or diff driver of the repository runs.
    const { stdout } = await run("git", ["cat-file", "blob", `HEAD:./${basename(path)}`], {
      cwd: dirname(path),
      env: { PATH: process.env.PATH, HOME: process.env.HOME, GIT_OPTIONAL_LOCKS: "0" },
      maxBuffer: maxBytes,
      timeout: timeoutMs,
      windowsHide: true,
    });
    return stdout;
  } catch {
    return undefined;
  }
}
