// Brings node_modules up to date with package-lock.json. Plain JavaScript: it runs on a fresh clone, before anything is installed.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../", import.meta.url));
const oldestNode = [20, 18];

/** Runs `npm ci` when a package is missing or has another version than package-lock.json says. Throws when that fails. */
export function ensureNodeModules() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major < oldestNode[0] || (major === oldestNode[0] && minor < oldestNode[1])) {
    throw new Error(`Node ${oldestNode.join(".")} or newer is needed; this is ${process.versions.node}`);
  }
  if (isInstalled()) return;

  console.log("Installing packages with npm ci (once, about a minute)");
  const isWindows = process.platform === "win32";
  const args = ["ci", "--no-audit", "--no-fund"];
  const { status, error } = spawnSync("npm", args, { cwd: root, stdio: "inherit", shell: isWindows });
  if (status !== 0) throw new Error(`npm ci failed${error ? `: ${error.message}` : ""}`);
}

// npm keeps a copy of the lock file in node_modules, written last: it says what is really there, whoever ran npm.
function isInstalled() {
  const wanted = packagesOf("package-lock.json");
  const present = packagesOf("node_modules/.package-lock.json");
  if (!wanted || !present) return false;
  return Object.entries(wanted).every(([path, it]) => {
    if (path === "" || it.link) return true;
    // Optional packages are mostly those of other systems.
    return present[path] ? present[path].version === it.version : Boolean(it.optional);
  });
}

function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(new URL(`../${file}`, import.meta.url), "utf8")).packages;
  } catch {
    return undefined;
  }
}
