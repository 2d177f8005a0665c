// Brings test/oracles/.venv up to date with the requirements files beside it; installs nothing else.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("./", import.meta.url));
const venv = join(folder, ".venv");
const python =
  process.platform === "win32" ? join(venv, "Scripts", "python.exe") : join(venv, "bin", "python");
const stampFile = join(venv, "requirements.sha256");
const requirements = ["requirements.txt", "requirements-no-deps.txt"];
const candidates = ["python3.11", "python3", "python3.12", "python3.13", "python"];

/**
 * Makes the virtual environment, or makes it anew when a requirement has changed; says so on stderr. Returns the path of
 * its Python. Throws when there is no fitting Python or pip fails.
 */
export function ensureVenv() {
  const stamp = createHash("sha256")
    .update(requirements.map((name) => readFileSync(join(folder, name), "utf8")).join("\0"))
    .digest("hex");
  if (existsSync(python) && existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp) return python;

  const base = findPython();
  process.stderr.write(`Installing the oracles' Python packages into ${venv} (about 1.2 GB) ...\n`);
  rmSync(venv, { recursive: true, force: true });
  createVenv(base);
  const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"];
  run(python, [...pip, "-r", join(folder, "requirements.txt")]);
  run(python, [...pip, "--no-deps", "-r", join(folder, "requirements-no-deps.txt")]);
  writeFileSync(stampFile, stamp);
  return python;
}

/** The first command that is a CPython the pinned wheels exist for. */
function findPython() {
  const version = "import sys; print(sys.version_info[0] * 100 + sys.version_info[1])";
  for (const command of candidates) {
    const found = Number(spawnSync(command, ["-c", version], { encoding: "utf8" }).stdout ?? "");
    if (found >= 311 && found <= 313) return command;
  }
  throw new Error(`The oracle checks need Python 3.11 to 3.13. Tried: ${candidates.join(", ")}.`);
}

/** Makes an empty environment. Debian and Ubuntu ship Python without ensurepip: as root, that is installed. */
function createVenv(base) {
  if (spawnSync(base, ["-c", "import ensurepip, venv"]).status !== 0) {
    const packageName = base === "python" ? "python3-venv" : `${base}-venv`;
    const isRoot = process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");
    if (!isRoot)
      throw new Error(`Python's venv module is missing. On Debian: sudo apt-get install -y ${packageName}`);
    run("apt-get", ["update", "-qq"]);
    run("apt-get", ["install", "-y", "-qq", packageName]);
  }
  run(base, ["-m", "venv", venv]);
}

/** Runs a command, its output on our stderr. Throws when it fails. */
function run(command, args) {
  const { status, error } = spawnSync(command, args, { stdio: ["ignore", 2, 2] });
  if (status !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${error?.message ?? status}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.stdout.write(`${ensureVenv()}\n`);
