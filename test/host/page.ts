// For tests inside VS Code: the window they run in, to click and look at. Bundle it with `playwright-core` left external.
import { chromium, type Frame, type Page } from "playwright-core";

export interface WorkbenchPage {
  readonly page: Page;
  /** Lets go of the window; it stays open. */
  readonly close: () => Promise<void>;
}

/** The window of the VS Code that runs this test. Throws where there is none to reach (a desktop VS Code). */
export async function workbenchPage(): Promise<WorkbenchPage> {
  const address = process.env["EDGEWISE_CDP"];
  if (!address) throw new Error("EDGEWISE_CDP is not set: only the test host lets a test drive its window");
  const browser = await chromium.connectOverCDP(address);
  const page = browser
    .contexts()
    .flatMap((it) => it.pages())
    .find((it) => it.url().startsWith("http://127.0.0.1:"));
  if (!page) throw new Error("the browser shows no workbench");
  return { page, close: () => browser.close() };
}

/** The innermost frame of a webview in which `selector` matches something. Waits up to `timeoutMs`, then throws. */
export async function webviewFrame(page: Page, selector: string, timeoutMs = 20_000): Promise<Frame> {
  const end = Date.now() + timeoutMs;
  for (;;) {
    for (const frame of page.frames().filter((it) => it.parentFrame())) {
      const count = await frame
        .locator(selector)
        .count()
        .catch(() => 0);
      if (count > 0) return frame;
    }
    if (Date.now() > end) throw new Error(`no webview shows ${selector} after ${timeoutMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
