// A binary model as a read-only text (workspace/textDocumentContent); it must not write files.
import { URI } from "vscode-uri";
import { fileOfModelUri } from "../model-uri.ts";
import { type Feature } from "./feature.ts";

export const textContent: Feature = (session) => {
  session.connection.workspace.textDocumentContent.on(({ uri }, token) =>
    session.answer(async () => {
      const settings = await session.settingsFor(uri);
      const view = await session.viewOfFile(fileOfModelUri(URI.parse(uri)), settings, token);
      return { text: view.ok ? view.value.text : `# ${view.error.message.replace(/\s+/g, " ")}\n` };
    }),
  );
};
