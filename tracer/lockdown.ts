// Takes from this process what traced code must never reach, should it ever get past the gate: a second wall, made of
// JavaScript. It must run after the last module is loaded, as it leaves Node without file writes, sockets and processes.
import childProcess from "node:child_process";
import cluster from "node:cluster";
import dgram from "node:dgram";
import dns from "node:dns";
import fs from "node:fs";
import http from "node:http";
import http2 from "node:http2";
import https from "node:https";
import inspector from "node:inspector";
import moduleApi, { syncBuiltinESMExports } from "node:module";
import net from "node:net";
import tls from "node:tls";
import vm from "node:vm";
import workerThreads from "node:worker_threads";

/** Node's own modules are objects, and one for all who import them. */
const emptied: readonly object[] = [
  childProcess,
  cluster,
  dgram,
  dns,
  dns.promises,
  fs,
  fs.promises,
  http,
  http2,
  https,
  inspector,
  net,
  tls,
  vm,
  workerThreads,
];

const globals = ["fetch", "WebSocket", "EventSource", "require", "XMLHttpRequest", "Worker", "navigator"];
const ofProcess = [
  "dlopen",
  "binding",
  "_linkedBinding",
  "kill",
  "chdir",
  "setuid",
  "setgid",
  "getBuiltinModule",
  "abort",
];

/** True when every function is gone. Our own code holds those it uses since before. */
export function lockDown(): boolean {
  const refuse = () => {
    throw new Error("Not here.");
  };
  for (const it of emptied) {
    for (const name of Object.keys(it))
      if (typeof Reflect.get(it, name) === "function") Reflect.set(it, name, refuse);
  }
  for (const name of ["createRequire", "_load", "register"]) Reflect.set(moduleApi, name, refuse);
  for (const name of globals) Reflect.deleteProperty(globalThis, name);
  for (const name of ofProcess) Reflect.set(process, name, refuse);
  syncBuiltinESMExports();
  return [childProcess.spawn, net.connect, fs.writeFileSync, vm.runInThisContext].every(
    (it) => it === refuse,
  );
}
