import { expect, test } from "vitest";
import { hostileWeights } from "./hostile-weights.ts";
import { weightsCases } from "./weights-cases.ts";
import { checkWeights } from "./weights-path.ts";
import { weightsSeeds } from "./weights-seeds.ts";

// The quick part of `npm run fuzz -- --only checkpoints`, without the processes that watch time and memory.

test("every seed is read as what it is", async () => {
  for (const { name, inner, around } of weightsSeeds) {
    const { problems } = await checkWeights(around(inner), name);
    const ours = problems.filter((it) => !["pickle-code-execution", "unsupported"].includes(it.code));
    // That of 0.1 holds its tensors in a form of its own, and a pickle alone has no storages.
    if (!/ancient|plain/.test(name)) expect([name, ours]).toEqual([name, []]);
  }
});

test("hostile files of weights say what they are", async () => {
  const wrong: string[] = [];
  for (const { name, make, says } of hostileWeights) {
    try {
      const { problems } = await checkWeights(make(), name);
      if (says && !problems.some((it) => says.test(it.message)))
        wrong.push(`${name}: ${problems[0]?.message ?? "no problem"}`);
    } catch (error) {
      wrong.push(`${name}: ${String(error)}`);
    }
  }
  expect(wrong).toEqual([]);
}, 120_000);

test("changed files of weights throw nothing", async () => {
  const cases = weightsCases(300, 1);
  const wrong: string[] = [];
  for (let index = hostileWeights.length; index < cases.count; index++) {
    const { name, make } = cases.make(index);
    await checkWeights(make(), name).catch((error: unknown) =>
      wrong.push(`${index} ${name}: ${String(error)}`),
    );
  }
  expect(wrong).toEqual([]);
}, 60_000);
