// A model of under 4 KB with one of everything that a reader meets, its graph last, so that every cut leaves it broken.
import {
  bytes,
  external,
  field,
  float32s,
  floatAttribute,
  floatList,
  graphAttribute,
  int64s,
  intAttribute,
  integer,
  intsAttribute,
  list,
  node,
  opset,
  scalar,
  tensor,
  tensorAttribute,
  textAttribute,
  value,
} from "./wire.ts";

export function smallModel(): Buffer {
  const header = [
    integer(1, 10),
    field(2, "edgewise"),
    field(3, "1"),
    integer(5, 1),
    field(6, "One of everything."),
  ];
  const imports = [opset(21), opset(1, "local"), opset(1, "com.microsoft")];
  const metadata = field(14, field(1, "author"), field(2, "a test"));
  return Buffer.concat([
    ...header,
    ...imports,
    metadata,
    localFunction(),
    field(7, field(2, "main"), ...graph()),
  ]);
}

function localFunction(): Buffer {
  const scaled = node(
    "LeakyRelu",
    { in: ["a"], out: ["b"], number: 7 },
    field(5, field(1, "alpha"), field(21, "slope"), integer(20, 1)),
  );
  return field(
    25,
    field(1, "Leaky"),
    field(4, "a"),
    field(5, "b"),
    field(6, "slope"),
    scaled,
    field(9, integer(2, 21)),
    field(10, "local"),
  );
}

function graph(): readonly Buffer[] {
  const zeros = (count: number) => field(9, Buffer.alloc(count));
  const stored = [
    field(5, tensor("kernel", 3, [8, 3, 3, 3], zeros(216))),
    field(5, tensor("kernel_scale", 1, [], field(4, float32s(0.1)))),
    field(5, tensor("half", 10, [2], field(5, bytes([128, 120, 0])))),
    field(5, tensor("packed", 22, [3], field(9, "ab"))),
    field(5, tensor("words", 8, [2], field(6, "x"), field(6, "y"))),
    field(
      15,
      field(1, tensor("sparse", 1, [1], field(9, float32s(1)))),
      field(2, tensor("", 7, [1], field(9, int64s(3)))),
      integer(3, 8),
    ),
    external("far", [
      ["location", "far.bin"],
      ["offset", "0"],
      ["length", "16"],
    ]),
    floatList("bias", 1, 2, 3, 4, 5, 6, 7, 8),
    list("minus", -1),
    scalar("rounds", 3),
  ];
  const branch = (name: string, opType: string) =>
    graphAttribute(
      name,
      node(opType, { in: ["flat"], out: [`${name}_out`] }),
      field(12, field(1, `${name}_out`)),
    );
  const loop = graphAttribute(
    "body",
    value(11, "i", [], 7),
    value(11, "go", [], 9),
    value(11, "carried"),
    node("Identity", { in: ["go"], out: ["still"] }),
    node("Add", { in: ["carried", "carried"], out: ["sum"] }),
    value(12, "still", [], 9),
    value(12, "sum"),
  );
  const nodes = [
    node("DequantizeLinear", { in: ["kernel", "kernel_scale"], out: ["w"] }),
    node(
      "Conv",
      { in: ["image", "w", "bias"], out: ["maps"] },
      field(3, "/stem/conv"),
      intsAttribute("pads", [1, 1, 1, 1]),
      textAttribute("auto_pad", "NOTSET"),
    ),
    node("Leaky", { in: ["maps"], out: ["warm"] }, field(7, "local"), floatAttribute("slope", 0.2)),
    node("Shape", { in: ["warm"], out: ["sizes"] }),
    node("Gather", { in: ["sizes", "zero"], out: ["first"] }, intAttribute("axis", 0)),
    node("Concat", { in: ["first", "minus"], out: ["wanted"] }, intAttribute("axis", 0)),
    node("Reshape", { in: ["warm", "wanted"], out: ["flat"] }),
    node(
      "If",
      { in: ["flag"], out: ["chosen"] },
      branch("then_branch", "Relu"),
      branch("else_branch", "Neg"),
    ),
    node("Loop", { in: ["rounds", "", "chosen"], out: ["score"] }, loop),
  ];
  const zero = node(
    "Constant",
    { out: ["zero"] },
    tensorAttribute("value", tensor("", 7, [1], field(7, bytes([0])))),
  );
  const values = [
    value(11, "image", ["batch", 3, 16, "floor(w/2)"]),
    value(11, "flag", [], 9),
    value(13, "flat", ["batch", "n"]),
  ];
  return [zero, ...nodes, ...stored, ...values, value(12, "score")];
}
