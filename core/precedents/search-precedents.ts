import { allPrecedents } from "./all-precedents.ts";
import { type CompressionMethod, type Precedent } from "./precedent.ts";
import { references } from "./references.ts";
import { squeezed } from "./squeezed.ts";

/** What is looked for; what is left out does not matter. Case, spaces and punctuation never do. */
export interface PrecedentQuery {
  /** Words that all occur somewhere in the row or in what it cites. */
  readonly text?: string;
  /** Id of the catalogue, or a part of the name that the survey uses. */
  readonly device?: string;
  readonly method?: CompressionMethod;
  /** Words of the task. */
  readonly task?: string;
  /** A part of the network's name. */
  readonly network?: string;
}

/** Published deployments that fit, those first whose network, task or device has the words; else in the survey's order. */
export function searchPrecedents(query: PrecedentQuery): readonly Precedent[] {
  const words = wordsOf(query.text);
  return allPrecedents
    .filter((it) => fits(it, query))
    .map((precedent) => ({ precedent, score: scoreOf(precedent, words) }))
    .filter(({ score }) => score !== undefined)
    .sort((a, b) => (b.score ?? 0) - (a.score ?? 0))
    .map(({ precedent }) => precedent);
}

/** Whether a deployment was on a device: by its id, or by a part of the name as the survey writes it. */
export function isOnDevice({ devices }: Precedent, device: string): boolean {
  const name = squeezed(device);
  return devices.some((it) => it.ids.includes(device) || squeezed(it.name).includes(name));
}

function fits(precedent: Precedent, { device, method, task, network }: PrecedentQuery): boolean {
  return (
    (device === undefined || isOnDevice(precedent, device)) &&
    (method === undefined || precedent.methods.includes(method)) &&
    wordsOf(task).every((it) => hasWord(precedent.task, it)) &&
    (network === undefined || squeezed(precedent.network).includes(squeezed(network)))
  );
}

function wordsOf(text = ""): readonly string[] {
  return text
    .split(/\s+/)
    .map(squeezed)
    .filter((it) => it !== "");
}

/** The better the place that words are found in, the more; undefined when one is found nowhere. */
function scoreOf(precedent: Precedent, words: readonly string[]): number | undefined {
  const places = placesOf(precedent);
  let sum = 0;
  for (const word of words) {
    const place = places.findIndex((has) => has(word));
    if (place < 0) return undefined;
    sum += places.length - place;
  }
  return sum;
}

/** Where a word counts most, less, least. Names are searched without their hyphens, prose by the beginnings of words. */
function placesOf(it: Precedent): readonly ((word: string) => boolean)[] {
  const names = [it.network, ...it.devices.flatMap(({ name, ids }) => [name, ...ids])].map(squeezed);
  const rest = [...it.methods, it.method ?? "", ...it.datasets, it.teacher ?? "", it.accuracy ?? ""].join(
    " ",
  );
  const cited = it.references.map((number) => references[number] ?? "").join(" ");
  return [
    (word) => names.some((name) => name.includes(word)) || hasWord(it.task, word),
    (word) => hasWord(rest, word),
    (word) => hasWord(cited, word) || String(it.year) === word,
  ];
}

/** `8-bit` is found by `8bit` and by `bit`. */
function hasWord(text: string, beginning: string): boolean {
  const words = text.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  return [...words, ...text.split(/\s+/).map(squeezed)].some((it) => it.startsWith(beginning));
}
