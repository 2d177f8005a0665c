/** The modules of a traced model and their calls. It must not follow an index that it has not checked. */
import { type TracedCall, type TracedModule } from "../python/trace.ts";
import { type Constant } from "../graph/model.ts";
import { type Places } from "./trace-places.ts";
import { asIndex, asName, type Json, type TraceReading } from "./trace-reading.ts";
import { type TensorNames } from "./trace-values.ts";

const maxModules = 200_000;
const maxCalls = 400_000;
const maxPaths = 10_000;
const maxTensorsOfCall = 10_000;

interface ModuleContext {
  readonly places: Places;
  readonly constants: readonly (Constant | undefined)[];
}

/** By their place in the list: a damaged one stays as a module without a path. */
export function readModules(
  value: unknown,
  { places, constants }: ModuleContext,
  reading: TraceReading,
): readonly TracedModule[] {
  return reading.list(value, "modules", maxModules).map((it, i) => {
    const module = typeof it === "object" && it !== null ? (it as Json) : {};
    const path = asName(module.path);
    if (path === undefined) reading.malformed(`module ${i} has no path`);
    const paths = reading.list(module.paths, "paths", maxPaths).flatMap((name) => asName(name) ?? []);
    const definition = places.frame(module.definition);
    return {
      path: path ?? "",
      paths: path === undefined || paths.includes(path) ? paths : [path, ...paths],
      className: asName(module.class) ?? "Module",
      ...(definition && { definition }),
      madeBy: places.stack(module.stack),
      constants: reading
        .list(module.constants, "constants of a module", maxPaths)
        .flatMap((index) => constants[asIndex(index, constants.length) ?? -1]?.name ?? []),
    };
  });
}

interface CallContext {
  readonly moduleCount: number;
  readonly places: Places;
  readonly names: TensorNames;
  readonly tensorCount: number;
  /** For each place among the trace's nodes, how many before it were kept. */
  readonly kept: readonly number[];
}

/** Calls whose module is not known are left out, and those in them belong to nobody then. */
export function readCalls(
  value: unknown,
  context: CallContext,
  reading: TraceReading,
): readonly TracedCall[] {
  const calls: TracedCall[] = [];
  const places = new Map<number, number>();
  for (const [i, it] of reading.objects(value, "calls", maxCalls)) {
    const module = asIndex(it.module, context.moduleCount);
    const range = nodeRange(it.nodes, context.kept);
    if (module === undefined || !range) {
      reading.malformed(`call ${i} is of no module, or of no nodes`);
      continue;
    }
    // A call starts after the one that it is in: so there is no circle of parents.
    const parent = places.get(asIndex(it.parent, i) ?? -1);
    places.set(i, calls.length);
    calls.push({
      module,
      ...(parent !== undefined && { parent }),
      stack: context.places.stack(it.stack),
      inputs: namesOf(it.inputs, context, reading),
      outputs: namesOf(it.outputs, context, reading),
      ...range,
    });
  }
  return calls;
}

function nodeRange(
  value: unknown,
  kept: readonly number[],
): Pick<TracedCall, "firstNode" | "endNode"> | undefined {
  const [first, end] = Array.isArray(value) ? value.map((it: unknown) => asIndex(it, kept.length)) : [];
  if (first === undefined || end === undefined || first > end) return undefined;
  return { firstNode: kept[first] ?? 0, endNode: kept[end] ?? 0 };
}

function namesOf(value: unknown, context: CallContext, reading: TraceReading): readonly string[] {
  return reading
    .list(value, "tensors of a call", maxTensorsOfCall)
    .flatMap((index) => context.names.of(asIndex(index, context.tensorCount) ?? -1) ?? []);
}
