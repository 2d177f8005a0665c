/**
 * Reads what torch.export.save writes: an archive of a graph as JSON and of the weights. It must not run or trust any of
 * it; what custom objects and sample inputs would run is listed.
 */
import { ProblemList } from "../graph/problem.ts";
import { type Archive, archiveRoot, readText } from "./archive.ts";
import { type Checkpoint, type CheckpointTensor } from "./checkpoint.ts";
import { exportedShape } from "./exported-dims.ts";
import { exportedModel } from "./exported-graph.ts";
import { asObject, at, duplicateKeys, parseJson } from "./json-text.ts";
import { type CheckpointImport } from "./pickle-problems.ts";
import { TensorPlacer } from "./place-tensors.ts";
import { type NamedView } from "./state-dict.ts";
import { isStatic } from "../graph/shape.ts";
import { type TensorView } from "./torch-tensor.ts";
import { scalarType } from "./torch-types.ts";
import { addImports, readTorchZip } from "./torch-zip.ts";

/** Before and since PyTorch 2.8. */
const oldGraph = "serialized_exported_program.json";
const models = /^([^/]*\/)?models\/([^/]+)\.json$/;

export function isExportedProgram(archive: Archive): boolean {
  return archiveRoot(archive, oldGraph) !== undefined || modelEntry(archive) !== undefined;
}

export function readExportedProgram(archive: Archive): Checkpoint {
  const problems = new ProblemList();
  const reading = new ProgramReading(archive, problems);
  const found = modelEntry(archive);
  const graphName = found?.[0] ?? `${archiveRoot(archive, oldGraph) ?? ""}${oldGraph}`;
  const tensors = found
    ? reading.tensors(found[1], found[2])
    : reading.oldTensors(archiveRoot(archive, oldGraph) ?? "");
  reading.readSamples();
  const program = reading.json(graphName);
  const name = found?.[2] ?? "model";
  const byName = new Map(tensors.map((it) => [it.name, it]));
  const offsetOf = (it: CheckpointTensor) => {
    const base = archive.entries.get(it.place.container)?.offset;
    return base === undefined ? undefined : base + it.place.offset;
  };
  const model = asObject(program)
    ? exportedModel({ program, name, tensors: byName, offsetOf }, problems)
    : undefined;
  return {
    format: "torch-export",
    tensors,
    others: reading.others(),
    metadata: metadataOf(program),
    imports: [...reading.imports.values()],
    ...(model && { model }),
    problems: [...archive.problems, ...problems.finish()],
  };
}

/** The entry of the graph, the folder before it, and the model's name; an archive can hold several models. */
function modelEntry(archive: Archive): readonly [entry: string, root: string, name: string] | undefined {
  for (const entry of archive.entries.keys()) {
    const [, root = "", name] = models.exec(entry) ?? [];
    if (name !== undefined) return [entry, root, name];
  }
  return undefined;
}

class ProgramReading {
  readonly imports = new Map<string, CheckpointImport>();
  private readonly samples = new Map<string, Checkpoint>();

  constructor(
    private readonly archive: Archive,
    private readonly problems: ProblemList,
  ) {}

  json(name: string): unknown {
    const text = readText(this.archive, name);
    if (!text.ok) {
      this.problems.add(text.error);
      return undefined;
    }
    const parsed = parseJson(text.value, name);
    if (!parsed.ok) {
      this.problems.add(parsed.error);
      return undefined;
    }
    for (const it of duplicateKeys(text.value, name)) this.problems.add(it);
    return parsed.value;
  }

  /** Each weight is an entry of its own; a list says which, of what type and sizes. */
  tensors(root: string, model: string): readonly CheckpointTensor[] {
    const lists = [
      ["data/weights/", `${root}data/weights/${model}_weights_config.json`],
      ["data/constants/", `${root}data/constants/${model}_constants_config.json`],
    ] as const;
    const views = lists.flatMap(([folder, list]) => {
      if (!this.archive.entries.has(list)) return [];
      const config = asObject(at(this.json(list), "config")) ?? {};
      return Object.entries(config).flatMap(([name, it]) => viewOf(name, it, `${root}${folder}`) ?? []);
    });
    const placer = new TensorPlacer((it) => {
      const entry = this.archive.entries.get(it.key);
      return entry && { container: entry.name, offset: 0, length: entry.size };
    }, this.problems);
    return placer.place({ tensors: views, others: new Map(), metadata: new Map(), isPartial: false }).tensors;
  }

  /** Older files hold the state dict and the constants as files of torch.save. */
  oldTensors(root: string): readonly CheckpointTensor[] {
    return [`${root}serialized_state_dict.pt`, `${root}serialized_constants.pt`].flatMap((name) => {
      const found = this.nested(name);
      return (found?.tensors ?? []).map((it) => ({
        ...it,
        place: { ...it.place, container: `${name}/${it.place.container}` },
      }));
    });
  }

  readSamples(): void {
    for (const name of this.archive.nested.keys()) {
      if (/sample_inputs|example_inputs/.test(name)) {
        const found = this.nested(name);
        if (found) this.samples.set(name, found);
      }
    }
  }

  others(): Checkpoint["others"] {
    return [...this.samples].flatMap(([path, { tensors }]) => {
      const bytes = tensors.reduce((sum, it) => sum + it.ownBytes, 0);
      return tensors.length === 0 ? [] : [{ path, tensors: tensors.length, bytes }];
    });
  }

  private nested(name: string): Checkpoint | undefined {
    const inner = this.archive.nested.get(name);
    if (!inner) return undefined;
    const found = readTorchZip(inner);
    addImports(this.imports, found.imports);
    const base = this.archive.entries.get(name)?.offset;
    for (const { offset, ...rest } of found.problems) {
      const isPlaced = offset !== undefined && base !== undefined;
      this.problems.add({
        ...rest,
        message: `${name}: ${rest.message}`,
        ...(isPlaced && { offset: base + offset }),
      });
    }
    return found;
  }
}

function viewOf(name: string, it: unknown, folder: string): NamedView | undefined {
  const path = at(it, "path_name");
  const meta = at(it, "tensor_meta");
  const shape = exportedShape(at(meta, "sizes"));
  // Objects of the program's own classes stand among the constants.
  if (typeof path !== "string" || !isStatic(shape)) return undefined;
  const stride = exportedShape(at(meta, "strides"));
  const offset = exportedShape([at(meta, "storage_offset")]);
  const dtype = scalarType(at(meta, "dtype"));
  const view: TensorView = {
    shape,
    offset: isStatic(offset) ? (offset[0] ?? 0) : 0,
    storage: { key: `${folder}${path}`, elements: 0, ...(dtype && { dtype }) },
    ...(dtype && { dtype }),
    ...(isStatic(stride) && stride.length === shape.length && { stride }),
  };
  const isParameter = at(it, "is_param") === true;
  return { name, view, role: isParameter ? "parameter" : "buffer" };
}

function metadataOf(program: unknown): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const version = at(program, "torch_version");
  if (typeof version === "string") found.set("torch_version", version.slice(0, 100));
  const schema = at(program, "schema_version");
  const [major, minor] = [at(schema, "major"), at(schema, "minor")];
  if (typeof major === "number" && typeof minor === "number")
    found.set("schema_version", `${major}.${minor}`);
  return found;
}
