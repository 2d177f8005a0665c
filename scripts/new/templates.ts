/** One name in the spellings that a new entry needs. */
export interface Names {
  /** `unfused-batch-norm` */
  readonly file: string;
  /** `unfusedBatchNorm` */
  readonly camel: string;
  /** `UnfusedBatchNorm` */
  readonly pascal: string;
  /** `Unfused batch norm` */
  readonly words: string;
}

interface Texts {
  readonly source: string;
  readonly test: string;
}

/**
 * By kind: a file that compiles and says nothing yet, and a test that fails for that reason. The messages of the
 * failing expectations are the instructions.
 */
export const templates: Readonly<Record<string, (names: Names) => Texts>> = {
  operator: (it) => ({ source: operatorSource(it), test: operatorTest(it) }),
  rule: (it) => ({ source: ruleSource(it), test: ruleTest(it) }),
  device: (it) => ({ source: deviceSource(it), test: deviceTest(it) }),
  pass: (it) => ({ source: passSource(it), test: passTest(it) }),
  runner: (it) => ({ source: runnerSource(it), test: runnerTest(it) }),
};

const operatorSource = ({ camel, pascal }: Names) => `import { type Operator } from "./contract/operator.ts";

export const ${camel}: Operator = {
  type: "${pascal}",
  doc: "",
  infer: () => undefined,
};
`;

const operatorTest = ({ file, camel, pascal }: Names) => `import { expect, test } from "vitest";
import { checkOperator, type OperatorCase } from "./contract/test-call.ts";
import { ${camel} } from "./${file}.ts";

const cases: Readonly<Record<string, OperatorCase>> = {};

for (const [name, it] of Object.entries(cases)) test(\`${pascal}: \${name}\`, () => checkOperator(${camel}, it));

test("${pascal} is described and has its cases", () => {
  expect(${camel}.doc, "write doc: one line that ends with a full stop").toMatch(/\\S\\.$/);
  const wanted = "write cases: a usual one, an edge, and one with a number from a named source outside this project";
  expect(Object.keys(cases).length, wanted).toBeGreaterThanOrEqual(3);
});
`;

const ruleSource = ({ file, camel }: Names) => `import { type Rule } from "./contract/rule.ts";

export const ${camel}: Rule = {
  id: "${file}",
  group: "architecture",
  severity: "warning",
  isForTarget: false,
  what: "",
  why: "",
  fix: "",
  sources: [],
  bad: { model: "" },
  good: { model: "" },
  check: () => [],
};
`;

const ruleTest = ({ file, camel }: Names) => `import { expect, test } from "vitest";
import { expectExamples } from "../diagnostics/examples.test-helper.ts";
import { ${camel} } from "./${file}.ts";

test("${file} explains itself", () => {
  for (const part of ["what", "why", "fix"] as const) {
    expect(${camel}[part], \`write \${part}: sentences that end with a full stop\`).toMatch(/\\S\\.$/);
  }
});

test("${file} reports the bad example and not the good one", () => {
  expect(${camel}.bad.model, "write bad: a model as ONNX text").not.toBe("");
  expectExamples(${camel});
});
`;

const deviceSource = ({ file, camel, words }: Names) => `import { type Device } from "./contract/device.ts";

export const ${camel} = {
  id: "${file}",
  name: "${words}",
  vendor: "",
  kind: "soc",
  memory: {},
  isHostRequired: false,
  runtimes: [],
  formats: [],
  precisionsAccelerated: [],
  lifecycle: [],
  corrections: [],
  measured: [],
  notes: [],
  references: [],
  sources: {},
} satisfies Device;
`;

const deviceTest = ({ file, camel }: Names) => `import { expect, test } from "vitest";
import { checkDevice } from "./contract/check-device.ts";
import { type Device } from "./contract/device.ts";
import { numberPaths, sourceOf } from "./contract/source-of.ts";
import { ${camel} } from "./${file}.ts";

const device: Device = ${camel};

test("every number of ${file} says where it is from", () => {
  const paths = numberPaths(device);
  expect(paths, "write memory, and cpu, gpu or npu with its peak: SI units, unknown left out").not.toEqual([]);
  for (const it of paths) {
    expect(sourceOf(device, it)?.text, "a source is a link, or names the document and its page").toMatch(/\\S{4}/);
  }
  expect(checkDevice(device)).toEqual([]);
});

test("${file} runs networks", () => {
  expect(device.defaultRuntime, "write runtimes, and defaultRuntime: what is taken when none is chosen").toBeDefined();
});
`;

const passSource = ({ file, camel }: Names) => `import { type Pass } from "./contract/pass.ts";

export const ${camel}: Pass = {
  id: "${file}",
  doc: "",
  apply: (model) => ({ model, changes: [], problems: [] }),
};
`;

const passTest = ({ file, camel }: Names) => `import { expect, test } from "vitest";
import { readOnnxText } from "../read/onnx-text.ts";
import { ${camel} } from "./${file}.ts";

const before = "";

test("${file} is described", () => {
  expect(${camel}.doc, "write doc: one line that ends with a full stop").toMatch(/\\S\\.$/);
});

test("${file} changes its example once, and then has nothing left to do", () => {
  const { model, changes, problems } = ${camel}.apply(readOnnxText(before).value.model);
  expect(problems).toEqual([]);
  expect(changes, "write before (ONNX text) and apply: nothing was changed").not.toEqual([]);
  expect(${camel}.apply(model).changes).toEqual([]);
});
`;

const runnerSource = ({
  file,
  camel,
  words,
}: Names) => `// How ${words} is driven on a board: a command line out, its text back in; it must not start anything.
import { type Runner } from "./contract/runner.ts";

export const ${camel}: Runner = {
  id: "${file}",
  needs: [],
  command: () => [],
  parse: () => ({ ok: false, error: { code: "malformed", severity: "error", message: "No latency in the output." } }),
};
`;

const runnerTest = ({ file, camel }: Names) => `import { expect, test } from "vitest";
import { ${camel} } from "./${file}.ts";

// What the program printed, with its version and the board in the first line.
const recorded = "";

test("${file} says what it needs and how it is called", () => {
  expect(${camel}.needs, "write needs: programs that must exist on the board").not.toEqual([]);
  const command = ${camel}.command({ modelPath: "model.onnx", runCount: 10 });
  expect(command, "write command: the argument vector, with the model's path").toContain("model.onnx");
});

test("${file} reads what it printed", () => {
  expect(${camel}.parse(recorded), "write recorded and parse: no latency was read").toMatchObject({ ok: true });
});

test("${file} refuses output that ends early", () => {
  expect(${camel}.parse("").ok).toBe(false);
  expect(${camel}.parse(recorded.slice(0, recorded.length / 2)).ok).toBe(false);
});
`;
