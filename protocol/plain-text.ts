/** Text from a model file is somebody else's: control characters could drive a terminal or hide what is shown. */
export function plainText(text: string): string {
  // C0, DEL and C1 controls, and the marks that reverse the direction of writing.
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "\ufffd");
}

/** For Markdown: nothing in it becomes markup, a link or HTML. */
export function markdownText(text: string): string {
  return plainText(text).replace(/[\\`*_{}[\]()<>#+!|~&$]/g, "\\$&");
}

/** For Markdown code spans, which know no escapes: backticks become apostrophes. */
export function codeText(text: string): string {
  return `\`${plainText(text).replace(/`/g, "'").replace(/\|/g, "\u00a6") || " "}\``;
}
