import { describe, expect, test } from "vitest";
import { repairPython } from "./repair.ts";

describe("repairPython", () => {
  test.each([
    [
      "a call before a class",
      "class A:\n    x = f(3,\n\nclass B:\n    pass\n",
      "class A:\n    x = f(3,)\n\nclass B:\n    pass\n",
    ],
    [
      "two brackets before a method",
      "class A:\n    x = [f(1), g(\n    def m(self):\n        pass\n",
      "class A:\n    x = [f(1), g()]\n    def m(self):\n        pass\n",
    ],
    [
      "a call before an attribute",
      "        self.a = f(3\n        self.b = g(4)\n",
      "        self.a = f(3)\n        self.b = g(4)\n",
    ],
    ["a comment at the end", "x = f(1, # one\nreturn x", "x = f(1,) # one\nreturn x"],
    ["a decorator", "x = f(\n@torch.no_grad()\ndef g(): pass", "x = f()\n@torch.no_grad()\ndef g(): pass"],
    ["two places", "a.b = f(\na.c = g(\na.d = 1", "a.b = f()\na.c = g()\na.d = 1"],
    ["a name after a dot", "x = nn.\ny.z = 1\n", "x = nn. _\ny.z = 1\n"],
    ["a block with a body", "if x ==\n    self.b = 1\n", "if x == _:\n    self.b = 1\n"],
    ["a block without one", "for i in\n\nclass B:\n", "for i in _: pass\n\nclass B:\n"],
  ])("%s", (_, text, expected) => {
    const { text: repaired, originalOffset } = repairPython(text);
    expect(repaired).toBe(expected);
    // Whatever is not put in maps back to where it stood.
    for (const word of ["class B", "def m", "self.b", "return", "@torch", "a.c", "a.d"])
      if (text.includes(word)) expect(originalOffset(repaired.indexOf(word))).toBe(text.indexOf(word));
  });

  test.each([
    ["closed ones", "x = f(\n    1,\n)\nclass A: pass\n"],
    ["keyword arguments at the statement's indentation", "x = f(\na=1,\nb=2,\n)\n"],
    ["a matrix product over two lines", "x = (a\n@ b)\n"],
    ["a loop over what is listed", "x = [\ni\nfor i in y\nif i\n]\n"],
    ["brackets in strings and comments", "x = '(' # (\ny = \"[\"\nz = '''{\n'''\ndef f(): pass\n"],
    ["a string nobody closed", "x = 'f(\nclass A: pass\n"],
    ["a slice and a lambda", "x = y[1:\n2]\nz = lambda: 0\nif a: b\nelse: c\n"],
    ["an ellipsis and a star", "class A: ...\nfrom a import *\n"],
    ["a line that goes on", "x = a + \\\n  b\n"],
    ["a bracket too many", "x = f(1))\nclass A: pass\n"],
  ])("leaves %s alone", (_, text) => {
    expect(repairPython(text).text).toBe(text);
  });

  test("takes time in proportion to the text", () => {
    const started = performance.now();
    repairPython("(".repeat(200_000) + "\nx.y = 1".repeat(50_000));
    repairPython("'''" + "\\".repeat(300_000));
    expect(performance.now() - started).toBeLessThan(3000);
  });
});
