import { expect, test } from "vitest";
import { networkFamilies } from "./network-family.ts";
import { type Precedent } from "./precedent.ts";
import { precedentText } from "./precedent-text.ts";
import { type PrecedentContext, precedentsFor } from "./precedents-for.ts";
import { type PrecedentQuery, searchPrecedents } from "./search-precedents.ts";

const numbers = (found: readonly Precedent[]) => found.map((it) => it.references[0]);

// The rows that a reader of the survey's tables finds.
test.each<readonly [string, PrecedentQuery, readonly number[]]>([
  ["an id", { device: "intel-ncs2" }, [37, 42, 77, 78, 79]],
  ["the survey's name of a device", { device: "galaxy" }, [46, 48, 66, 85]],
  ["a device that may be one of two", { device: "jetson-agx-xavier" }, [44, 88, 95, 87, 100]],
  ["a method on a device", { device: "coral-usb", method: "quantization" }, [58, 59, 67, 101]],
  ["a task, in any case", { task: "DEPTH estimation" }, [31, 38, 71, 75]],
  ["a network without its hyphen", { network: "mobilenet v2" }, [43, 59]],
  ["a network and a method", { network: "yolo", method: "distillation" }, [76, 82, 86, 95, 96, 104]],
  ["an author", { text: "vandendriessche" }, [89]],
  ["words of several fields", { text: "ship quantization" }, [88]],
  ["a word with a hyphen, and its second part", { text: "4-bit integers" }, [70]],
  ["words that no row has together", { text: "ship depth" }, []],
])("%s", (_, query, expected) => {
  expect(numbers(searchPrecedents(query))).toEqual(expected);
});

test("an empty query gives all, in order", () => {
  expect(searchPrecedents({})).toHaveLength(62);
  expect(searchPrecedents({ text: " " })).toHaveLength(62);
});

test("a word in the task counts more than one in a citation", () => {
  const found = numbers(searchPrecedents({ text: "compression" }));
  expect(found[0]).toBe(68);
  expect(found).toContain(35);
});

test.each<readonly [string, PrecedentContext, readonly number[]]>([
  ["the family on the device first", { device: "jetson-nano", network: "yolov5m" }, [88, 33, 61, 86]],
  ["a method that was advised", { network: "YOLOv5", methods: ["quantization"] }, [88]],
  ["the very member before its family", { network: "resnet18.onnx" }, [36, 46, 69, 70, 85]],
])("others did: %s", (_, context, first) => {
  expect(numbers(precedentsFor(context)).slice(0, first.length)).toEqual(first);
});

test("others did: nothing without a device or a network that is known", () => {
  expect(precedentsFor({ methods: ["pruning"] })).toEqual([]);
  expect(precedentsFor({ network: "my model", device: "hailo-8-m2" })).toEqual([]);
});

test("families of networks", () => {
  expect(networkFamilies("SSD MobilenetV2").map((it) => it.member)).toEqual(["ssd", "mobilenetv2"]);
  expect(networkFamilies("Yolov5-x")).toEqual([{ stem: "yolo", member: "yolov5" }]);
  expect(networkFamilies("custom CNN")).toEqual([]);
});

test("one line for each", () => {
  const [ship] = searchPrecedents({ text: "ship" });
  expect(ship && precedentText(ship)).toBe(
    "Ship detection: Yolov5-x on Jetson Nano, Xavier, pruning + quantization: 92/47 MB, ACC:0.940/0.963, 0.3/5.2 FPS [88]",
  );
});
