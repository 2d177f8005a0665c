/** `npx tsx scripts/pictures.ts [NAME]...`: takes the README's pictures, or those named, from the running product. */
import { join } from "node:path";
import { root } from "../test/host/host.ts";
import { anyFrame, openStudio, type Studio, type Theme } from "./screenshot.ts";

const folder = join(root, "docs", "pictures");

/** A page in a panel. Selectors are of what is inside of it. */
interface PagePicture {
  /** Id of the command that opens it. */
  readonly command: string;
  /** What must be there. */
  readonly waitFor: string;
  /** Typed into its filter. */
  readonly filter?: string;
  readonly hover?: string;
}

interface Picture {
  readonly name: string;
  readonly theme: Theme;
  readonly open?: string;
  readonly page?: PagePicture;
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
  {
    name: "devices",
    theme: "dark",
    page: {
      command: "edgewise.showDeviceCatalogue",
      waitFor: "tbody tr",
      filter: "jetson",
      hover: "tr:has-text('Jetson Nano 4GB') td:nth-child(4)",
    },
  },
];

const wanted = process.argv.slice(2);
for (const { name, theme, open, hover, page } of pictures) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const studio = await openStudio({ theme, width: 1280, height: 760, scale: 1 });
  try {
    if (open !== undefined) await studio.open(open);
    // The extension starts with the first file of a kind that it serves.
    await studio.page.waitForTimeout(4000);
    if (hover) await studio.hover(...hover);
    if (page) await showPage(studio, page);
    await studio.page.waitForTimeout(1500);
    await studio.shoot(join(folder, `${name}.png`));
  } finally {
    await studio.stop();
  }
}

/** A page alone, without the explorer beside it. */
async function showPage(studio: Studio, { command, waitFor, filter, hover }: PagePicture): Promise<void> {
  await studio.page.keyboard.press("Control+b");
  await studio.command(command);
  const frame = await anyFrame(studio.page, waitFor);
  if (filter !== undefined) await frame.locator("input[type=search]").fill(filter);
  if (hover !== undefined) await frame.locator(hover).first().hover();
}
