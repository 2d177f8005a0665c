// Well-formed models whose graphs are wrong, endless or far too large.
import { type HostileCase } from "./hostile-case.ts";
import {
  field,
  graphAttribute,
  intAttribute,
  integer,
  intsAttribute,
  model,
  nested,
  node,
  opened,
  opset,
  scalar,
  tensor,
  value,
} from "./wire.ts";

const x = value(11, "x", [1, 4]);
const y = value(12, "y");

/** NodeProto of an If around what comes next, as its fields. */
function level(opType: string, branch: string, length: number): Buffer {
  const before = Buffer.concat([field(1, "c"), field(2, "y"), field(4, opType)]);
  const attribute = Buffer.concat([field(1, branch), integer(20, 5)]);
  const inner = Buffer.concat([field(12, field(1, "y"))]);
  return opened(length, [1, before], [5, attribute], [6, inner]);
}

function nestedGraphs(opType: string, branch: string, depth: number): Buffer {
  const relu = node("Relu", { in: ["x"], out: ["y"] });
  return model([nested(depth, relu, (length) => level(opType, branch, length)), x, value(11, "c", [], 9), y]);
}

/** Loops in each other whose carried value grows each time, so that its shape never settles. */
function nestedLoopText(depth: number): string {
  let body = "y = Relu (x)";
  for (let i = 0; i < depth; i++) {
    const inner = `c${i}_out = Identity (c${i}) ${body} z${i} = Concat <axis = 0> (v${i}, y)`;
    body = `y = Loop <body = b (int64 i${i}, bool c${i}, v${i}) => (c${i}_out, z${i}) { ${inner} }> (n, t, x)`;
  }
  return `<ir_version: 10, opset_import: ["" : 21]> g (float[1, 4] x, int64 n, bool t) => (y) { ${body} }`;
}

/** Function i calls function i + 1 twice. */
function doubling(count: number): Buffer {
  const functions = Array.from({ length: count }, (_, i) => {
    const call = (out: string, from: string) =>
      node(
        i + 1 < count ? `F${i + 1}` : "Relu",
        { in: [from], out: [out], number: 7 },
        field(7, i + 1 < count ? "d" : ""),
      );
    return field(
      25,
      field(1, `F${i}`),
      field(4, "a"),
      field(5, "c"),
      call("b", "a"),
      call("c", "b"),
      field(10, "d"),
      field(9, field(1, "d"), integer(2, 1)),
      field(9, integer(2, 21)),
    );
  });
  return model([node("F0", { in: ["x"], out: ["y"] }, field(7, "d")), x, y], {
    after: Buffer.concat(functions),
  });
}

function functionOf(name: string, ...calls: readonly string[]): Buffer {
  const nodes = calls.map((it, i) =>
    node(it, { in: [i === 0 ? "a" : `t${i - 1}`], out: [`t${i}`], number: 7 }, field(7, "d")),
  );
  return field(25, field(1, name), field(4, "a"), field(5, `t${calls.length - 1}`), ...nodes, field(10, "d"));
}

const calling = (...functions: readonly Buffer[]) =>
  model([node("F", { in: ["x"], out: ["y"] }, field(7, "d")), x, y], { after: Buffer.concat(functions) });

export const nestingCases: readonly HostileCase[] = [
  ...["If", "Loop", "Scan"].flatMap((opType) =>
    [30, 100, 10_000, 1_000_000].map((depth) => ({
      name: `${opType} ${depth} deep`,
      make: () => nestedGraphs(opType, opType === "If" ? "then_branch" : "body", depth),
      ...(depth > 33 && { says: /nest deeper/ }),
      isLarge: depth > 10_000,
    })),
  ),
  ...[8, 30, 60, 99, 5000].map((depth) => ({
    name: `loops ${depth} deep in text, none of which settles`,
    make: () => nestedLoopText(depth),
    isSlow: depth > 8 && depth !== 99,
    ...(depth > 8 && { says: depth > 99 ? /levels deep/ : /unfold to more/ }),
  })),
  { name: "functions that double 10 deep", make: () => doubling(10) },
  {
    name: "functions that double 30 deep",
    make: () => doubling(30),
    says: /unfold to more/,
    isLarge: true,
  },
  {
    name: "functions that double 60 deep",
    make: () => doubling(60),
    says: /unfold to more/,
    isLarge: true,
  },
  {
    name: "10^4 functions in a row",
    make: () => doubling(10_000),
    says: /unfold to more/,
    isLarge: true,
  },
  {
    name: "a function that calls itself",
    make: () => calling(functionOf("F", "F", "F")),
    says: /calls itself/,
  },
  {
    name: "functions that call each other",
    make: () => calling(functionOf("F", "G", "G"), functionOf("G", "F", "F")),
    says: /calls itself/,
  },
  { name: "two functions of one name", make: () => calling(functionOf("F", "Neg"), functionOf("F", "F")) },
  {
    name: "a function called 10^5 times",
    make: () =>
      model(
        [
          x,
          value(12, "t9"),
          ...Array.from({ length: 100_000 }, (_, i) =>
            node("F", { in: ["x"], out: [`t${i}`] }, field(7, "d")),
          ),
        ],
        { after: functionOf("F", "Neg", "Neg", "Neg", "Neg") },
      ),
    says: /unfold to more/,
    isLarge: true,
  },
];

const plain = (...graph: readonly Buffer[]) => model([...graph, x, y]);

export const graphCases: readonly HostileCase[] = [
  {
    name: "a cycle",
    make: () =>
      plain(
        node("Add", { in: ["x", "b"], out: ["a"] }),
        node("Neg", { in: ["a"], out: ["b"] }),
        node("Neg", { in: ["a"], out: ["y"] }),
      ),
    says: /used before/,
  },
  {
    name: "a node that reads itself",
    make: () => plain(node("Add", { in: ["x", "y"], out: ["y"] })),
    says: /used before/,
  },
  {
    name: "a name defined twice",
    make: () => plain(node("Neg", { in: ["x"], out: ["y"] }), node("Neg", { in: ["x"], out: ["y"] })),
    says: /defined twice/,
  },
  {
    name: "an input that nothing defines",
    make: () => plain(node("Neg", { in: ["gone"], out: ["y"] })),
    says: /Nothing defines/,
  },
  {
    name: "nodes in the wrong order",
    make: () => plain(node("Neg", { in: ["t"], out: ["y"] }), node("Neg", { in: ["x"], out: ["t"] })),
    says: /used before/,
  },
  {
    name: "10^5 nodes in reverse",
    make: () => reversed(100_000),
    says: /used before/,
    isLarge: true,
  },
  {
    name: "a cycle of 10^5 nodes",
    make: () =>
      plain(
        ...Array.from({ length: 100_000 }, (_, i) =>
          node("Neg", { in: [`t${i}`], out: [`t${(i + 1) % 100_000}`] }),
        ),
      ),
    says: /used before/,
    isLarge: true,
  },
  {
    name: "empty names everywhere",
    make: () =>
      model([
        node("", { in: ["", ""], out: ["", ""] }, intAttribute("", 1)),
        value(11, ""),
        value(12, ""),
        field(5, tensor("", 1, [])),
      ]),
    says: /names no operator/,
  },
  { name: "a graph with nothing in it", make: () => model([]) },
  { name: "an output that nothing defines", make: () => model([x, y]), says: /Nothing defines/ },
  { name: "outputs that shadow in a subgraph", make: () => shadowed() },
  ...["__proto__", "constructor", "toString", "hasOwnProperty", "valueOf"].map((name) => ({
    name: `${name} as every name`,
    make: () => allNamed(name),
  })),
  {
    name: "10^6 tiny nodes",
    make: () => reversed(1_000_000),
    says: /more than \d+ nodes/,
    isLarge: true,
  },
  { name: "a chain of 10^5 nodes", make: () => chain(100_000), isLarge: true },
  {
    name: "a node with 10^6 inputs",
    make: () =>
      model([
        node(
          "Concat",
          { in: Array.from({ length: 1_000_000 }, (_, i) => `i${i}`), out: ["y"] },
          intAttribute("axis", 0),
        ),
        y,
      ]),
    says: /more than \d+ inputs and outputs/,
    isLarge: true,
  },
  ...["Concat", "Sum", "Max", "Mean", "Einsum", "SequenceConstruct", "Unknown"].map((opType) => ({
    name: `${opType} of 3*10^5 inputs that are known`,
    make: () =>
      model([
        x,
        node(opType, { in: new Array<string>(300_000).fill("x"), out: ["y"] }, intAttribute("axis", 0)),
        y,
      ]),
    isLarge: true,
  })),
  {
    name: "Concat of 2*10^5 different inputs that are known",
    make: () =>
      model([
        ...Array.from({ length: 200_000 }, (_, i) => value(11, `i${i}`, [1, 4])),
        node(
          "Concat",
          { in: Array.from({ length: 200_000 }, (_, i) => `i${i}`), out: ["y"] },
          intAttribute("axis", 0),
        ),
        y,
      ]),
    isLarge: true,
  },
  {
    name: "a node with 10^6 outputs",
    make: () =>
      model([
        x,
        node(
          "Split",
          { in: ["x"], out: Array.from({ length: 1_000_000 }, (_, i) => `o${i}`) },
          intAttribute("axis", 0),
        ),
      ]),
    isLarge: true,
  },
  {
    name: "10^5 attributes of one node",
    make: () =>
      plain(
        node(
          "Relu",
          { in: ["x"], out: ["y"] },
          ...Array.from({ length: 100_000 }, (_, i) => intAttribute(`a${i}`, i)),
        ),
      ),
    isLarge: true,
  },
  ...[
    "Transpose",
    "Squeeze",
    "ReduceSum",
    "Unsqueeze",
    "Pad",
    "Slice",
    "Reshape",
    "Conv",
    "MaxPool",
    "Split",
    "Tile",
  ].map((opType) => ({
    name: `${opType} with ten lists of 10^5`,
    make: () => hugeLists(opType, 100_000),
    isLarge: true,
  })),
  {
    name: "10^6 empty initializers",
    make: () =>
      model([Buffer.alloc(2_000_000, Buffer.from([0x2a, 0])), node("Relu", { in: ["x"], out: ["y"] }), x, y]),
    says: /Two initializers/,
    isLarge: true,
  },
  {
    name: "10^6 empty inputs",
    make: () =>
      model([Buffer.alloc(2_000_000, Buffer.from([0x5a, 0])), node("Relu", { in: ["x"], out: ["y"] }), x, y]),
    says: /more than \d+ values/,
    isLarge: true,
  },
  {
    name: "10^5 symbols",
    make: () =>
      plain(
        node("Relu", { in: ["x"], out: ["y"] }),
        ...Array.from({ length: 100_000 }, (_, i) => value(11, `i${i}`, [`s${i}`, "b"])),
      ),
    isLarge: true,
  },
];

function reversed(count: number): Buffer {
  const nodes = Array.from({ length: count }, (_, i) =>
    node("Neg", { in: [i === 0 ? "x" : `t${i - 1}`], out: [`t${i}`] }),
  );
  return model([...nodes.reverse(), x, value(12, `t${count - 1}`)]);
}

function chain(count: number): Buffer {
  const nodes = Array.from({ length: count }, (_, i) =>
    node("Neg", { in: [i === 0 ? "x" : `t${i - 1}`], out: [`t${i}`] }),
  );
  return model([...nodes, x, value(12, `t${count - 1}`)]);
}

function shadowed(): Buffer {
  const body = graphAttribute(
    "then_branch",
    node("Neg", { in: ["x"], out: ["x"] }),
    field(12, field(1, "x")),
  );
  return plain(node("If", { in: ["x"], out: ["y"] }, body));
}

function allNamed(name: string): Buffer {
  const attribute = intAttribute(name, 1);
  return model(
    [
      node(
        name,
        { in: [name], out: [`${name}_out`] },
        field(3, name),
        attribute,
        field(9, field(1, name), field(2, name)),
      ),
      node(name, { in: [name], out: ["t"] }, field(7, name)),
      node(
        "Relu",
        { in: ["t"], out: ["y"] },
        field(3, name),
        field(9, field(1, "namespace"), field(2, name)),
      ),
      value(11, name, [name, "constructor", 3]),
      field(5, tensor(`${name}2`, 1, [], field(9, "abcd"))),
      y,
      field(16, field(1, name), field(2, name)),
    ],
    {
      before: Buffer.concat([opset(21), opset(1, name)]),
      after: Buffer.concat([field(14, field(1, name), field(2, name)), functionOf(name, "Neg")]),
    },
  );
}

function hugeLists(opType: string, length: number): Buffer {
  const values = new Array<number>(length).fill(1);
  const names = [
    "axes",
    "perm",
    "pads",
    "shape",
    "starts",
    "ends",
    "kernel_shape",
    "strides",
    "dilations",
    "split",
  ];
  const attributes = names.map((it) => intsAttribute(it, values));
  const stored = field(
    5,
    tensor("l", 7, [length], field(9, Buffer.from(new BigInt64Array(length).fill(1n).buffer))),
  );
  return plain(
    stored,
    node(opType, { in: ["x", "l"], out: ["t"] }),
    node(opType, { in: ["x"], out: ["y"] }, ...attributes),
  );
}

const subgraph = (name: string, output = "t") =>
  graphAttribute(name, node("Neg", { in: ["x"], out: ["t"] }), field(12, field(1, output)));

export const bodyCases: readonly HostileCase[] = [
  ...["If", "Loop", "Scan", "SequenceMap"].flatMap((opType) => [
    { name: `${opType} without a body`, make: () => plain(node(opType, { in: ["x"], out: ["y"] })) },
    { name: `${opType} without anything`, make: () => model([node(opType, {})]) },
    {
      name: `${opType} with a number for a body`,
      make: () =>
        plain(
          node(opType, { in: ["x"], out: ["y"] }, intAttribute("body", 1), intAttribute("then_branch", 1)),
        ),
    },
    {
      name: `${opType} with too many outputs`,
      make: () =>
        plain(
          node(
            opType,
            { in: ["x", "x"], out: ["y", "y2", "y3", "y4"] },
            subgraph("body"),
            subgraph("then_branch"),
            subgraph("else_branch"),
          ),
        ),
    },
    {
      name: `${opType} whose body gives what nothing defines`,
      make: () =>
        plain(
          node(
            opType,
            { in: ["x", "x"], out: ["y"] },
            subgraph("body", "gone"),
            subgraph("then_branch", "gone"),
          ),
        ),
      says: /Nothing defines/,
    },
  ]),
  {
    name: "Scan over -5 inputs",
    make: () =>
      plain(node("Scan", { in: ["x"], out: ["y"] }, intAttribute("num_scan_inputs", -5), subgraph("body"))),
  },
  {
    name: "Scan over 2^62 inputs",
    make: () =>
      plain(
        node(
          "Scan",
          { in: ["x"], out: ["y"] },
          intAttribute("num_scan_inputs", 2n ** 62n),
          intsAttribute("scan_output_axes", [2n ** 62n]),
          subgraph("body"),
        ),
      ),
  },
  {
    name: "a Loop of 2^62 rounds",
    make: () =>
      plain(scalar("n", 2n ** 62n), node("Loop", { in: ["n", "", "x"], out: ["y"] }, subgraph("body"))),
  },
  {
    name: "a Loop of -2^63 rounds",
    make: () =>
      plain(scalar("n", -(2n ** 63n)), node("Loop", { in: ["n", "", "x"], out: ["y"] }, subgraph("body"))),
  },
  {
    name: "Loops of 2^62 rounds 30 deep",
    make: () => {
      const relu = node("Relu", { in: ["x"], out: ["y"] });
      const loop = (length: number) =>
        opened(
          length,
          [1, Buffer.concat([field(1, "n"), field(1, ""), field(1, "x"), field(2, "y"), field(4, "Loop")])],
          [5, field(1, "body")],
          [6, Buffer.concat([field(12, field(1, "n")), field(12, field(1, "y"))])],
        );
      return plain(scalar("n", 2n ** 62n), nested(30, relu, loop));
    },
  },
];
