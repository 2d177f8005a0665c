import { describe, expect, test } from "vitest";
import { createGate, InterpreterExit, Violation } from "./gate.ts";

type Table = Record<string, (...args: unknown[]) => unknown>;

function gateOver(names: readonly string[]) {
  const calls: string[] = [];
  const gate = createGate({ heapLimit: 1000, signal: () => 2 });
  const table: Table = Object.fromEntries(
    names.map((name) => [name, (...args: unknown[]) => (calls.push([name, ...args].join(" ")), "called")]),
  );
  gate.wrap(table);
  return { gate, table, calls };
}

const dangerous = `raw_call_js ffi_call_js JsProxy_GetAttr_js JsvFunction_CallBound emscripten_asm_const_int
  JsvObject_CallMethod pyproxy_new js2python_js _pyproxyGen_make_result syncifyHandler emscripten_console_log
  emscripten_glClear a_name_of_the_next_version`.split(/\s+/);

describe("before it is closed", () => {
  test("everything passes: the interpreter has to start", () => {
    const { table, calls } = gateOver([...dangerous, "_emscripten_system", "exit"]);
    for (const it of Object.keys(table)) table[it]?.(1);
    expect(calls).toHaveLength(dangerous.length + 2);
  });
});

describe("closed", () => {
  test.each(dangerous)("%s throws, is called never again and is remembered", (name) => {
    const { gate, table, calls } = gateOver([name]);
    gate.close();
    expect(() => table[name]?.("x")).toThrow(Violation);
    expect(() => table[name]?.("x")).toThrow(Violation);
    expect([gate.violation, calls]).toEqual([name, []]);
  });

  test.each([
    ["_emscripten_system", -1],
    ["__syscall_socket", -52],
    ["__syscall_connect", -52],
    ["_maybe_connect_async", -52],
    ["getaddrinfo", -4],
    ["_dlopen_js", 0],
    ["emscripten_run_script_int", 0],
    ["__syscall_symlinkat", -63],
  ])("%s answers %d, as libraries try it", (name, answer) => {
    const { gate, table, calls } = gateOver([name]);
    gate.close();
    expect(table[name]?.("x")).toBe(answer);
    expect([gate.violation, gate.quiet.get(name), calls]).toEqual([undefined, 1, []]);
  });

  test("after a violation the quiet ones throw, too", () => {
    const { gate, table } = gateOver(["raw_call_js", "_emscripten_system"]);
    gate.close();
    expect(() => table["raw_call_js"]?.()).toThrow(Violation);
    expect(() => table["_emscripten_system"]?.()).toThrow(Violation);
  });

  test.each(["fd_read", "__syscall_openat", "clock_time_get"])("%s is not even wrapped", (name) => {
    const original = () => 0;
    const table: Table = { [name]: original };
    const gate = createGate({ heapLimit: 1000, signal: () => 0 });
    gate.wrap(table);
    expect(table[name]).toBe(original);
  });

  test("memory grows to the limit and no further", () => {
    const { gate, table, calls } = gateOver(["emscripten_resize_heap"]);
    gate.close();
    expect(table["emscripten_resize_heap"]?.(1000)).toBe("called");
    expect(table["emscripten_resize_heap"]?.(1001)).toBe(0);
    // A pointer's worth of bits, read as a signed number.
    expect(table["emscripten_resize_heap"]?.(-1)).toBe(0);
    expect(calls).toEqual(["emscripten_resize_heap 1000"]);
  });

  test("interrupts come from the watch, and an exit ends only the interpreter", () => {
    const { gate, table } = gateOver(["_Py_CheckEmscriptenSignals_Helper", "exit", "proc_exit", "_abort_js"]);
    gate.close();
    expect(table["_Py_CheckEmscriptenSignals_Helper"]?.()).toBe(2);
    for (const it of ["exit", "proc_exit", "_abort_js"])
      expect(() => table[it]?.(3)).toThrow(InterpreterExit);
    expect(gate.violation).toBeUndefined();
  });
});

test("signatures stay, for WebAssembly's own table of functions", () => {
  const table = { raw_call_js: Object.assign(() => 0, { sig: "iii" }) };
  createGate({ heapLimit: 1, signal: () => 0 }).wrap(table);
  expect(table.raw_call_js.sig).toBe("iii");
});
