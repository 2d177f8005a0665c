import { expect, test } from "vitest";
import { bytesOf, op, tensorCall, dictOf } from "./encode-pickle.test-helper.ts";
import { torchCheckpoint } from "./archive.test-helper.ts";
import { byteSource } from "./byte-source.ts";
import { readTorchLegacy } from "./torch-legacy.ts";

/** Names that picklescan and fickling know from advisories (GHSA, CVE) and from gadget lists. */
const gadgets = `
os.system os.popen os.execv os.spawnl os.remove os.rmdir posix.system nt.system subprocess.Popen subprocess.call subprocess.run
subprocess.check_output subprocess.getoutput builtins.eval builtins.exec builtins.compile builtins.open builtins.getattr
builtins.setattr builtins.__import__ builtins.globals builtins.apply builtins.breakpoint builtins.delattr __builtin__.eval __builtin__.apply
__builtin__.file runpy.run_path runpy._run_code sys.exit sys.settrace socket.socket socket.create_connection importlib.import_module
importlib.reload webbrowser.open webbrowser.get ctypes.CDLL ctypes.windll pty.spawn shutil.rmtree shutil.move code.interact
code.InteractiveInterpreter codeop.compile_command pickle.loads pickle.Unpickler _pickle.loads marshal.loads types.CodeType
types.FunctionType operator.attrgetter operator.methodcaller operator.itemgetter _operator.attrgetter asyncio.run
asyncio.unix_events._UnixSubprocessTransport._start bdb.Bdb bdb.Bdb.run pdb.run pdb.set_trace timeit.timeit timeit.main trace.Trace
profile.run profile.Profile.runctx cProfile.run cProfile.runctx doctest.debug_script idlelib.pyshell.ModifiedInterpreter.runcode
idlelib.autocomplete.AutoComplete.get_entity idlelib.calltip.Calltip.fetch_tip idlelib.run.Executive.runcode
idlelib.debugobj.ObjectTreeItem.SetText lib2to3.pgen2.grammar.Grammar.loads lib2to3.pgen2.pgen.ParserGenerator.make_label
ensurepip._run_pip pip.main pip._internal.cli.main.main pydoc.pipepager pydoc.locate distutils.file_util.write_file
distutils.spawn.spawn urllib.request.urlopen urllib.request.Request httplib.HTTPSConnection http.client.HTTPSConnection requests.get
requests.api.post smtplib.SMTP ftplib.FTP telnetlib.Telnet poplib.POP3 imaplib.IMAP4_stream xmlrpc.client.ServerProxy
multiprocessing.util.spawnv_passfds threading.Thread signal.signal tempfile.mktemp zipfile.ZipFile tarfile.open
linecache.getlines fileinput.input functools.reduce functools.partialmethod itertools.starmap inspect.getattr_static gc.get_objects
logging.config.listen logging.config._resolve test.support.script_helper.assert_python_ok uuid._get_command_stdout
uuid._popen venv.create zipimport.zipimporter commands.getoutput popen2.popen3 site.main turtle.config_dict turtledemo.__main__.main
unittest.mock._importer sqlite3.connect mailcap.findmatch cgitb.lookup cmd.Cmd readline.read_history_file dbm.dumb._Database
numpy.testing._private.utils.runstring numpy.f2py.crackfortran.getlincoef numpy.f2py.crackfortran.myeval numpy.load
numpy.f2py.crackfortran._eval_length numpy.distutils.exec_command.exec_command numpy.lib.npyio.NpzFile numpy.core.multiarray.fromfile
torch.load torch.hub.load torch.hub.load_state_dict_from_url torch.serialization.load torch.serialization.os.system
torch.storage._load_from_bytes torch.jit.load torch.jit.unsupported_tensor_ops.execWrapper torch.utils.bottleneck.__main__.run_cprofile
torch.utils.collect_env.run torch.utils.cpp_extension.load torch.utils._config_module.ConfigModule.load_config
torch.utils.data.datapipes.utils.decoder.basichandlers torch.fx.experimental.symbolic_shapes.ShapeEnv.evaluate_guards_expression
torch.fx.graph_module.reduce_graph_module torch._dynamo.guards.GuardBuilder.get torch._inductor.codecache.compile_file
torch.distributed.run.main torch.distributed.elastic.multiprocessing.subprocess_handler.subprocess_handler.SubprocessHandler
torch.multiprocessing.Process torch.ops.load_library torch.package.PackageImporter
dill.loads cloudpickle.load joblib.load IPython.core.interactiveshell.InteractiveShell paramiko.SSHClient
pexpect.spawn jinja2.Template setuptools.sandbox.run_setup pkg_resources.run_script pandas.read_pickle pandas.io.common.get_handle
keras.layers.Lambda.from_config tensorflow.io.write_file transformers.utils.get_module mypackage.danger.run helper.run_it`
  .trim()
  .split(/\s+/);

type Emit = (module: string, name: string) => readonly number[];

const globalOf: Readonly<Record<string, Emit>> = {
  GLOBAL: op.global,
  STACK_GLOBAL: (module, name) => [...op.shortText(module), ...op.shortText(name), ...op.stackGlobal],
  "STACK_GLOBAL of long texts": (module, name) => [...op.text(module), ...op.text(name), ...op.stackGlobal],
  "STACK_GLOBAL from the memo": (module, name) => [
    ...[...op.text(name), ...op.put(0), 0x30, ...op.text(module), ...op.get(0)],
    ...op.stackGlobal,
  ],
};
const argument = [...op.text("x"), ...op.tuple1];
const calls: Readonly<Record<string, (made: readonly number[]) => readonly number[]>> = {
  REDUCE: (it) => [...it, ...argument, ...op.reduce],
  NEWOBJ: (it) => [...it, ...argument, ...op.newObj],
  NEWOBJ_EX: (it) => [...it, ...argument, ...op.emptyDict, ...op.newObjEx],
  OBJ: (it) => [...op.mark, ...it, ...op.text("x"), ...op.obj],
  "NEWOBJ and BUILD": (it) => [...it, ...op.emptyTuple, ...op.newObj, ...op.emptyDict, ...op.build],
  "REDUCE of what the memo holds": (it) => [
    ...it,
    ...op.put(9),
    0x30,
    ...op.get(9),
    ...argument,
    ...op.reduce,
  ],
};

const weights = dictOf([["weight", tensorCall("0", [2, 2])]]);

/** Every split of `a.b.c` into module and name: loaders walk dotted names. */
function splits(path: string): readonly (readonly [module: string, name: string])[] {
  const parts = path.split(".");
  return parts
    .slice(1)
    .map((_, i) => [parts.slice(0, i + 1).join("."), parts.slice(i + 1).join(".")] as const);
}

/** The gadget beside honest weights, so that the file looks like one; undefined when it is named as it should be. */
function faultOf(protocol: number, code: readonly number[], name: string): string | undefined {
  const pickle = bytesOf(op.proto(protocol), code, [0x30], weights, op.stop);
  const { tensors, problems, imports } = torchCheckpoint(pickle, { 0: 16 });
  const named = problems.some(
    (it) => it.code === "pickle-code-execution" && it.severity === "error" && it.message.includes(name),
  );
  if (!named) return `not named: ${JSON.stringify(problems.map((it) => it.message))}`;
  if (tensors.length !== 1) return "the weights are not shown";
  return imports.some((it) => !it.isAllowed) ? undefined : "it is taken for allowed";
}

test("each of thousands of gadgets is named, and nothing is run", () => {
  const faults: string[] = [];
  let count = 0;
  for (const path of gadgets) {
    for (const [module, name] of splits(path)) {
      const shown = `${module}.${name}`.replace(/^__builtin__/, "builtins");
      for (const [how, emit] of Object.entries(globalOf)) {
        for (const [kind, call] of Object.entries(calls)) {
          const fault = faultOf(count++ % 6, call(emit(module, name)), shown.slice(0, 60));
          if (fault !== undefined) faults.push(`${path} as ${module} + ${name}, ${how}, ${kind}: ${fault}`);
        }
      }
      count++;
      const inst = faultOf(0, [...op.mark, ...op.text("x"), ...op.inst(module, name)], shown.slice(0, 60));
      if (inst !== undefined) faults.push(`${path}, INST: ${inst}`);
    }
  }
  expect(faults.slice(0, 5)).toEqual([]);
  expect(count).toBeGreaterThan(5000);
}, 60_000);

test("a name that is only imported is named too", () => {
  for (const path of ["os.system", "builtins.eval", "subprocess.Popen", "torch.hub.load"]) {
    const [[module, name] = ["", ""]] = splits(path).slice(-1);
    expect(faultOf(2, op.global(module, name), path)).toBeUndefined();
  }
});

test("the message says what, and where in the file", () => {
  const pickle = bytesOf(op.proto(2), calls.REDUCE?.(op.global("os", "system")) ?? [], op.stop);
  const [problem] = torchCheckpoint(pickle).problems;
  expect(problem).toMatchObject({ code: "pickle-code-execution", severity: "error", offset: 2 });
  expect(problem?.message).toContain("it calls os.system (byte 2 of a/data.pkl)");
});

test("a computed magic number does not make a file honest", () => {
  const magic = [...op.global("builtins", "int"), ...op.text("1"), ...op.tuple1, ...op.reduce];
  const eval_ = [
    ...op.global("builtins", "eval"),
    ...op.text("0x1950a86a20f9469cfc6c"),
    ...op.tuple1,
    ...op.reduce,
  ];
  for (const [code, name] of [
    [magic, "builtins.int"],
    [eval_, "builtins.eval"],
  ] as const) {
    const { format, problems } = readTorchLegacy(byteSource(bytesOf(op.proto(2), code, op.stop)));
    expect(format).toBe("pickle");
    expect(problems[0]).toMatchObject({ code: "pickle-code-execution", severity: "error", subject: name });
  }
});

test.each([
  ["a tensor is written into", [...tensorCall("0", [2]), ...op.byte(0), ...op.byte(1), ...op.setItem]],
  [
    "attributes of an import are changed",
    [...op.global("torch", "FloatStorage"), ...op.emptyDict, ...op.build],
  ],
  [
    "a result is called",
    [
      ...op.global("collections", "OrderedDict"),
      ...op.emptyTuple,
      ...op.reduce,
      ...op.emptyTuple,
      ...op.reduce,
    ],
  ],
  ["an extension is used", [0x83, 1, 0]],
])("%s: an error, though every name is allowed", (_, code) => {
  const { problems } = torchCheckpoint(bytesOf(op.proto(2), code, op.stop), { 0: 8 });
  expect(problems).toContainEqual(
    expect.objectContaining({ code: "pickle-code-execution", severity: "error" }) as unknown,
  );
});

test("each class of a model's own package is an error that names it, after what runs code", () => {
  const make = (module: string, name: string) => [
    ...op.global(module, name),
    ...op.emptyTuple,
    ...op.newObj,
    0x30,
  ];
  const classes = ["Model", "Conv", "C3", "Detect", "SPPF"].flatMap((it) => make("models.yolo", it));
  const gadget = [...op.global("os", "system"), ...op.text("ls"), ...op.tuple1, ...op.reduce, 0x30];
  const layer = make("torch.nn.modules.conv", "Conv2d");
  const pickle = bytesOf(op.proto(2), classes, layer, gadget, weights, op.stop);
  const { problems, imports } = torchCheckpoint(pickle, { 0: 16 });
  expect(problems.map((it) => it.subject)).toEqual([
    "os.system",
    ...["Model", "Conv", "C3", "Detect", "SPPF"].map((it) => `models.yolo.${it}`),
    "torch.nn.modules.conv.Conv2d",
  ]);
  expect(new Set(problems.map((it) => `${it.code} ${it.severity}`))).toEqual(
    new Set(["pickle-code-execution error"]),
  );
  expect(problems[1]?.message).toContain(
    "needs code of its own to load: it makes objects of models.yolo.Model",
  );
  expect(imports.filter((it) => !it.isAllowed)).toHaveLength(7);
});
