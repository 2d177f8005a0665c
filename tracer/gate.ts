// The fence between traced Python and the host: which of WebAssembly's imports the interpreter may still call once it has
// started. It must hold alone, whatever Python does inside its memory; it must not know what the calls are for.

/** How a call that is not allowed ends. */
export type Denial = "quiet" | "fatal";

export interface GateOptions {
  /** The interpreter's memory never grows above this, in bytes. */
  readonly heapLimit: number;
  /** Asked every few thousand bytecodes; 2 (SIGINT) raises KeyboardInterrupt. */
  readonly signal: () => number;
}

export interface Gate {
  /** Replaces the functions of an import table in place: the interpreter's own look-ups by name must find ours, too. */
  wrap(table: ImportTable): void;
  /** From here on only what is on the list gets through. */
  close(): void;
  /** The first call that was denied fatally. */
  readonly violation: string | undefined;
  /** Names of what was denied quietly, with counts: for the log. */
  readonly quiet: ReadonlyMap<string, number>;
}

export type ImportTable = Record<string, unknown>;
type ImportFunction = ((...args: unknown[]) => unknown) & { sig?: string };

/** What Python needs to compute, to read files of the sandbox's own file system, and to know the time. */
const allowed = new Set(
  `_PyEM_TrampolineCall_JS fd_close fd_read fd_write fd_seek fd_pread fd_pwrite fd_fdstat_get fd_sync
  __syscall_openat __syscall_stat64 __syscall_lstat64 __syscall_fstat64 __syscall_newfstatat __syscall_faccessat
  __syscall_getdents64 __syscall_getcwd __syscall_chdir __syscall_readlinkat __syscall_ioctl __syscall_fcntl64
  __syscall_mkdirat __syscall_unlinkat __syscall_rmdir __syscall_renameat __syscall_ftruncate64 __syscall_dup
  clock_time_get clock_res_get emscripten_date_now emscripten_get_now random_get environ_get environ_sizes_get
  emscripten_get_heap_max _tzset_js _localtime_js _gmtime_js _mktime_js _timegm_js`.split(/\s+/),
);

/** Numbers as this build of Emscripten writes them in its answers. */
const errno = { permission: 63, noSystemCall: 52, noFunction: -1 } as const;

/**
 * Calls that real libraries make on their way, and that have an answer meaning "not here". They are not worth ending a
 * trace for. By name: what the call returns.
 */
const quiet: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ...names(`__syscall_symlinkat __syscall_chmod __syscall_fchmod __syscall_fchmodat2 __syscall_fchown32
    __syscall_fchownat __syscall_mknodat __syscall_truncate64 __syscall_utimensat __syscall_fallocate __syscall_dup3
    __syscall_fchdir __syscall_fdatasync __syscall_fadvise64 __syscall_statfs64 __syscall_fstatfs64`).map(
    (it) => [it, -errno.permission] as const,
  ),
  ...names(`__syscall_socket __syscall_connect __syscall_bind __syscall_listen __syscall_accept4 __syscall_getpeername
    __syscall_getsockname __syscall_getsockopt __syscall_recvfrom __syscall_recvmsg __syscall_sendmsg __syscall_sendto
    __syscall_pipe __syscall_poll _try_fcntl64 _try_shutdown _mmap_js _munmap_js _msync_js`).map(
    (it) => [it, -errno.noSystemCall] as const,
  ),
  ...names("_maybe_connect_async _maybe_recvfrom_async _maybe_sendto_async _maybe_poll_async").map(
    (it) => [it, -errno.noSystemCall] as const,
  ),
  ["_emscripten_system", errno.noFunction],
  // EAI_FAIL: the name cannot be resolved.
  ["getaddrinfo", -4],
  ["getnameinfo", -4],
  ["getprotobyname", 0],
  // The null pointer: no such library, no such symbol.
  ["_dlopen_js", 0],
  ["_emscripten_dlopen_js", 0],
  ["_dlsym_js", 0],
  ["emscripten_run_script", undefined],
  ["emscripten_run_script_int", 0],
  ["emscripten_run_script_string", 0],
  ["_setitimer_js", errno.noFunction],
  ["__syscall_getuid32_js", 1000],
  ["__syscall_umask_js", 0o022],
  ["can_run_sync_js", 0],
  ["_emscripten_log_formatted", undefined],
  ["emscripten_log_impl_js", undefined],
]);

function names(text: string): readonly string[] {
  return text.split(/\s+/);
}

/** Thrown through the interpreter, which does not survive it. */
export class Violation extends Error {}

/** The interpreter wanted to end itself (os._exit): no attack, but nothing more can come. */
export class InterpreterExit extends Error {}

export function createGate(options: GateOptions): Gate {
  let isClosed = false;
  let violation: string | undefined;
  const counts = new Map<string, number>();

  const guard = (name: string, original: ImportFunction): ImportFunction => {
    const answer = quiet.has(name) ? { value: quiet.get(name) } : undefined;
    return (...args) => {
      if (!isClosed) return original(...args);
      if (answer === undefined || violation !== undefined) {
        violation ??= name;
        throw new Violation(name);
      }
      counts.set(name, (counts.get(name) ?? 0) + 1);
      return answer.value;
    };
  };

  return {
    wrap(table) {
      const own = replacements(options, () => isClosed);
      for (const [name, value] of Object.entries(table)) {
        if (typeof value !== "function" || allowed.has(name)) continue;
        const original = value as ImportFunction;
        const wrapped = own[name]?.(original) ?? guard(name, original);
        // Emscripten reads the signature when it puts a function into WebAssembly's own table.
        if (original.sig !== undefined) wrapped.sig = original.sig;
        table[name] = wrapped;
      }
    },
    close() {
      isClosed = true;
    },
    get violation() {
      return violation;
    },
    quiet: counts,
  };
}

/** Imports that stay in use, changed: memory has a limit, interrupts come from us, an exit ends only the trace. */
function replacements(
  { heapLimit, signal }: GateOptions,
  isClosed: () => boolean,
): Readonly<Record<string, (original: ImportFunction) => ImportFunction>> {
  const exit = (original: ImportFunction): ImportFunction => {
    return (...args) => {
      if (!isClosed()) return original(...args);
      throw new InterpreterExit(`with status ${String(args[0])}`);
    };
  };
  const fault = (original: ImportFunction): ImportFunction => {
    return (...args) => {
      if (!isClosed()) return original(...args);
      throw new InterpreterExit("by a fault of its own");
    };
  };
  return {
    emscripten_resize_heap: (original) => (size) => {
      return Number(size) >>> 0 > heapLimit ? 0 : original(size);
    },
    _Py_CheckEmscriptenSignals_Helper: () => signal,
    exit,
    proc_exit: exit,
    _abort_js: fault,
    __assert_fail: fault,
  };
}

type Instantiate = (source: unknown, imports?: Readonly<Record<string, unknown>>) => unknown;

/**
 * Puts the gate between every WebAssembly module that has an `env` and the host. To be called before the interpreter's
 * code is imported; the function that comes back takes the hook away again, and with it the way to start another module.
 */
export function installGate(gate: Gate): () => void {
  const assembly = Reflect.get(globalThis, "WebAssembly") as Record<string, unknown> & {
    instantiate: Instantiate;
  };
  const { instantiate } = assembly;
  assembly.instantiate = (source, imports) => {
    // `env` and `wasi_snapshot_preview1` are one table; wrapped twice it would not be open at the start.
    for (const it of new Set(Object.values(imports ?? {}).filter(isPlainTable))) gate.wrap(it);
    return instantiate(source, imports);
  };
  return () => {
    const refuse = () => {
      throw new Violation("WebAssembly");
    };
    for (const name of [
      "instantiate",
      "instantiateStreaming",
      "compile",
      "compileStreaming",
      "Module",
      "Instance",
    ]) {
      assembly[name] = refuse;
    }
  };
}

/** The tables named GOT are proxies that make global variables up; they hold no functions. */
function isPlainTable(table: unknown): table is ImportTable {
  return (
    typeof table === "object" && table !== null && Object.values(table).some((it) => typeof it === "function")
  );
}
