import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { operators } from "../core/operators/index.ts";

const root = join(import.meta.dirname, "..");

// Of the functions that one helper makes only this one is recorded under ONNX's name and domain.
const notAten = ["RoiAlign"];

test("every aten operator that the stand-in for torch can record is in the table", () => {
  const args = ["-S", "-B", join(root, "test", "aten_names.py"), join(root, "python", "tracer")];
  const { stdout, stderr } = spawnSync("python3", args, { encoding: "utf8" });
  expect(stderr).toBe("");
  const names = JSON.parse(stdout) as readonly (readonly [name: string, place: string])[];
  expect(names.length).toBeGreaterThan(150);
  const known = operators.filter((it) => it.domain === "aten").map((it) => it.type);
  const isKnown = (name: string) => {
    // A name made of parts stands for several; one of them has to be there.
    const pattern = new RegExp(`^${name.replaceAll("*", "\\w+")}$`);
    return known.some((it) => pattern.test(it));
  };
  expect(names.filter(([name]) => !notAten.includes(name) && !isKnown(name))).toEqual([]);
});
