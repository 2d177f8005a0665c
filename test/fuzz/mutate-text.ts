// Changes to a text: single characters, spans, and the tokens that carry its grammar.
import { type Random } from "./random.ts";

const tokens = [
  "{",
  "}",
  "(",
  ")",
  "[",
  "]",
  "<",
  ">",
  ",",
  ":",
  "=",
  "=>",
  '"',
  "#",
  "\\",
  "\n",
  "-",
  ".",
  "e9",
  "@",
  "\u0000",
  "é",
  "\ud800",
  "__proto__",
  "float",
  "seq(",
  "9223372036854775808",
  "-1",
  "1e999",
  "nan",
  "y = Op (x)",
];

export function mutatedText(text: string, random: Random): string {
  let result = text;
  const count = 1 + random.below(4);
  for (let i = 0; i < count; i++) result = changed(result, random);
  return result;
}

function changed(text: string, random: Random): string {
  const at = random.below(text.length + 1);
  const span = 1 + random.below(random.pick([3, 30, 300]));
  switch (random.below(6)) {
    case 0:
      return text.slice(0, at) + text.slice(at + span);
    case 1:
      return text.slice(0, at) + random.pick(tokens) + text.slice(at);
    case 2:
      return text.slice(0, at) + random.pick(tokens) + text.slice(at + 1);
    case 3: {
      const from = random.below(text.length + 1);
      return text.slice(0, at) + text.slice(from, from + span) + text.slice(at);
    }
    case 4:
      return (
        text.slice(0, at) + String.fromCharCode(random.below(random.pick([128, 65_536]))) + text.slice(at + 1)
      );
    default:
      return random.below(4) === 0
        ? text.slice(0, at)
        : text.slice(0, at) + random.pick(tokens).repeat(random.below(200)) + text.slice(at);
  }
}
