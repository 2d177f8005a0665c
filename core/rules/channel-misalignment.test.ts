import { expect, test } from "vitest";
import { expectExamples, findings } from "../diagnostics/examples.test-helper.ts";
import { channelMisalignment } from "./channel-misalignment.ts";

test("its examples", () => {
  expectExamples(channelMisalignment);
});

test("33 channels on the NCS2 (32 at a time, ANNETTE) leave 31 of 64 lanes idle", () => {
  expect(findings(channelMisalignment, channelMisalignment.bad)[0]?.message).toContain("48%");
});

test.each(["jetson-nano", "jetson-tx2", "raspberry-pi-4"])("%s has no such vectors", (device) => {
  expect(findings(channelMisalignment, { ...channelMisalignment.bad, device })).toEqual([]);
});
