import { randomBytes } from "node:crypto";

export interface PageFiles {
  /** Addresses that the webview may load. */
  readonly script: string;
  readonly style: string;
  /** Of the webview's own files. */
  readonly source: string;
  readonly title: string;
}

/** The document of a page. It can load its own script and style, and nothing else from anywhere. */
export function pageHtml({ script, style, source, title }: PageFiles): string {
  const nonce = randomBytes(16).toString("base64url");
  const policy = `default-src 'none'; style-src ${source}; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escaped(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${escaped(style)}">
<title>${escaped(title)}</title>
</head>
<body>
<div id="page"></div>
<script nonce="${nonce}" src="${escaped(script)}"></script>
</body>
</html>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (it) => `&#${it.charCodeAt(0)};`);
}
