import type { DeviceNeeds } from "./device-needs.ts";
import { type PageReport } from "./page-report.ts";

/** What client and server ask each other beyond LSP. Method names are fixed: other editors may use them. */
export interface Requests {
  /** Totals of an open model, for the status item; null when the document is no model or was closed. */
  "edgewise/summary": { params: { uri: string }; result: Summary | null };
  /** The modules of a class in open Python source, to pick one from. */
  "edgewise/instances": { params: { uri: string; name: string }; result: readonly InstanceChoice[] };
  /** Shows one instance of a class at the class's lines; without one, all of them. */
  "edgewise/pickInstance": {
    params: { uri: string; name: string; instance?: { model: string; path: string } };
    result: null;
  };
  /** The nodes of an open model and their lines in Python source; those without a line are left out. */
  "edgewise/sourceLines": { params: { uri: string }; result: readonly SourceLine[] };
  /** Runs Python source again. */
  "edgewise/retrace": { params: { uri: string }; result: null };
  /** Whether a file is one that can be shown: the ending `.bin` tells nothing. */
  "edgewise/isModel": { params: { uri: string }; result: boolean };
  /** The devices that the models around a document can be held against, and those that they are. */
  "edgewise/targets": { params: { uri?: string }; result: TargetChoices };
  /** All devices, those of the workspace first. */
  "edgewise/deviceCatalogue": { params: { uri?: string }; result: PageReport };
  /** How an open model does on every device. */
  "edgewise/compareDevices": { params: { uri?: string }; result: PageReport };
  /** Which devices do what is asked of them with an open model; without needs there is only the form. */
  "edgewise/recommendDevice": { params: { uri?: string; needs?: DeviceNeeds }; result: PageReport };
  /** What others published: the survey's Tables 6-9. */
  "edgewise/publishedDeployments": { params: object; result: PageReport };
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
  /** Of Python source only. */
  readonly source?: SourceState;
  /** Absent for weights alone. */
  readonly devices?: DevicesSummary;
}

export interface TargetChoices {
  readonly devices: readonly DeviceChoice[];
  readonly chosen: readonly ChosenTarget[];
  /** Who chose: the user, the project's file, or nobody. */
  readonly from: TargetOrigin;
}

export type TargetOrigin = "choice" | "edgewise.json" | "nobody";

/** A device and how the model is to run there; what is left out is the device's usual one. */
export interface ChosenTarget {
  readonly id: string;
  readonly runtime?: string;
  readonly precision?: string;
}

export interface DeviceChoice {
  readonly id: string;
  readonly name: string;
  readonly shortName: string;
  /** `soc`, `accelerator`, … */
  readonly kind: string;
  /** From a file of the workspace. */
  readonly isUsers: boolean;
  /** The usual one first. */
  readonly runtimes: readonly RuntimeChoices[];
}

export interface RuntimeChoices {
  readonly id: string;
  readonly name: string;
  /** The usual one first. */
  readonly precisions: readonly string[];
}

/** What the status item says of devices. */
export interface DevicesSummary {
  /** Short names of the targets. */
  readonly targets: readonly string[];
  readonly from: TargetOrigin;
  /** `Jetson Nano FP16 ~24-31 ms`, one for each target; empty while nothing is known. */
  readonly facts: readonly string[];
  readonly errors: number;
  readonly warnings: number;
}

/** How the numbers of Python source came about. There may be none yet. */
export interface SourceState {
  /** The first numbers of this text are not there yet. */
  readonly isBusy: boolean;
  /** Numbers of some models may still come. */
  readonly isUpdating: boolean;
  /** The numbers are of an earlier text. */
  readonly isStale: boolean;
  /** Code may not be run: the workspace is not trusted, or the settings say so. */
  readonly isRestricted: boolean;
  /** Why this text gives no numbers, or not all. */
  readonly failure?: string;
  /** The models of the file, by the class or the function that makes them. */
  readonly models: readonly string[];
}

export interface InstanceChoice {
  /** The class or the function that makes the model. */
  readonly model: string;
  /** `layer1.0`; empty for the model itself. */
  readonly path: string;
  /** What it costs, in words. */
  readonly detail: string;
  readonly isPicked: boolean;
}

export interface SourceLine {
  /** Of the node. */
  readonly label: string;
  /** Its operator and what it costs. */
  readonly detail: string;
  /** URI of the file. */
  readonly uri: string;
  /** Counted from 0, as LSP does. */
  readonly line: number;
  readonly character: number;
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
/** Language id of the text that shows a file of weights, and what such a text begins with. */
export const weightsTextLanguage = "edgewise-weights";
export const weightsTextStart = "# Weights of ";
