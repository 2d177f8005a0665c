// What is known of a file's models after one more run of it; it must not compute costs.
import { type TracedFile, type TracedView } from "./traced-file.ts";

/**
 * Models that ran take the place of their older selves. One that failed, or for which there was no time, or that a failure of
 * the file itself kept from being made, stays as it was; one that the file no longer defines goes.
 */
export function mergeModels(known: readonly TracedView[], file: TracedFile): readonly TracedView[] {
  const fresh = byKey(file.models);
  const waiting = new Set(file.waiting);
  const merged = new Map<string, TracedView>();
  for (const [key, it] of byKey(known)) {
    const now = fresh.get(key);
    if (now) merged.set(key, now.traced.error && !it.traced.error ? it : now);
    else if (file.isCutShort || waiting.has(it.traced.entry.name)) merged.set(key, it);
  }
  for (const [key, it] of fresh) if (!merged.has(key)) merged.set(key, it);
  if (file.waiting.length > 0) return [...merged.values()];
  // A run that had time for all has them in the order of their weight.
  const places = new Map([...fresh.keys()].map((key, place) => [key, place]));
  const place = (key: string) => places.get(key) ?? places.size;
  return [...merged].sort(([a], [b]) => place(a) - place(b)).map(([, it]) => it);
}

/** By kind and name: an edit of the arguments makes no other model. Several of one name keep their order. */
function byKey(models: readonly TracedView[]): ReadonlyMap<string, TracedView> {
  const found = new Map<string, TracedView>();
  for (const it of models) {
    const { kind, name } = it.traced.entry;
    let count = 0;
    while (found.has(`${kind} ${name} ${count}`)) count++;
    found.set(`${kind} ${name} ${count}`, it);
  }
  return found;
}
