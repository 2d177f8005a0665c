import { expect, test } from "vitest";
import { explainError } from "./explain-error.ts";

const explained = (message: string, type = "RuntimeError") =>
  explainError({ phase: "forward", type, message, calls: [] });

// Messages as torch 2.6 prints them.
test.each([
  [
    "mat1 and mat2 shapes cannot be multiplied (1x512 and 1024x10)",
    "This layer takes 1024 features and gets 512. RuntimeError: mat1 and mat2 shapes cannot be multiplied (1×512 and 1024×10)",
  ],
  [
    "Given groups=1, weight of size [32, 24, 3, 3], expected input[1, 16, 32, 32] to have 24 channels, but got 16 channels instead",
    "This convolution takes 24 channels and gets 16. ",
  ],
  [
    "running_mean should contain 32 elements not 16",
    "This normalization is made for 16 channels and gets 32. ",
  ],
  [
    "Given normalized_shape=[8], expected input with shape [*, 8], but got input of size[1, 32, 16]",
    "This normalization is made for inputs that end in 8; it gets 1×32×16. ",
  ],
  [
    "Sizes of tensors must match except in dimension 1. Expected size 32 but got size 16 for tensor number 1 in the list.",
    "Tensors are joined along dimension 1; their other sizes must be equal, and one is 16 where the first has 32. ",
  ],
  [
    "The size of tensor a (32) must match the size of tensor b (16) at non-singleton dimension 3",
    "These two do not fit element by element: in dimension 3 one has 32, the other 16. ",
  ],
  [
    "shape '[1, 64]' is invalid for input of size 32",
    "32 elements cannot be arranged as 1×64, which has 64. ",
  ],
  ["shape '[-1, 64]' is invalid for input of size 32", "32 elements cannot be arranged as -1×64. "],
])("%s", (message, expected) => {
  const text = explained(message);
  expect(text.slice(0, expected.length)).toBe(expected);
  expect(text).toMatch(/RuntimeError: /);
});

test("calls of forward that do not fit it", () => {
  expect(explained("Block.forward() missing 1 required positional argument: 'mask'", "TypeError")).toMatch(
    /^Block\.forward needs mask, and this call does not give it\. TypeError: Block/,
  );
  expect(explained("Block.forward() takes 2 positional arguments but 3 were given", "TypeError")).toMatch(
    /^Block\.forward takes 1 arguments?, and this call gives 2\./,
  );
  expect(explained("'Net' object has no attribute 'conv3'", "AttributeError")).toMatch(/^Net has no conv3: /);
});

test("what is not known stays as Python says it", () => {
  expect(explained("a 3x4 matrix of my own", "ValueError")).toBe("ValueError: a 3x4 matrix of my own");
  expect(explained("", "AssertionError")).toBe("AssertionError");
});
