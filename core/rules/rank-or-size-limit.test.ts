import { expect, test } from "vitest";
import { expectExamples, findings } from "../diagnostics/examples.test-helper.ts";
import { rankOrSizeLimit } from "./rank-or-size-limit.ts";

test("its examples", () => {
  expectExamples(rankOrSizeLimit);
});

const pool = (size: number) => `g (float[1, 64, ${size}, ${size}] x) => (float[1, 64, 1, 1] y) {
  y = GlobalAveragePool (x)
}`;

// RKNN operator list 2.3.2: GlobalAveragePool with H, W <= 7.
test.each([
  [7, 0],
  [14, 1],
])("GlobalAveragePool of a map of %i on RKNN", (size, count) => {
  const found = findings(rankOrSizeLimit, { model: pool(size), device: "rk3588" });
  expect(found.length).toBe(count);
  for (const it of found) {
    expect(it.severity).toBe("info");
    expect(it.message).toContain("this one is 14×14");
  }
});

// coral.ai: [1, 128, 128, 3] maps to the Edge TPU, [3, 128, 128, 1] does not.
test.each([
  ["1, 3, 128, 128", 0],
  ["3, 1, 128, 128", 1],
  ["1, 2, 58, 28, 28", 1],
])("%s on the Edge TPU", (shape, count) => {
  const model = `g (float[${shape}] x) => (float[${shape}] y) {
  y = Relu (x)
}`;
  expect(findings(rankOrSizeLimit, { model, device: "coral-usb" }).length).toBe(count);
});

test("a limit of a runtime that nobody takes over from is an error, with the count of all", () => {
  const model = `g (float[1, 3, 8, 8, 8] x, float[4, 3, 3, 3, 3] w = ["location": "w.bin"], float[4, 4, 3, 3, 3] v = ["location": "w.bin"])
  => (float[1, 4, 4, 4, 4] z) {
  y = Conv (x, w)
  z = Conv (y, v)
}`;
  const found = findings(rankOrSizeLimit, { model, device: "intel-ncs2" });
  expect(found.map((it) => it.severity)).toEqual(["error", "error"]);
  expect(found[0]?.message).toMatch(
    /does not run on Intel Neural Compute Stick 2\. .*this one is 3-D\. In all: 2 Conv\.$/,
  );
});

test("unknown shapes do no harm", () => {
  const model = `g (float[] x) => (float[] y) {
  y = GlobalAveragePool (x)
}`;
  for (const device of ["rk3588", "coral-usb", "jetson-nano", "intel-ncs2"]) {
    expect(findings(rankOrSizeLimit, { model, device })).toEqual([]);
  }
});
