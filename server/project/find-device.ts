// Finds the device that a person means by a name; it must not read files.
import { type Device } from "../../core/devices/contract/device.ts";
import { type Result } from "../../core/graph/problem.ts";

const mostNames = 6;

/** By its id, or by the words that its id alone begins or ends with: `ncs2` is `intel-ncs2`. Else what is wrong. */
export function findDevice(name: string, devices: readonly Device[]): Result<Device, string> {
  const exact = devices.find((it) => it.id === name);
  if (exact) return { ok: true, value: exact };
  const short = devices.filter((it) => it.id.endsWith(`-${name}`) || it.id.startsWith(`${name}-`));
  const [only] = short;
  if (only && short.length === 1) return { ok: true, value: only };
  if (short.length > 1)
    return { ok: false, error: `"${name}" is more than one device: ${list(short.map((it) => it.id))}` };
  const near = nearest(name, devices);
  const advice =
    near.length > 0 ? `did you mean ${near.join(" or ")}?` : "docs/devices.md lists those there are";
  return { ok: false, error: `there is no device "${name}" (${advice})` };
}

function list(ids: readonly string[]): string {
  const shown = ids.slice(0, mostNames).join(", ");
  return ids.length > mostNames ? `${shown} and ${ids.length - mostNames} more` : shown;
}

/** Of ids that hold the name, or that a few changed letters make of it, the best ones. */
function nearest(name: string, devices: readonly Device[]): readonly string[] {
  const wanted = name.toLowerCase().slice(0, 64);
  const far = Math.max(2, Math.floor(wanted.length / 3));
  return devices
    .map(({ id }) => ({ id, steps: id.includes(wanted) ? 0 : distance(wanted, id) }))
    .filter((it) => it.steps <= far)
    .sort((a, b) => a.steps - b.steps)
    .slice(0, 2)
    .map((it) => it.id);
}

/** Letters to insert, leave out or change (Levenshtein). */
function distance(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (above[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(change, (above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
    }
    above = row;
  }
  return above[b.length] ?? 0;
}
