/** `npx tsx scripts/pictures.ts`: takes the README's pictures from the running product. */
import { join } from "node:path";
import { root } from "../test/host/host.ts";
import { openStudio, type Theme } from "./screenshot.ts";

const folder = join(root, "docs", "pictures");

interface Picture {
  readonly name: string;
  readonly theme: Theme;
  readonly open: string;
  /** Line and column of the hover. */
  readonly hover?: readonly [number, number];
}

const pictures: readonly Picture[] = [
  { name: "node-card", theme: "dark", open: "samples/fashion-resnet.onnx", hover: [34, 60] },
  { name: "node-card-light", theme: "light", open: "samples/fashion-resnet.onnx", hover: [34, 60] },
  { name: "text-model", theme: "dark", open: "samples/tiny.onnx.txt" },
  { name: "python", theme: "dark", open: "samples/demo.py", hover: [14, 40] },
];

for (const { name, theme, open, hover } of pictures) {
  const studio = await openStudio({ theme, width: 1280, height: 760, scale: 1 });
  try {
    await studio.open(open);
    // The extension starts with the first file of a kind that it serves.
    await studio.page.waitForTimeout(4000);
    if (hover) await studio.hover(...hover);
    await studio.page.waitForTimeout(1500);
    await studio.shoot(join(folder, `${name}.png`));
  } finally {
    await studio.stop();
  }
}
