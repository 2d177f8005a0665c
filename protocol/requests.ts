/** What client and server ask each other beyond LSP. Method names are fixed: other editors may use them. */
export interface Requests {
  /** Totals of an open model, for the status item; null when the document is no model or was closed. */
  "edgewise/summary": { params: { uri: string }; result: Summary | null };
}

/** Requests that the server sends: for files that only the editor can reach (virtual workspaces). */
export interface ClientRequests {
  /**
   * Contents in base64, with a stamp that differs when they do; or the reason why not. When `known` is the stamp of
   * the contents that the server has, they are not sent again.
   */
  "edgewise/readFile": {
    params: { uri: string; known?: string };
    result: { base64: string; stamp: string } | { isUnchanged: true } | { error: string };
  };
}

export interface Summary {
  readonly name: string;
  /** Short facts for the status bar, most important first: `3.50 M parameters`. */
  readonly facts: readonly string[];
  /** The model's card, as Markdown. */
  readonly card: string;
  /** Symbols of the inputs that have no size yet. */
  readonly openSymbols: readonly string[];
}

export type Method = keyof Requests;
/** `Stop` is what the transport has to cancel a request. */
export type Handlers<Stop> = {
  readonly [M in Method]: (params: Requests[M]["params"], stop: Stop) => Promise<Requests[M]["result"]>;
};

/** Scheme of the read-only documents that show a binary model as text; the path is the model's. */
export const modelScheme = "edgewise-model";
/** Language id of ONNX text, both of real files and of those documents. */
export const onnxTextLanguage = "onnx-text";
