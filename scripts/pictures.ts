/** `npx tsx scripts/pictures.ts [NAME]...`: takes the README's pictures, or those named, from the running product. */
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
  { name: "source", theme: "dark", open: "samples/fashion_resnet.py", hover: [8, 9] },
  { name: "source-light", theme: "light", open: "samples/fashion_resnet.py", hover: [43, 16] },
  { name: "python", theme: "dark", open: "samples/demo.py", hover: [14, 40] },
];

const wanted = process.argv.slice(2);
for (const { name, theme, open, hover } of pictures) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
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
