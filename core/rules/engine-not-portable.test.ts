import { expect, test } from "vitest";
import { expectExamples, findings, subjectOf } from "../diagnostics/examples.test-helper.ts";
import { engineNotPortable } from "./engine-not-portable.ts";

test("its examples", () => {
  expectExamples(engineNotPortable);
});

const { model } = engineNotPortable.bad;

// Compute capability by chip: tegra210 5.3 (jetson_stats); JetPack 4.6.1 has TensorRT 8.2.1.
test("it names GPU and version", () => {
  const [found] = findings(engineNotPortable, { model, device: "jetson-nano" });
  expect(found?.message).toBe(
    "An engine built for NVIDIA Jetson Nano 4GB, compute capability 5.3, TensorRT 8.2 (JetPack 4.6.1) runs there only: " +
      "build it on the board.",
  );
});

test("of several boards it speaks once", () => {
  const nano = subjectOf({ model, device: "jetson-nano" });
  const orin = subjectOf({ model, device: "jetson-orin-nano-8gb" });
  const targets = [...nano.targets, ...orin.targets];
  const messages = targets.flatMap((target) => [...engineNotPortable.check({ ...nano, target, targets })]);
  expect(messages.length).toBe(1);
  expect(messages[0]?.message).toMatch(/capability 5\.3.*; .*capability 8\.7/);
});
