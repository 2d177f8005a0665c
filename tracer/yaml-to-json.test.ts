import { expect, test } from "vitest";
import { yamlSizeLimit, yamlToJson } from "./yaml-to-json.ts";

// What PyYAML 6.0.2's safe_load gives for the same text, as json.dumps writes it.
test.each([
  ["a mapping", "nc: 80\ndepth_multiple: 0.33\nname: yolo", '{"nc":80,"depth_multiple":0.33,"name":"yolo"}'],
  [
    "a list of layers",
    "- [-1, 1, Conv, [64, 6, 2, 2]]\n- [[-1, 6], 1, Concat, [1]]",
    '[[-1,1,"Conv",[64,6,2,2]],[[-1,6],1,"Concat",[1]]]',
  ],
  [
    "words of version 1.1",
    "[yes, no, on, off, true, ~, null, y]",
    '[true,false,true,false,true,null,null,"y"]',
  ],
  [
    "numbers",
    "[0o7, 010, 0x1F, 1_000, 1.0, 1.5e+3, -0.0, 1e-3, 1.5e3]",
    '["0o7",8,31,1000,1.0,1500.0,-0.0,"1e-3","1.5e3"]',
  ],
  ["numbers beyond 2^53", "x: 18446744073709551615", '{"x":18446744073709551615}'],
  ["numbers without an end", "[.inf, -.inf, .nan]", "[Infinity,-Infinity,NaN]"],
  [
    "keys that are numbers",
    "names:\n  0: person\n  1: bicycle",
    '{"names":{"__edgewise_pairs__":[[0,"person"],[1,"bicycle"]]}}',
  ],
  ["anchors and merges", "a: &x {k: 1}\nb:\n  <<: *x\n  l: 2", '{"a":{"k":1},"b":{"k":1,"l":2}}'],
  ["several documents", "a\n---\nb", '{"__edgewise_documents__":["a","b"]}'],
  ["nothing", "", "null"],
  ["block texts", "a: |\n  x\n  y\nb: >\n  x\n  y\n", '{"a":"x\\ny\\n","b":"x y\\n"}'],
])("%s", (_, text, json) => {
  expect(yamlToJson(text)).toBe(json);
});

test.each([
  ["broken text", "a: [1"],
  ["an alias of nothing", "a: *x"],
  ["too long a text", "#".repeat(yamlSizeLimit + 1)],
  [
    "a billion laughs",
    [
      "a0: &a0 x",
      ...Array.from(
        { length: 9 },
        (_, i) => `a${i + 1}: &a${i + 1} [${Array.from({ length: 9 }, () => `*a${i}`).join(", ")}]`,
      ),
    ].join("\n"),
  ],
  ["deep nesting in brackets", "[".repeat(100_000)],
  ["deep nesting in one line", "- ".repeat(100_000)],
  ["deep nesting in lines", Array.from({ length: 600 }, (_, i) => `${" ".repeat(i)}a:`).join("\n")],
])("%s is an error, in time", (_, text) => {
  const started = performance.now();
  expect(yamlToJson(text)).toMatch(/^\{"__edgewise_error__":"/);
  expect(performance.now() - started).toBeLessThan(2000);
});

test("a tag runs nothing", () => {
  expect(yamlToJson("!!python/object/apply:os.system [id]")).toBe('["id"]');
  expect(yamlToJson("!!js/function 'function () { return 1 }'")).toBe('"function () { return 1 }"');
});
