import { type CheckpointTensor } from "../read/checkpoint.ts";

/** A parameter or buffer of a model, as its source or its file names it. */
export interface ExpectedTensor {
  readonly name: string;
  readonly shape?: readonly number[];
}

export interface CheckpointMatch {
  /** What the checkpoint's names begin with beyond the model's (`module.`), or the model's beyond those. */
  readonly stripped?: { readonly side: "checkpoint" | "model"; readonly prefix: string };
  readonly matched: number;
  /** The model has them and the checkpoint does not: modules of which nothing is there, else single names. */
  readonly missing: readonly NameGroup[];
  /** The checkpoint has them and the model does not. */
  readonly unexpected: readonly NameGroup[];
  readonly mismatched: readonly {
    readonly name: string;
    readonly expected: readonly number[];
    readonly found: readonly number[];
  }[];
}

export interface NameGroup {
  /** A module (`layer4.2.conv3`) or one tensor. */
  readonly name: string;
  readonly tensors: number;
}

export function matchCheckpoint(
  expected: readonly ExpectedTensor[],
  tensors: readonly CheckpointTensor[],
): CheckpointMatch {
  const [wantedAll, foundAll] = [expected, tensors].map((them) => them.map((it) => unwrapped(it.name)));
  const stripped = bestPrefix(wantedAll ?? [], foundAll ?? []);
  const cut = (side: "checkpoint" | "model", name: string) =>
    stripped?.side === side && name.startsWith(stripped.prefix) ? name.slice(stripped.prefix.length) : name;
  const wanted = new Map(expected.map((it) => [cut("model", unwrapped(it.name)), it]));
  const found = new Map(tensors.map((it) => [cut("checkpoint", unwrapped(it.name)), it]));
  const common = [...wanted].flatMap(([name, it]) => {
    const tensor = found.get(name);
    return tensor ? [[name, it, tensor] as const] : [];
  });
  const mismatched = common.flatMap(([name, { shape }, tensor]) =>
    !shape || sameSizes(shape, tensor.shape) ? [] : [{ name, expected: shape, found: tensor.shape }],
  );
  const [wantedNames, foundNames] = [[...wanted.keys()], [...found.keys()]];
  return {
    ...(stripped && { stripped }),
    matched: common.length - mismatched.length,
    missing: grouped(
      wantedNames.filter((it) => !found.has(it)),
      foundNames,
    ),
    unexpected: grouped(
      foundNames.filter((it) => !wanted.has(it)),
      wantedNames,
    ),
    mismatched,
  };
}

/** Names that wrappers put in the midst of others: torch.compile, fully sharded training, activation checkpointing. */
const wrappers = /\.(?:_orig_mod|_fsdp_wrapped_module|_checkpoint_wrapped_module)(?=\.)/g;

function unwrapped(name: string): string {
  return name.includes("_orig_mod") || name.includes("_wrapped_module") ? name.replace(wrappers, "") : name;
}

/** `checkpoint lacks layer4.2.conv3 (3 tensors)`, one sentence's middle for each group. */
export function missingText({ name, tensors }: NameGroup): string {
  return tensors === 1 ? `checkpoint lacks ${name}` : `checkpoint lacks ${name} (${tensors} tensors)`;
}

/** Wrappers (DataParallel, torch.compile, Lightning, a detector around a backbone) put a name before all others. */
function bestPrefix(wanted: readonly string[], found: readonly string[]): CheckpointMatch["stripped"] {
  // Whether a prefix fits shows on some of the names.
  const [wantedSample, foundSample] = [sample(wanted), sample(found)];
  const agreeing = (names: readonly string[], others: ReadonlySet<string>, prefix: string) =>
    names.filter((it) => it.startsWith(prefix) && others.has(it.slice(prefix.length))).length;
  const [wantedSet, foundSet] = [new Set(wanted), new Set(found)];
  let best: CheckpointMatch["stripped"];
  let most = agreeing(foundSample, wantedSet, "");
  for (const prefix of prefixes(found)) {
    const count = agreeing(foundSample, wantedSet, prefix);
    if (count > most) [best, most] = [{ side: "checkpoint", prefix }, count];
  }
  for (const prefix of prefixes(wanted)) {
    const count = agreeing(wantedSample, foundSet, prefix);
    if (count > most) [best, most] = [{ side: "model", prefix }, count];
  }
  return best;
}

const mostSampled = 2000;

function sample(names: readonly string[]): readonly string[] {
  const step = Math.ceil(names.length / mostSampled);
  return step <= 1 ? names : names.filter((_, i) => i % step === 0);
}

const mostPrefixes = 50;
const deepestPrefix = 3;

/** `module.`, `module.model.`: the first names, in up to three steps. */
function prefixes(names: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const name of names) {
    let end = -1;
    for (let depth = 0; depth < deepestPrefix; depth++) {
      end = name.indexOf(".", end + 1);
      if (end < 0) break;
      const prefix = name.slice(0, end + 1);
      counts.set(prefix, (counts.get(prefix) ?? 0) + 1);
    }
  }
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .slice(0, mostPrefixes)
    .map(([it]) => it);
}

/** Names under the shortest module of which the other side has nothing at all. */
function grouped(names: readonly string[], others: readonly string[]): readonly NameGroup[] {
  const there = new Set<string>();
  for (const name of others) for (const it of modulesOf(name)) there.add(it);
  const groups = new Map<string, number>();
  for (const name of names) {
    const group = modulesOf(name).find((it) => !there.has(it)) ?? name;
    groups.set(group, (groups.get(group) ?? 0) + 1);
  }
  return [...groups].map(([name, tensors]) => ({ name, tensors }));
}

const mostModules = 64;

/** `a`, `a.b` of `a.b.weight`, shortest first. */
function modulesOf(name: string): readonly string[] {
  const parts = name.split(".").slice(0, mostModules);
  return parts.slice(1).map((_, i) => parts.slice(0, i + 1).join("."));
}

function sameSizes(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((it, i) => it === b[i]);
}
