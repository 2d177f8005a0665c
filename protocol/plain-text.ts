/** Text from a model file is somebody else's: control characters could drive a terminal or hide what is shown. */
export function plainText(text: string): string {
  return text.replace(unsafe, "\ufffd");
}

// C0, DEL and C1 controls, line and paragraph separators, the marks that reverse the direction of writing, and halves
// of surrogate pairs.
const unsafe =
  /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** At most about `length` characters: the middle goes, since the start tells where it is and the end what it is. */
export function shortened(text: string, length: number): string {
  if (text.length <= length) return text;
  const head = Math.floor((length - 1) / 3);
  const tail = text.length - (length - 1 - head);
  // A cut through a surrogate pair would leave halves.
  return `${text.slice(0, isPair(text, head) ? head - 1 : head)}…${text.slice(isPair(text, tail) ? tail + 1 : tail)}`;
}

function isPair(text: string, at: number): boolean {
  return /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(at - 1, at + 1));
}

/** For Markdown: nothing in it becomes markup, a link or HTML. */
export function markdownText(text: string): string {
  return (
    plainText(text)
      .replace(/[\\`*_{}[\]()<>#+!|~&$@]/g, "\\$&")
      // GitHub's dialect makes links of bare addresses too.
      .replace(/:(?=\/\/)/g, "\\:")
      .replace(/\b(www)\./gi, "$1\\.")
  );
}

/** For Markdown code spans, which know no escapes: backticks become apostrophes. */
export function codeText(text: string): string {
  // Spaces alone make no code span, and would be shown as they are.
  return `\`${plainText(text).replace(/`/g, "'").replace(/\|/g, "\u00a6").trim() || " "}\``;
}

/** JSON text as it is, but for what could drive a terminal: that is written as escapes, which mean the same. */
export function plainJson(json: string): string {
  return json.replace(unsafeInJson, (it) => `\\u${it.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

// JSON has escapes for the C0 controls and for halves of surrogate pairs already.
const unsafeInJson = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;
