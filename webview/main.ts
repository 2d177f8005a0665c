import type { EditorMessage, PageMessage } from "../protocol/page-messages.ts";
import { Page } from "./page.ts";
import { stateFrom } from "./page-state.ts";

declare function acquireVsCodeApi(): {
  postMessage(message: PageMessage): void;
  getState(): unknown;
  setState(state: unknown): void;
};

const editor = acquireVsCodeApi();
const root = document.getElementById("page");
let state = stateFrom(editor.getState());

if (root) {
  const page = new Page(root, {
    send: (message) => editor.postMessage(message),
    state: () => state,
    keep: (change) => editor.setState((state = { ...state, ...change })),
  });
  window.addEventListener("message", ({ data }: MessageEvent<EditorMessage>) => {
    if (data.kind === "report") page.show(data.report);
    else page.fail(data.message);
  });
  editor.postMessage({ kind: "ready" });
}
