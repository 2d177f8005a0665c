import fc from "fast-check";
import { expect, test } from "vitest";
import { encodeFrame, FrameReader } from "./frames.ts";

test("messages come out as they went in, however the stream is cut", () => {
  const messages = fc.array(
    fc.tuple(fc.constantFrom("r", "d", "h"), fc.string({ unit: "binary", maxLength: 200 })),
    { maxLength: 8 },
  );
  fc.assert(
    fc.property(messages, fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1 }), (sent, cuts) => {
      const stream = Buffer.concat(sent.map(([kind, body]) => encodeFrame(kind, body)));
      const reader = new FrameReader(10_000);
      const received: string[][] = [];
      for (let at = 0, i = 0; at < stream.length; i++) {
        const size = cuts[i % cuts.length] ?? 1;
        for (const it of reader.add(stream.subarray(at, at + size)))
          received.push([it.kind, it.body.toString("utf8")]);
        at += size;
      }
      expect(received).toEqual(
        sent.map(([kind, body]) => [kind, Buffer.from(body, "utf8").toString("utf8")]),
      );
    }),
  );
});

test("a size above the limit is refused before the message is there", () => {
  const head = Buffer.alloc(5);
  head.writeUInt32LE(101, 0);
  expect(() => new FrameReader(100).add(head)).toThrow(RangeError);
  head.writeUInt32LE(0xffffffff, 0);
  expect(() => new FrameReader(100).add(head)).toThrow(RangeError);
});
