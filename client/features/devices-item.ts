import { l10n, MarkdownString, StatusBarAlignment, type StatusBarItem, window } from "vscode";
import { type DevicesSummary } from "../../protocol/requests.ts";

/** `$(circuit-board) Jetson Nano +2  ⚠ 3`: the target devices, and what is found of the model in front. */
export function devicesItem(): StatusBarItem {
  const item = window.createStatusBarItem("edgewise.devices", StatusBarAlignment.Right, 91);
  item.name = l10n.t("Edgewise Target Devices");
  item.command = "edgewise.chooseDevices";
  return item;
}

export function showDevices(item: StatusBarItem, devices: DevicesSummary | undefined): void {
  if (!devices) return item.hide();
  const { targets, errors, warnings, facts } = devices;
  const [first, ...others] = targets;
  const rest = others.length > 0 ? ` +${others.length}` : "";
  const name = first === undefined ? l10n.t("Choose Devices") : `${first}${rest}`;
  const counts = [
    ...(errors > 0 ? [`$(error) ${errors}`] : []),
    ...(warnings > 0 ? [`$(warning) ${warnings}`] : []),
  ];
  item.text = [`$(circuit-board) ${name}`, ...counts].join("  ");
  const found = l10n.t("{0} errors, {1} warnings in this file", errors, warnings);
  const origin =
    devices.from === "edgewise.json" ? [l10n.t("Devices of edgewise.json; click to choose others.")] : [];
  item.tooltip = new MarkdownString(
    [...facts.map((it) => `- ${plain(it)}`), "", found, "", ...origin].join("\n"),
  );
  item.accessibilityInformation = {
    label: [l10n.t("Target devices: {0}", targets.join(", ") || l10n.t("none")), found].join(". "),
  };
  item.show();
}

/** Names of devices are the user's, and none of it is to be read as Markdown. */
function plain(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+|<>&$]/g, "\\$&").replace(/\s+/g, " ");
}
