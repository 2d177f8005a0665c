import { describe, expect, test } from "vitest";
import { layerParameters } from "./layer-parameters.ts";
import { type Argument } from "./syntax.ts";

function parameters(callee: string, ...given: readonly Argument[]): number | undefined {
  return layerParameters({ callee, arguments: given, span: { offset: 0, length: 0 } });
}
const values = (...given: readonly Argument["value"][]): Argument[] => given.map((value) => ({ value }));
const named = (name: string, value: Argument["value"]): Argument => ({ name, value });

// Counted by torch 2.13: sum(p.numel() for p in layer.parameters()).
describe("layerParameters", () => {
  test.each([
    ["torch.nn.Conv2d", values(3, 64, 7), 9_472],
    ["torch.nn.Conv2d", [...values(64, 64, [3, 1]), named("groups", 64), named("bias", false)], 192],
    ["torch.nn.modules.conv.Conv1d", values(16, 33, 3), 1_617],
    ["torch.nn.ConvTranspose2d", [...values(16, 8, 2, 2), named("groups", 4)], 136],
    ["torch.nn.Linear", values(2048, 1000), 2_049_000],
    ["torch.nn.Bilinear", values(20, 30, 40), 24_040],
    ["torch.nn.Embedding", values(50_257, 768), 38_597_376],
    ["torch.nn.BatchNorm2d", values(64), 128],
    ["torch.nn.BatchNorm2d", [...values(64), named("affine", false)], 0],
    ["torch.nn.InstanceNorm2d", values(64), 0],
    ["torch.nn.GroupNorm", values(8, 64), 128],
    ["torch.nn.LayerNorm", values([7, 7, 64]), 6_272],
    ["torch.nn.LayerNorm", [...values(64), named("bias", false)], 64],
    ["torch.nn.PReLU", [], 1],
    ["torch.nn.LSTM", [...values(10, 20, 2), named("bidirectional", true)], 15_040],
    ["torch.nn.LSTM", [...values(10, 20), named("proj_size", 5)], 1_460],
    ["torch.nn.GRU", values(10, 20), 1_920],
    ["torch.nn.MultiheadAttention", values(64, 8), 16_640],
    ["torch.nn.MultiheadAttention", [...values(64, 8), named("kdim", 32), named("vdim", 16)], 11_520],
  ] as const)("%s %j has %d", (callee, given, count) => {
    expect(parameters(callee, ...given)).toBe(count);
  });

  test.each([
    ["an argument that is no literal", "torch.nn.Conv2d", [...values(3), { value: undefined }, ...values(3)]],
    ["an argument that is missing", "torch.nn.Conv2d", values(3, 64)],
    ["an argument that is not there", "torch.nn.Linear", [...values(3, 4), named("biass", true)]],
    ["groups that do not divide", "torch.nn.Conv2d", [...values(3, 64, 3), named("groups", 7)]],
    ["a class that is not known", "torch.nn.Foo", values(3)],
    ["a class of another package", "mine.Linear", values(3, 4)],
  ] as const)("%s: not known", (_, callee, given) => {
    expect(parameters(callee, ...given)).toBeUndefined();
  });

  test("what does not matter need not be a literal", () => {
    expect(parameters("torch.nn.Linear", ...values(3, 4), named("device", undefined))).toBe(16);
  });
});
