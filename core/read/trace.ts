/**
 * Reads what the sandbox says of a run of a Python file. The code that ran may have written this text itself: nothing in
 * it is trusted, what is damaged is left out, and no text makes it throw.
 */
import { type Parsed, ProblemList } from "../graph/problem.ts";
import { type Candidate, type Trace } from "../python/trace.ts";
import { errorOf, readNotes, readTracedModel } from "./trace-model.ts";
import { type Places, readPlaces } from "./trace-places.ts";
import { asMessage, asName, asObject, type Json, TraceReading } from "./trace-reading.ts";

const version = 1;
const maxLength = 256 * 1024 * 1024;
const maxModels = 200;
const maxCandidates = 2_000;

const nothing: Trace = { models: [], candidates: [], notes: [], files: [] };

/**
 * With `roots`, only source files below one of these folders may be named. Both are paths as the sandbox has them;
 * `hostPath` turns them into those of this machine.
 */
export function readTrace(
  text: string,
  roots?: readonly string[],
  hostPath: (path: string) => string = (it) => it,
): Parsed<Trace> {
  const problems = new ProblemList();
  const json = parsed(text, problems);
  if (!json) return { value: nothing, problems: problems.finish() };
  const reading = new TraceReading(problems);
  const places = readPlaces(json, reading, { roots, hostPath });
  const error = errorOf(json.error, places);
  const value: Trace = {
    models: reading
      .objects(json.models, "models", maxModels)
      .map(([, it]) => readTracedModel(it, places, reading)),
    candidates: readCandidates(json.candidates, places, reading),
    notes: readNotes(json.notes, places, reading),
    files: places.files,
    ...(error && { error }),
  };
  return { value, problems: problems.finish() };
}

function parsed(text: string, problems: ProblemList): Json | undefined {
  const refuse = (message: string) => problems.add({ code: "unreadable", severity: "error", message });
  if (text.length > maxLength) {
    refuse(`The trace has ${text.length} characters; up to ${maxLength} are read.`);
    return undefined;
  }
  let json: Json | undefined;
  try {
    json = asObject(JSON.parse(text));
  } catch {
    // What JSON.parse says would quote the text.
  }
  if (!json) refuse("The trace is no JSON object.");
  else if (json.version !== version) refuse(`The trace is not of version ${version}.`);
  else return json;
  return undefined;
}

function readCandidates(value: unknown, places: Places, reading: TraceReading): readonly Candidate[] {
  return reading.objects(value, "candidates", maxCandidates).map(([, it]) => {
    const definition = places.frame(it.definition);
    return {
      name: asName(it.name) ?? "",
      kind: asName(it.kind) ?? "class",
      ...(definition && { definition }),
      reason: asMessage(it.reason) ?? "",
      isWaiting: it.isWaiting === true,
    };
  });
}
