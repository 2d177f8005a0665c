import { type Disposable, type ExtensionContext } from "vscode";
import { type LanguageClient } from "vscode-languageclient/node";

/** What features share; made once in main.ts. */
export interface App {
  readonly context: ExtensionContext;
  readonly client: LanguageClient;
  /** Settles when the server answers; documents that it fills can be opened from then on. */
  readonly ready: Promise<void>;
}

/** One part of the extension: sets itself up, and gives back what must go with it. */
export type Feature = (app: App) => Disposable;
