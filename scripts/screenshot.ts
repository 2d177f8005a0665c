/**
 * Takes pictures of Edgewise in a real VS Code, without a screen:
 *
 *     npx tsx scripts/screenshot.ts --open samples/fashion-mobile.onnx --theme light --size 1400x900 --out out.png
 *     npx tsx scripts/screenshot.ts --open samples/demo.py --hover 12:20 --out hover.png
 *     npx tsx scripts/screenshot.ts --open samples/demo.py --command "Edgewise: Inspect Model" --wait 3000 --out card.png
 *     npx tsx scripts/screenshot.ts --command edgewise.showDeviceCatalogue --wait-for "tbody tr" --out devices.png
 *
 * A script that takes several pictures imports `openStudio` and keeps one window for all of them.
 */
import { mkdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import type { Frame, Page } from "playwright-core";
import { launchBrowser } from "../test/host/browser.ts";
import { root } from "../test/host/host.ts";
import { startWorkbench, type Workbench } from "./workbench.ts";

/** Short names of VS Code's own themes. */
export const themes = {
  dark: "Default Dark Modern",
  light: "Default Light Modern",
  "hc-black": "Default High Contrast",
  "hc-light": "Default High Contrast Light",
} as const;
export type Theme = keyof typeof themes;

export interface StudioOptions {
  readonly theme: Theme;
  /** Size of the window in CSS pixels. */
  readonly width: number;
  readonly height: number;
  /** Image pixels per CSS pixel. */
  readonly scale: number;
  /** Folder to open, absolute; `samples` when left out. */
  readonly folder?: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Restricted Mode: the folder is not trusted. */
  readonly isRestricted?: boolean;
  /** The build to show; dist/ when left out. */
  readonly dist?: string;
}

/** A window of VS Code with Edgewise in it. Lines and columns count from 1, paths may be relative to the repository. */
export interface Studio {
  readonly page: Page;
  readonly workbench: Workbench;
  /** Opens a file in an editor; a second call opens the next one beside the tabs that are there. */
  readonly open: (file: string) => Promise<void>;
  /** Puts the cursor there and centres the line. */
  readonly goTo: (line: number, column: number) => Promise<void>;
  /** Shows the hover of that place and waits until it has content. */
  readonly hover: (line: number, column: number) => Promise<void>;
  /** Runs a command by the title that the palette shows, or one of Edgewise by its id. Throws when the palette has no such title. */
  readonly command: (titleOrId: string) => Promise<void>;
  readonly shoot: (out: string, clip?: Clip) => Promise<void>;
  readonly stop: () => Promise<void>;
}

export interface Clip {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const pictureSettings = {
  "editor.minimap.enabled": false,
  "git.enabled": false,
  "window.commandCenter": false,
  "workbench.tips.enabled": false,
  "workbench.layoutControl.enabled": false,
} as const;

const quickInput = ".quick-input-widget input";
const quickRow = ".quick-input-list .monaco-list-row";

/** Starts VS Code and a browser, and resolves when the window is ready. Call `stop` in any case. */
export async function openStudio(options: StudioOptions): Promise<Studio> {
  const folder = options.folder ?? join(root, "samples");
  const settings = { ...pictureSettings, "workbench.colorTheme": themes[options.theme], ...options.settings };
  const { isRestricted = false, dist } = options;
  const workbench = await startWorkbench({ folder, settings, isRestricted, ...(dist && { dist }) });
  const browser = await launchBrowser().catch(async (error: unknown) => {
    await workbench.stop();
    throw error;
  });
  const stop = async () => {
    await browser.close();
    await workbench.stop();
  };
  try {
    const viewport = { width: options.width, height: options.height };
    const page = await browser.newPage({ viewport, deviceScaleFactor: options.scale });
    await page.goto(workbench.url([]));
    await page.locator(".monaco-workbench .statusbar-item").first().waitFor({ timeout: 30_000 });
    await extensionsReady(page);
    return { page, workbench, stop, ...actions(page) };
  } catch (error) {
    await stop();
    throw error;
  }
}

function actions(page: Page): Pick<Studio, "open" | "goTo" | "hover" | "command" | "shoot"> {
  const goTo = async (line: number, column: number) => {
    await page.keyboard.press("Control+g");
    await answer(page, `:${line}:${column}`);
    await page.keyboard.press("Enter");
    await page.locator(quickInput).first().waitFor({ state: "hidden" });
  };
  return {
    goTo,
    open: async (file) => {
      const path = resolve(root, file);
      await page.keyboard.press("Control+p");
      await answer(page, path);
      await page
        .locator(quickRow, { hasText: path.split("/").pop() ?? path })
        .first()
        .waitFor();
      await page.keyboard.press("Enter");
      const name = path.split("/").pop() ?? path;
      await page.locator(".tabs-container .tab.active", { hasText: name }).first().waitFor();
      // A binary model's tab is replaced by its text: what follows must not type into the first one.
      await page.locator(".editor-instance .monaco-editor .view-line").first().waitFor();
      await settled(page);
    },
    hover: async (line, column) => {
      await goTo(line, column);
      await page.keyboard.press("Control+k");
      await page.keyboard.press("Control+i");
      const content = page.locator(".monaco-hover:not(.hidden) .hover-contents").first();
      await content.waitFor({ timeout: 15_000 }).catch(() => {
        throw new Error(`no hover at ${line}:${column} within 15 s`);
      });
      await settled(page);
    },
    command: async (titleOrId) => {
      const title = titleOf(titleOrId);
      await page.keyboard.press("F1");
      await answer(page, `>${title}`);
      const row = page.locator(quickRow, { hasText: title }).first();
      await row.waitFor({ timeout: 10_000 }).catch(() => {
        throw new Error(`the command palette has no "${title}"`);
      });
      await row.click();
      await settled(page);
    },
    shoot: async (out, clip) => {
      const path = resolve(out);
      mkdirSync(dirname(path), { recursive: true });
      await page.screenshot({ path, animations: "disabled", caret: "hide", ...(clip ? { clip } : {}) });
    },
  };
}

/** As the palette shows it: `Edgewise: Device Catalogue` of `edgewise.showDeviceCatalogue`. */
function titleOf(titleOrId: string): string {
  const { contributes } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    readonly contributes: {
      readonly commands: readonly {
        readonly command: string;
        readonly title: string;
        readonly category?: string;
      }[];
    };
  };
  const found = contributes.commands.find((it) => it.command === titleOrId);
  if (!found) return titleOrId;
  return found.category === undefined ? found.title : `${found.category}: ${found.title}`;
}

async function answer(page: Page, text: string): Promise<void> {
  const input = page.locator(quickInput).first();
  await input.waitFor({ timeout: 10_000 });
  await input.fill(text);
}

// The window is there some time before VS Code has read the extensions; a model opened earlier gets the wrong editor.
async function extensionsReady(page: Page): Promise<void> {
  for (let i = 0; i < 40; i++) {
    await page.keyboard.press("F1");
    await answer(page, ">Edgewise:");
    await page.waitForTimeout(250);
    const isReady = (await page.locator(quickRow, { hasText: "Edgewise:" }).count()) > 0;
    await page.keyboard.press("Escape");
    await page.locator(quickInput).first().waitFor({ state: "hidden" });
    if (isReady) return;
    await page.waitForTimeout(250);
  }
  throw new Error("VS Code shows no command of Edgewise. Is dist/ built?");
}

// Waits until no progress bar of the workbench moves. What an extension draws later needs a wait of its own.
async function settled(page: Page): Promise<void> {
  await page.waitForTimeout(500);
  const busy = page.locator(".monaco-progress-container.active:visible");
  for (let i = 0; i < 40 && (await busy.count()) > 0; i++) await page.waitForTimeout(250);
}

const flags = {
  open: { type: "string" },
  theme: { type: "string", default: "dark" },
  size: { type: "string", default: "1400x900" },
  scale: { type: "string", default: "1" },
  line: { type: "string" },
  hover: { type: "string" },
  command: { type: "string" },
  keys: { type: "string", multiple: true },
  "wait-for": { type: "string" },
  wait: { type: "string", default: "1500" },
  clip: { type: "string" },
  folder: { type: "string" },
  dist: { type: "string" },
  restricted: { type: "boolean", default: false },
  out: { type: "string", default: "screenshot.png" },
} as const;

async function main(): Promise<void> {
  const { values } = parseArgs({ options: flags, strict: true });
  const [width = 1400, height = 900] = numbers(values.size, /x/);
  const theme = Object.keys(themes).find((it): it is Theme => it === values.theme);
  if (!theme) throw new Error(`--theme is one of ${Object.keys(themes).join(", ")}`);
  const folder = values.folder === undefined ? {} : { folder: resolve(values.folder) };
  const studio = await openStudio({
    theme,
    width,
    height,
    scale: Number(values.scale),
    isRestricted: values.restricted,
    ...folder,
    ...(values.dist !== undefined && { dist: resolve(values.dist) }),
  });
  try {
    if (values.open) await studio.open(values.open);
    const [line, column = 1] = numbers(values.line, /:/);
    if (line !== undefined) await studio.goTo(line, column);
    const [hoverLine, hoverColumn = 1] = numbers(values.hover, /:/);
    if (hoverLine !== undefined) await studio.hover(hoverLine, hoverColumn);
    if (values.command) await studio.command(values.command);
    for (const keys of values.keys ?? []) await studio.page.keyboard.press(keys);
    if (values["wait-for"]) await anyFrame(studio.page, values["wait-for"]);
    await studio.page.waitForTimeout(Number(values.wait));
    const [x, y, clipWidth, clipHeight] = numbers(values.clip, /,/);
    const isClip = x !== undefined && y !== undefined && clipWidth !== undefined && clipHeight !== undefined;
    await studio.shoot(values.out, isClip ? { x, y, width: clipWidth, height: clipHeight } : undefined);
    console.log(values.out);
  } catch (error) {
    await studio.shoot(values.out).catch(() => undefined);
    throw error;
  } finally {
    await studio.stop();
  }
}

function numbers(text: string | undefined, separator: RegExp): number[] {
  return text === undefined ? [] : text.split(separator).map(Number);
}

/** Waits until `selector` matches in the window or in one of its webviews, and gives the frame. */
export async function anyFrame(page: Page, selector: string): Promise<Frame> {
  for (let i = 0; i < 200; i++) {
    for (const frame of page.frames()) {
      const count = await frame
        .locator(selector)
        .count()
        .catch(() => 0);
      if (count > 0) return frame;
    }
    await page.waitForTimeout(100);
  }
  throw new Error(`nothing matched ${selector} within 20 s`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
