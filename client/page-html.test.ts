import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { pageHtml } from "./page-html.ts";

const files = {
  script: "https://host/dist/webview.js",
  style: "https://host/dist/webview-page.css",
  source: "https://host 'self'",
  title: `Devices of "<img src=x onerror=alert(1)>"`,
};

/** Directive → sources, as a browser reads them. */
function policyOf(html: string): Map<string, readonly string[]> {
  const [, content = ""] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html) ?? [];
  const entries = content.split(";").map((it) => it.trim().split(/\s+/));
  return new Map(entries.map(([name = "", ...sources]) => [name, sources]));
}

test("a page may load its script and its style, and nothing else", () => {
  const html = pageHtml(files);
  const policy = policyOf(html);
  expect([...policy.keys()]).toEqual(["default-src", "style-src", "script-src"]);
  expect(policy.get("default-src")).toEqual(["'none'"]);
  expect(policy.get("style-src")).toEqual(["https://host", "'self'"]);
  const [nonce, ...others] = policy.get("script-src") ?? [];
  expect(others).toEqual([]);
  const [, used] = /<script nonce="([^"]+)"/.exec(html) ?? [];
  expect(nonce).toBe(`'nonce-${used}'`);
  expect(used?.length).toBeGreaterThanOrEqual(22);
  expect(html).not.toMatch(/unsafe|style=|<\w+[^>]*\son\w+=/);
});

test("no nonce comes twice, and no name is read as HTML", () => {
  const pages = [pageHtml(files), pageHtml(files)];
  const nonces = pages.map((it) => /nonce="([^"]+)"/.exec(it)?.[1]);
  expect(new Set(nonces).size).toBe(2);
  expect(pages[0]).not.toContain("<img");
});

describe("what a page says and shows", () => {
  const root = join(import.meta.dirname, "..");
  const sources = (folder: string) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((it) => it.endsWith(".ts") && !it.endsWith(".test.ts"))
      .map((it) => ({ file: `${folder}/${it}`, text: readFileSync(join(root, folder, it), "utf8") }));

  test("is never believed before it was checked", () => {
    const listening = sources("client").filter((it) => it.text.includes("onDidReceiveMessage"));
    expect(listening.length).toBeGreaterThan(0);
    for (const { file, text } of listening) {
      const handlers = text.match(/onDidReceiveMessage\([^]*?readPageMessage\(given\)/g) ?? [];
      expect([file, handlers.length]).toEqual([file, text.split("onDidReceiveMessage").length - 1]);
    }
  });

  test("is never read as HTML, nor loaded from elsewhere", () => {
    const html =
      /innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|\beval\b|new Function|fetch\(/;
    expect(
      sources("webview")
        .filter((it) => html.test(it.text))
        .map((it) => it.file),
    ).toEqual([]);
    expect(readFileSync(join(root, "webview", "page.css"), "utf8")).not.toMatch(/url\(|@import|https?:/);
  });
});
