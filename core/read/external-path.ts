/**
 * Decides from the text alone whether a path that a model names can be a file beside the model. It must not touch
 * the file system: symbolic links and the like are for those who can (server/external-files.ts).
 */
import { type Result } from "../graph/problem.ts";
import { quoted } from "./quoted.ts";

const longestPath = 4096;
const longestName = 255;
// Windows opens a device under these names, whatever ending they have.
const deviceName = /^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])$/i;

/** The path in its shortest form, with `/` between names; or why it is refused, as the end of a sentence. */
export function externalPath(location: string): Result<string, string> {
  const reason = refusal(location);
  if (reason !== undefined) return { ok: false, error: `the location ${quoted(location)} ${reason}` };
  const names = location.split("/").filter((it) => it !== "" && it !== ".");
  return { ok: true, value: names.join("/") };
}

function refusal(location: string): string | undefined {
  if (location === "") return "is empty.";
  if (location.includes("ORT_MEM_ADDR")) return "stands for memory of a running program, not for a file.";
  if (location.length > longestPath) return `is longer than ${longestPath} characters.`;
  if (/[\u0000-\u001f\u007f]/.test(location)) return "holds a control character.";
  if (location.includes("\\")) return "holds a backslash, which is a separator on Windows only.";
  if (location.startsWith("/")) return "is absolute; it must be relative to the model.";
  if (location.startsWith("~")) return "begins with ~, which stands for a home folder.";
  if (/^[A-Za-z][A-Za-z0-9+.-]*:/.test(location)) return "names a drive or a web address.";
  const names = location.split("/");
  // Any `..`, even one that would stay inside: where it leads depends on links that text does not show.
  if (names.includes("..")) return "leads out of the folder of the model.";
  if (names.every((it) => it === "" || it === ".")) return "names no file.";
  if (location.endsWith("/") || names.at(-1) === ".") return "names a folder.";
  return names.map(nameRefusal).find((it) => it !== undefined);
}

function nameRefusal(name: string): string | undefined {
  if (name === "" || name === ".") return undefined;
  if (name.length > longestName) return `holds a name longer than ${longestName} characters.`;
  if (/[:*?"<>|]/.test(name))
    return `holds a character that files can't have on every system, in ${quoted(name)}.`;
  // Windows drops dots and blanks there, so that "a.." and "a" are one file.
  if (/[. ]$/.test(name)) return `holds a name that ends in a dot or a blank, ${quoted(name)}.`;
  const [stem = ""] = name.split(".");
  return deviceName.test(stem.trimEnd()) ? `names a device of Windows, ${quoted(name)}.` : undefined;
}
