import { commands } from "vscode";
import { type Feature } from "./feature.ts";

export const restart: Feature = ({ client }) =>
  commands.registerCommand("edgewise.restartServer", () => client.restart());
