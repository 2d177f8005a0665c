import { expect, test } from "vitest";
import { expectExamples, findings } from "../diagnostics/examples.test-helper.ts";
import { externalDataOutsideFolder } from "./external-data-outside-folder.ts";

test("its examples", () => {
  expectExamples(externalDataOutsideFolder);
});

test.each(["/etc/passwd", "..\\\\..\\\\x", "C:/x", "a/../../x"])("%s is outside", (location) => {
  const model = externalDataOutsideFolder.good.model.replace("w.bin", location);
  expect(findings(externalDataOutsideFolder, { model })).toHaveLength(1);
});

test("a folder below is inside", () => {
  const model = externalDataOutsideFolder.good.model.replace("w.bin", "weights/w..bin");
  expect(findings(externalDataOutsideFolder, { model })).toEqual([]);
});
