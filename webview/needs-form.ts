import type { DeviceNeeds } from "../protocol/device-needs.ts";
import { type NeedsForm } from "../protocol/page-report.ts";
import { button, element } from "./element.ts";

const numbers = [
  { key: "framesPerSecond", label: "Frames per second, at least", hint: "30" },
  { key: "watts", label: "Watts, at most", hint: "8" },
  { key: "memoryMebibytes", label: "Memory in MiB, at least", hint: "2048" },
] as const;

type Texts = Readonly<Record<string, string>>;

/** What the fields ask for, or the fields whose text is no number above zero. */
export function needsFrom(texts: Texts): { needs: DeviceNeeds; wrong: readonly string[] } {
  const wrong: string[] = [];
  const needs: DeviceNeeds = {};
  for (const { key } of numbers) {
    const text = (texts[key] ?? "").trim().replace(",", ".");
    if (text === "") continue;
    const value = Number(text);
    if (value > 0 && value <= 1e9) needs[key] = value;
    else wrong.push(key);
  }
  const { framework } = texts;
  if (framework === "pytorch" || framework === "tensorflow" || framework === "tflite" || framework === "onnx")
    needs.framework = framework;
  if (texts["standsAlone"] === "yes") needs.standsAlone = true;
  return { needs, wrong };
}

interface FormOptions {
  readonly form: NeedsForm;
  readonly texts: Texts;
  readonly onChange: (texts: Texts) => void;
  readonly onAsk: (needs: DeviceNeeds) => void;
}

export function needsForm({ form, texts, onChange, onAsk }: FormOptions): HTMLFormElement {
  const values: Record<string, string> = { ...texts };
  const keep = (key: string, value: string) => {
    values[key] = value;
    onChange({ ...values });
  };
  const fields = new Map(
    numbers.map((it) => [it.key as string, numberField(it, values[it.key] ?? "", keep)]),
  );
  const error = element("p", { class: "form-error", role: "alert" });
  const made = element(
    "form",
    { class: "needs", "aria-label": "What the device has to do" },
    ...[...fields.values()].map((it) => it.label),
    frameworkField(form, values["framework"] ?? "", keep),
    aloneField(values["standsAlone"] === "yes", keep),
    element("button", { type: "submit", class: "primary" }, "Recommend"),
    button("Clear", "secondary", () => {
      onChange({});
      onAsk({});
    }),
    error,
  );
  made.noValidate = true;
  made.addEventListener("submit", (event) => {
    event.preventDefault();
    const { needs, wrong } = needsFrom(values);
    for (const [key, { input }] of fields) input.setAttribute("aria-invalid", String(wrong.includes(key)));
    error.textContent = wrong.length > 0 ? "Type a number above 0, or leave the field empty." : "";
    if (wrong.length > 0) return fields.get(wrong[0] ?? "")?.input.focus();
    onAsk(needs);
  });
  return made;
}

type Keep = (key: string, value: string) => void;

function numberField({ key, label, hint }: (typeof numbers)[number], value: string, keep: Keep) {
  const input = element("input", { type: "text", inputmode: "decimal", placeholder: hint, name: key, value });
  input.addEventListener("input", () => keep(key, input.value));
  return { input, label: element("label", {}, element("span", {}, label), input) };
}

function frameworkField({ frameworks }: NeedsForm, value: string, keep: Keep): HTMLElement {
  const options = frameworks.map((it) =>
    element("option", { value: it.id, selected: it.id === value }, it.name),
  );
  const select = element(
    "select",
    { name: "framework" },
    element("option", { value: "" }, "Any"),
    ...options,
  );
  select.addEventListener("change", () => keep("framework", select.value));
  return element("label", {}, element("span", {}, "Model is written in"), select);
}

function aloneField(isAlone: boolean, keep: Keep): HTMLElement {
  const box = element("input", { type: "checkbox", name: "standsAlone", checked: isAlone });
  box.addEventListener("change", () => keep("standsAlone", box.checked ? "yes" : ""));
  return element("label", { class: "check" }, box, element("span", {}, "Works without another computer"));
}
