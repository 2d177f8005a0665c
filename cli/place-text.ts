interface Place {
  readonly file?: string | undefined;
  readonly line?: number | undefined;
  readonly column?: number | undefined;
}

/** `model.py:12:9`, as terminals and editors make links of it. */
export function placeText({ file, line, column }: Place): string {
  return [file, line, column].filter((it) => it !== undefined).join(":");
}
