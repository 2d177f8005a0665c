// Things outside the sandbox that show when something came out: a file to be made, a listener, a file and a variable to be
// read, and the processes below this one.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { randomUUID } from "node:crypto";
import { type Probe } from "./probes.ts";

export interface Canaries {
  /** The folder that traced code may see, and the file in it. */
  readonly workspace: string;
  readonly file: string;
  /** The probe with everything filled in. */
  fill(probe: Probe): string;
  /** What was found out or done since the last time, in words; empty is good. */
  songs(seen: string): readonly string[];
  close(): Promise<void>;
}

export async function hangCanaries(): Promise<Canaries> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "edgewise-escape-")));
  const [workspace, outside] = [join(folder, "workspace"), join(folder, "outside")];
  const [file, target, secretFile] = [
    join(workspace, "net.py"),
    join(folder, "target"),
    join(outside, "secret.txt"),
  ];
  const [secret, variable] = [randomUUID(), `EDGEWISE_SECRET_${randomUUID().slice(0, 8)}`];
  for (const it of [workspace, outside]) mkdirSync(it);
  writeFileSync(secretFile, secret);
  writeFileSync(join(workspace, ".env"), secret);
  linkIn(workspace, outside);
  process.env[variable] = secret;
  let connectionCount = 0;
  const server = await listen(() => connectionCount++);
  const { port } = server.address() as { port: number };
  const words = { TARGET: target, PORT: String(port), SECRET: secretFile, FOLDER: outside, NAME: variable };
  return {
    workspace,
    file,
    fill: ({ source }) =>
      Object.entries(words).reduce((text, [word, it]) => text.replaceAll(word, it), source),
    songs(seen) {
      const found = [
        ...(existsSync(target) ? ["a file was made outside"] : []),
        ...(existsSync(join(workspace, "INSIDE")) ? ["a file was made in the workspace"] : []),
        ...(connectionCount > 0 ? ["a connection was made"] : []),
        ...(seen.includes(secret) ? ["a secret was read"] : []),
      ];
      rmSync(target, { force: true });
      connectionCount = 0;
      return found;
    },
    async close() {
      Reflect.deleteProperty(process.env, variable);
      rmSync(folder, { recursive: true, force: true });
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function linkIn(workspace: string, outside: string): void {
  symlinkSync(join(outside, "secret.txt"), join(workspace, "link.txt"));
  symlinkSync(outside, join(workspace, "linked"));
  symlinkSync(join(workspace, ".env"), join(workspace, "hidden.json"));
}

async function listen(connected: () => void): Promise<Server> {
  const server = createServer((socket) => {
    connected();
    socket.on("error", () => undefined);
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}

/** Processes that were started by this one, and by those, with how deep they are; Linux only. */
export function descendants(
  root = process.pid,
): readonly { readonly pid: number; readonly depth: number; readonly command: string }[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync("/proc").filter((it) => /^\d+$/.test(it))) {
    // The name in parentheses may hold anything; the parent is the second word behind it.
    const words = read(`/proc/${name}/stat`)?.replace(/^.*\)/s, "").trim().split(" ");
    if (words && words[0] !== "Z") parents.set(Number(name), Number(words[1]));
  }
  const found = (pid: number, depth: number): ReturnType<typeof descendants> =>
    [...parents]
      .filter(([, parent]) => parent === pid)
      .flatMap(([child]) => [
        { pid: child, depth, command: read(`/proc/${child}/cmdline`)?.replaceAll("\0", " ") ?? "" },
        ...found(child, depth + 1),
      ]);
  return found(root, 1);
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
