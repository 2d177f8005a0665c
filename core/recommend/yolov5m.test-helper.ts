/**
 * YOLOv5m (release 6) at 640×640 as ONNX text, from its published table of layers, depth 0.67 and width 0.75; norms folded,
 * three outputs of 3 anchors × 85 values.
 */
export function yolov5m(): string {
  const graph = builder();
  const { conv, c3, node } = graph;
  const concat = (...names: string[]) => node(`Concat <axis = 1> (${names.join(", ")})`);
  const twice = (x: string) => node(`Resize <mode = "nearest"> (${x}, , scales)`);

  const stem = conv(conv("images", [3, 48], 6, 2), [48, 96], 3, 2);
  const eighth = c3(conv(c3(stem, [96, 96], 2), [96, 192], 3, 2), [192, 192], 4);
  const sixteenth = c3(conv(eighth, [192, 384], 3, 2), [384, 384], 6);
  const deepest = spatialPyramid(graph, c3(conv(sixteenth, [384, 768], 3, 2), [768, 768], 2));

  const top = conv(deepest, [768, 384]);
  const middle = conv(c3(concat(twice(top), sixteenth), [768, 384], 2, false), [384, 192]);
  const small = c3(concat(twice(middle), eighth), [384, 192], 2, false);
  const medium = c3(concat(conv(small, [192, 192], 3, 2), middle), [384, 384], 2, false);
  const large = c3(concat(conv(medium, [384, 384], 3, 2), top), [768, 768], 2, false);
  const heads = [
    graph.linear(small, [192, 255]),
    graph.linear(medium, [384, 255]),
    graph.linear(large, [768, 255]),
  ];
  return graph.text(heads);
}

type Channels = readonly [inputs: number, outputs: number];

function builder() {
  const inputs = ["float[1, 3, 640, 640] images"];
  const lines: string[] = [];
  const node = (call: string) => {
    const name = `t${lines.length}`;
    lines.push(`  ${name} = ${call}`);
    return name;
  };
  const linear = (x: string, [from, to]: Channels, kernel = 1, stride = 1) => {
    const [w, b] = [`w${lines.length}`, `b${lines.length}`];
    const stored = `["location": "w.bin"]`;
    inputs.push(
      `float[${to}, ${from}, ${kernel}, ${kernel}] ${w} = ${stored}`,
      `float[${to}] ${b} = ${stored}`,
    );
    // The stem's kernel of 6 has pads of 2.
    const pad = Math.floor((kernel - 1) / 2);
    const pads = [pad, pad, pad, pad].join(", ");
    return node(`Conv <pads = [${pads}], strides = [${stride}, ${stride}]> (${x}, ${w}, ${b})`);
  };
  const conv = (...args: Parameters<typeof linear>) => {
    const y = linear(...args);
    return node(`Mul (${y}, ${node(`Sigmoid (${y})`)})`);
  };
  const bottleneck = (x: string, width: number, isResidual: boolean) => {
    const y = conv(conv(x, [width, width]), [width, width], 3);
    return isResidual ? node(`Add (${x}, ${y})`) : y;
  };
  const c3 = (x: string, [from, to]: Channels, depth: number, isResidual = true) => {
    let y = conv(x, [from, to / 2]);
    for (let i = 0; i < depth; i++) y = bottleneck(y, to / 2, isResidual);
    return conv(node(`Concat <axis = 1> (${y}, ${conv(x, [from, to / 2])})`), [to, to]);
  };
  const text = (outputs: readonly string[]) =>
    `<ir_version: 8, opset_import: ["" : 13]>\nyolov5m (${inputs.join(", ")}) => (${outputs
      .map((it, i) => `float[1, 255, ${80 / 2 ** i}, ${80 / 2 ** i}] ${it}`)
      .join(", ")})\n<float[4] scales = {1, 1, 2, 2}>\n{\n${lines.join("\n")}\n}`;
  return { node, linear, conv, c3, text };
}

function spatialPyramid({ conv, node }: ReturnType<typeof builder>, x: string): string {
  const pool = (it: string) =>
    node(`MaxPool <kernel_shape = [5, 5], pads = [2, 2, 2, 2], strides = [1, 1]> (${it})`);
  const first = conv(x, [768, 384]);
  const second = pool(first);
  const third = pool(second);
  return conv(node(`Concat <axis = 1> (${first}, ${second}, ${third}, ${pool(third)})`), [1536, 768]);
}
