// The few functions of node:fs that stay in use once the process is locked down, taken before they are emptied.
import fs from "node:fs";

export const hostFs = {
  closeSync: fs.closeSync,
  fstatSync: fs.fstatSync,
  lstatSync: fs.lstatSync,
  openSync: fs.openSync,
  readdirSync: fs.readdirSync,
  readSync: fs.readSync,
  realpathSync: fs.realpathSync.native,
  statSync: fs.statSync,
} as const;
