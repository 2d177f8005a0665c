// The networks of the measurements: which description and input stands for each of them.

/** A call in one of the Python descriptions beside this file, and the size of its input. */
export interface Description {
  readonly file: string;
  readonly call: string;
  readonly input: readonly number[];
}

const image = (size: number): readonly number[] => [1, 3, size, size];
const at = (file: string, call: string, size: number): Description => ({ file, call, input: image(size) });

/** By key: canonical name, a variant where sources mean different networks by it, and the size of the input. */
export const descriptions: ReadonlyMap<string, Description> = new Map([
  ["alexnet@227", at("classifiers", "alexnet()", 227)],
  ["alexnet-single@224", at("classifiers", "alexnet(False)", 224)],
  ["vgg16@224", at("classifiers", "vgg16()", 224)],
  ["resnet18@224", at("classifiers", "resnet18()", 224)],
  ["resnet50@224", at("classifiers", "resnet50()", 224)],
  ["resnet50@299", at("classifiers", "resnet50()", 299)],
  ["resnet50-v1@224", at("classifiers", "resnet50(True)", 224)],
  ["squeezenet1_1@224", at("classifiers", "squeezenet1_1()", 224)],
  ["squeezenet1_1@227", at("classifiers", "squeezenet1_1()", 227)],
  ["googlenet@224", at("classifiers", "googlenet()", 224)],
  ["inception_v3@299", at("classifiers", "inception_v3()", 299)],
  ["inception_v3@224", at("classifiers", "inception_v3()", 224)],
  ["mobilenet_v1@224", at("mobile", "mobilenet_v1()", 224)],
  ["mobilenet_v2@224", at("mobile", "mobilenet_v2()", 224)],
  ["mobilenet_v3_small@224", at("mobile", "mobilenet_v3_small()", 224)],
  ...[224, 240, 260, 280, 300].map(
    (size, i) => [`efficientnet_lite${i}@${size}`, at("mobile", `efficientnet_lite(${i})`, size)] as const,
  ),
  ["ssd_mobilenet_v1@300", at("mobile", "ssd_mobilenet_v1()", 300)],
  ["ssd_mobilenet_v1-voc@300", at("mobile", "ssd_mobilenet_v1(21)", 300)],
  ["ssdlite_mobilenet_v2@300", at("mobile", "ssdlite_mobilenet_v2()", 300)],
  ...[288, 352, 416].map((size) => [`yolov3_tiny@${size}`, at("darknet", "YoloV3Tiny()", size)] as const),
  ...[288, 416].map((size) => [`yolov4_tiny@${size}`, at("darknet", "YoloV4Tiny()", size)] as const),
  ...[288, 416, 512, 608].map((size) => [`yolov4@${size}`, at("darknet", "YoloV4()", size)] as const),
  ["yolov5n@640", at("yolo", "yolov5('n')", 640)],
  ["yolov5n-free@640", at("yolo", "yolov5('n', True)", 640)],
  ["yolov5s@640", at("yolo", "yolov5('s')", 640)],
  ...[320, 416, 512, 640].map((size) => [`yolov8n@${size}`, at("yolo", "yolov8('n')", size)] as const),
  ...[416, 640].map((size) => [`yolov8m@${size}`, at("yolo", "yolov8('m')", size)] as const),
  ["yolov8l@640", at("yolo", "yolov8('l')", 640)],
  ["yolov8x@640", at("yolo", "yolov8('x')", 640)],
  ["yolov10n@640", at("yolo", "yolov10('n')", 640)],
  ["yolov10s@640", at("yolo", "yolov10('s')", 640)],
  ["yolov10x@640", at("yolo", "yolov10('x')", 640)],
  ["yolo11n@640", at("yolo", "yolo11('n')", 640)],
  ["yolo11s@640", at("yolo", "yolo11('s')", 640)],
  ["yolo11l@640", at("yolo", "yolo11('l')", 640)],
  ["yolo26n@640", at("yolo", "yolo11('n', 1)", 640)],
  ["yolo26s@640", at("yolo", "yolo11('s', 1)", 640)],
  ["yolo26m@640", at("yolo", "yolo11('m', 1)", 640)],
  ["yolo26l@640", at("yolo", "yolo11('l', 1)", 640)],
]);
