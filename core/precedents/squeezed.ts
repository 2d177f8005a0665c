/** Letters and digits only, in lower case: `MobileNet-V2`, `Mobilenet v2` and `mobilenetv2` are one word. */
export function squeezed(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}
