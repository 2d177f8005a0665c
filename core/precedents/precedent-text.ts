import { type Precedent } from "./precedent.ts";

/** One line, numbers as the survey prints them: `Ship detection: Yolov5-x on Jetson Nano, pruning: 92/47 MB, 0.3/5.2 FPS [88]`. */
export function precedentText(precedent: Precedent): string {
  const { task, devices, methods, size, accuracy, speed } = precedent;
  const names = (precedent.networks ?? [precedent.network]).join(", ");
  const places = devices.map((it) => it.name).join(", ");
  const numbers = [size, accuracy, speed].filter((it) => it !== undefined).join(", ");
  const head = `${task.charAt(0).toUpperCase()}${task.slice(1)}: ${names} on ${places}, ${methods.join(" + ")}`;
  return `${head}${numbers === "" ? "" : `: ${numbers}`} [${precedent.references.join(", ")}]`;
}
