// Files of weights made to break a reader or to run code, and what must be said about each.
import {
  bytesOf,
  dictOf,
  op,
  tensorCall,
  uint32,
  uint64,
  utf8,
} from "../../core/read/encode-pickle.test-helper.ts";
import { zip, type ZipTestEntry } from "../../server/zip.test-helper.ts";

export interface HostileWeights {
  readonly name: string;
  readonly make: () => Uint8Array;
  /** A problem that must come out. Without one, only the limits count. */
  readonly says?: RegExp;
}

const weights = dictOf([["w", tensorCall("0", [2, 3])]]);
const plain = bytesOf(op.proto(2), weights, op.stop);
const storage: ZipTestEntry = { name: "a/data/0", data: new Uint8Array(24) };

function archive(pickle: Uint8Array, more: Partial<ZipTestEntry> = {}): Uint8Array {
  return zip([{ name: "a/data.pkl", data: pickle, ...more }, storage]);
}

function pickled(...parts: readonly (readonly number[])[]): Uint8Array {
  return archive(bytesOf(op.proto(2), ...parts, op.stop));
}

const runs = /^Loading this file runs code: it /;

/** Ways to run something that scanners have missed at one time or another. */
const gadgets =
  `os.system posix.system nt.system subprocess.Popen subprocess.check_output builtins.eval builtins.exec
  builtins.getattr builtins.__import__ builtins.compile builtins.open __builtin__.eval runpy._run_code runpy.run_path pty.spawn
  commands.getoutput code.interact codeop.compile_command importlib.import_module pip.main pydoc.pipepager pickle.loads
  _pickle.loads marshal.loads ctypes.CDLL socket.create_connection urllib.request.urlopen webbrowser.open shutil.rmtree
  timeit.timeit cProfile.run profile.run trace.Trace doctest.debug_script bdb.Bdb.run asyncio.subprocess.create_subprocess_shell
  multiprocessing.Process threading.Thread operator.attrgetter operator.methodcaller _operator.attrgetter types.CodeType
  types.FunctionType functools.reduce itertools.starmap numpy.load numpy.testing._private.utils.runstring
  torch.load torch.hub.load torch.jit.load torch.ops.load_library torch.utils.cpp_extension.load torch._dynamo.guards.GuardBuilder.get
  torch.serialization.os.system torch.storage._load_from_bytes torch.distributed.rpc.rpc_sync ensurepip._run_pip idlelib.pyshell.ModifiedInterpreter.runcode
  lib2to3.pgen2.pgen.ParserGenerator.make_label zipimport.zipimporter site.main sys.setprofile logging.config.fileConfig
  smtplib.SMTP ftplib.FTP http.client.HTTPSConnection xmlrpc.client.ServerProxy sqlite3.connect tempfile.mktemp pathlib.os.system
  nltk.app.chunkparser_app.app cloudpickle.loads dill.loads joblib.load pandas.read_pickle IPython.core.interactiveshell.system`
    .split(/\s+/)
    .map((it) => [it.slice(0, it.lastIndexOf(".")), it.slice(it.lastIndexOf(".") + 1)] as const);

/** The call of a name as each protocol of pickles writes it. */
function called([module, name]: readonly [string, string], protocol: number): readonly number[] {
  const argument = op.text("touch canary");
  if (protocol === 0) return [...op.mark, ...utf8("Vtouch canary\n"), ...op.inst(module, name)];
  if (protocol === 1) return [...op.mark, ...op.global(module, name), ...argument, ...op.obj];
  const callee =
    protocol < 4
      ? op.global(module, name)
      : [...op.shortText(module), ...op.memoize, ...op.shortText(name), ...op.memoize, ...op.stackGlobal];
  const framed = [...callee, ...argument, ...op.tuple1, ...(protocol === 3 ? op.newObj : op.reduce)];
  return protocol < 4 ? framed : [0x95, ...uint64(framed.length + 1), ...framed];
}

const gadgetCases: readonly HostileWeights[] = gadgets.flatMap((gadget, i) => {
  const protocol = i % 6;
  const code = called(gadget, protocol);
  const head = protocol >= 2 ? op.proto(protocol) : [];
  const name = `${gadget.join(".")}, protocol ${protocol}`;
  const last = gadget[1].replace(/[^\w]/g, ".");
  const says = new RegExp(
    `(runs code: it (calls|imports)|needs code of its own to load: it) .*\\b${last}\\b`,
  );
  return [
    { name: `${name}.pt`, make: () => archive(bytesOf(head, code, op.stop)), says },
    { name: `${name}.bin`, make: () => bytesOf(head, code, op.stop), says },
  ];
});

/** Each level holds the one before it twice, so that all of it together is 2^n. */
function doubling(levels: number, pack: (index: number) => readonly number[]): readonly number[] {
  const bytes: number[] = [...op.emptyList, ...op.put(0)];
  for (let i = 0; i < levels; i++) bytes.push(...pack(i), ...op.put((i + 1) % 256));
  return bytes;
}

const repeated = (bytes: readonly number[], count: number): number[] =>
  Array.from({ length: bytes.length * count }, (_, i) => bytes[i % bytes.length] ?? 0);

const pickleCases: readonly HostileWeights[] = [
  {
    name: "memo-lists.pt",
    make: () => pickled(doubling(200, (i) => [...op.get(i), ...op.get(i), ...op.tuple2])),
  },
  {
    name: "memo-dicts.pt",
    make: () =>
      pickled(
        doubling(100, (i) =>
          dictOf([
            ["a", op.get(i)],
            ["b", op.get(i)],
          ]),
        ),
      ),
  },
  { name: "nested-tuples.pt", make: () => pickled(op.emptyTuple, repeated(op.tuple1, 900_000)) },
  {
    name: "nested-lists.pt",
    make: () => pickled(repeated(op.emptyList, 300_000), repeated(op.append, 299_999)),
  },
  {
    name: "nested-dicts.pt",
    make: () =>
      pickled(repeated([...op.emptyDict, ...op.text("a")], 100_000), op.none, repeated(op.setItem, 100_000)),
  },
  { name: "marks.pt", make: () => pickled(repeated(op.mark, 900_000)) },
  { name: "copies.pt", make: () => pickled(op.emptyList, repeated([0x32], 900_000), op.tuple) },
  {
    name: "self-argument.pt",
    make: () =>
      pickled(
        op.emptyList,
        op.put(1),
        op.get(1),
        op.append,
        op.global("os", "system"),
        op.get(1),
        op.tuple1,
        op.reduce,
      ),
    says: /calls os\.system/,
  },
  {
    name: "reduce-of-reduce.pt",
    make: () => pickled(op.global("os", "system"), repeated([...op.emptyTuple, ...op.reduce], 100_000)),
    says: /calls os\.system/,
  },
  {
    name: "build-of-build.pt",
    make: () => pickled(op.global("os", "system"), op.put(1), repeated([...op.get(1), ...op.build], 100_000)),
    says: runs,
  },
  { name: "long4.pt", make: () => pickled([0x8b, ...uint32(0x7fff_ffff)]), says: /long|ends|bytes/ },
  { name: "long4-negative.pt", make: () => pickled([0x8b, ...uint32(0xffff_ffff)]), says: /./ },
  { name: "long-number.pt", make: () => pickled([0x8b, ...uint32(200_000)], repeated([0x7f], 200_000)) },
  { name: "long-text-number.pt", make: () => pickled(utf8("L"), repeated([0x39], 300_000), utf8("L\n")) },
  { name: "bytes8.pt", make: () => pickled([0x8e, ...uint64(2 ** 52)]), says: /./ },
  {
    name: "text8.pt",
    make: () => pickled([0x8d, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f]),
    says: /./,
  },
  { name: "array8.pt", make: () => pickled([0x96, ...uint64(2 ** 40)]), says: /./ },
  { name: "frame.pt", make: () => pickled([0x95, ...uint64(2 ** 52)], weights) },
  { name: "get-nothing.pt", make: () => pickled(op.get(7)), says: /./ },
  { name: "put-far.pt", make: () => pickled(op.none, [0x72, ...uint32(0xffff_ffff)]) },
  { name: "puts.pt", make: () => pickled(op.none, repeated(op.memoize, 900_000)) },
  { name: "no-stop.pt", make: () => archive(bytesOf(op.proto(2), weights)), says: /./ },
  { name: "empty.pt", make: () => archive(new Uint8Array(0)), says: /./ },
  { name: "extension.pt", make: () => pickled([0x84, 0xff, 0xff], op.emptyTuple, op.reduce), says: runs },
  {
    name: "name-of-a-megabyte.pt",
    make: () => pickled(utf8("c"), repeated([0x61], 1 << 20), utf8("\nx\n")),
    says: /./,
  },
  {
    name: "ten-thousand-imports.pt",
    make: () =>
      pickled(...Array.from({ length: 12_000 }, (_, i) => [...op.global(`m${i}`, "f"), 0x30]), op.none),
    says: /more problems were left out/,
  },
  {
    name: "dims.pt",
    make: () => pickled(dictOf([["w", tensorCall("0", new Array<number>(20_000).fill(1))]])),
  },
  {
    name: "tensors.pt",
    make: () =>
      pickled(dictOf(Array.from({ length: 5000 }, (_, i) => [`a.${i}.w`, tensorCall("0", [2, 3])]))),
  },
  {
    name: "elements.pt",
    make: () => pickled(dictOf([["w", tensorCall("0", [0x7fff_ffff, 0x7fff_ffff, 0x7fff_ffff])]])),
    says: /"w"/,
  },
  {
    name: "storage.pt",
    make: () => pickled(dictOf([["w", tensorCall("0", [100, 100])]])),
    says: /Tensor "w" needs 40000 bytes/,
  },
  {
    name: "gone.pt",
    make: () => pickled(dictOf([["w", tensorCall("../../etc/passwd", [2])]])),
    says: /not in the file/,
  },
];

const zeros = (megabytes: number) => Buffer.alloc(megabytes << 20);

function patched(bytes: Uint8Array, mark: number, change: (view: Buffer) => void): Uint8Array {
  const copy = Buffer.from(bytes);
  const at = copy.lastIndexOf(Buffer.from(uint32(mark)));
  change(copy.subarray(at));
  return copy;
}

const endMark = 0x06054b50;

const zipCases: readonly HostileWeights[] = [
  { name: "bomb-pickle.pt", make: () => archive(zeros(32), { isDeflated: true }), says: /would unpack to/ },
  {
    name: "bomb-array.npz",
    make: () => zip([{ name: "w.npy", data: zeros(64), isDeflated: true }]),
  },
  {
    name: "bombs.npz",
    make: () => {
      const data = zeros(2);
      return zip(Array.from({ length: 200 }, (_, i) => ({ name: `w${i}.npy`, data, isDeflated: true })));
    },
  },
  {
    name: "size-of-directory.pt",
    make: () => archive(plain, { central: { size: 0x7fff_ffff } }),
    says: /a\/data\.pkl/,
  },
  { name: "size-of-head.pt", make: () => archive(plain, { local: { size: 1 } }), says: /by its own head/ },
  {
    name: "deflated-size.pt",
    make: () => archive(plain, { isDeflated: true, central: { size: 7 }, local: { size: 7 } }),
    says: /data\.pkl/,
  },
  { name: "method.pt", make: () => archive(plain, { central: { method: 99 } }), says: /method 99/ },
  { name: "two-methods.pt", make: () => archive(plain, { local: { method: 8 } }), says: /two ways/ },
  { name: "encrypted.pt", make: () => archive(plain, { central: { flags: 1 } }), says: /encrypted/ },
  {
    name: "other-name.pt",
    make: () => archive(plain, { local: { name: "b/data.pkl" } }),
    says: /called "b\/data\.pkl"/,
  },
  { name: "checksum.pt", make: () => archive(plain, { central: { crc: 1 } }), says: /checksum/ },
  { name: "outside.pt", make: () => archive(plain, { central: { offset: 0x7fff_fff0 } }), says: /outside/ },
  ...["../../../etc/passwd", "/etc/passwd", "C:\\windows\\x", "a/../../x", "a//x", "a\0b", "\u202ex"].map(
    (name): HostileWeights => ({
      name: `path ${name.replace(/[^\w]/g, "_")}.pt`,
      make: () => zip([{ name: "a/data.pkl", data: plain }, storage, { name, data: Buffer.from("x") }]),
      ...(name !== "\u202ex" && { says: /is not read/ }),
    }),
  ),
  {
    name: "twice.pt",
    make: () =>
      zip([
        { name: "a/data.pkl", data: plain },
        { name: "a/data.pkl", data: bytesOf(op.none, op.stop) },
        storage,
      ]),
    says: /twice/,
  },
  {
    name: "overlap.pt",
    make: () => {
      const name = "a/data.pkl";
      const first = { name, data: plain };
      return zip([first, { name: "a/data/0", data: new Uint8Array(24), central: { offset: 4 } }]);
    },
    says: /./,
  },
  {
    name: "one-place.npz",
    make: () => {
      const data = zeros(1);
      const others = Array.from({ length: 15_000 }, (_, i) => ({
        name: `w${i}.npy`,
        data: new Uint8Array(0),
        central: { offset: 0 },
      }));
      return zip([{ name: "w.npy", data, isDeflated: true }, ...others]);
    },
    says: /./,
  },
  {
    name: "two-ends.pt",
    make: () => Buffer.concat([archive(plain), Buffer.from(uint32(endMark)), Buffer.alloc(18)]),
    says: /./,
  },
  {
    name: "count-of-zip64.pt",
    make: () => patched(archive(plain), endMark, (end) => end.fill(0xff, 8, 20)),
    says: /./,
  },
  {
    name: "locator-of-zip64.pt",
    make: () => {
      const bytes = Buffer.from(archive(plain));
      const end = bytes.lastIndexOf(Buffer.from(uint32(endMark)));
      const locator = Buffer.from([...uint32(0x07064b50), ...uint32(0), ...uint64(2 ** 52), ...uint32(1)]);
      const tail = Buffer.from(bytes.subarray(end));
      tail.fill(0xff, 8, 20);
      return Buffer.concat([bytes.subarray(0, end), locator, tail]);
    },
    says: /./,
  },
  {
    name: "record-of-zip64.pt",
    make: () => {
      const bytes = Buffer.from(archive(plain));
      const end = bytes.lastIndexOf(Buffer.from(uint32(endMark)));
      const huge = uint64(2 ** 52);
      const record = Buffer.from([
        ...uint32(0x06064b50),
        ...uint64(44),
        ...uint32(0),
        ...uint32(0),
        ...uint32(0),
        ...huge,
        ...huge,
        ...huge,
        ...huge,
      ]);
      const locator = Buffer.from([...uint32(0x07064b50), ...uint32(0), ...uint64(end), ...uint32(1)]);
      const tail = Buffer.from(bytes.subarray(end));
      tail.fill(0xff, 8, 20);
      return Buffer.concat([bytes.subarray(0, end), record, locator, tail]);
    },
    says: /./,
  },
  {
    name: "directory-far.pt",
    make: () => patched(archive(plain), endMark, (end) => end.writeUInt32LE(0xffff_fff0, 16)),
    says: /./,
  },
  { name: "nothing-in-it.pt", make: () => zip([]), says: /./ },
  {
    name: "before.pt",
    make: () => zip([{ name: "a/data.pkl", data: plain }, storage], Buffer.from("MZ program")),
  },
];

function safetensors(header: string | readonly number[], length?: number, data = 0): Uint8Array {
  const text = typeof header === "string" ? utf8(header) : header;
  return bytesOf(uint64(length ?? text.length), text, new Array<number>(data).fill(0));
}

const one = (value: string) => `{"w":${value}}`;
const right = '{"dtype":"F32","shape":[2],"data_offsets":[0,8]}';

const safetensorsCases: readonly HostileWeights[] = (
  [
    ["short", safetensors("", 0), /./],
    ["seven", Uint8Array.from([1, 2, 3, 4, 5, 6, 7]), /./],
    ["long", safetensors("{}", 2 ** 52), /./],
    ["hundred-million", safetensors("{}", 100_000_001), /./],
    ["negative", Uint8Array.from([...new Array<number>(8).fill(0xff), 0x7b, 0x7d]), /./],
    ["no-object", safetensors("[]"), /./],
    ["no-json", safetensors("{'w':1}"), /./],
    ["no-utf8", safetensors([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]), /./],
    ["deep", safetensors(`{"w":${"[".repeat(100_000)}${"]".repeat(100_000)}}`), /./],
    ["twice", safetensors(`{"w":${right},"w":${right}}`, undefined, 8), /twice|more than once|duplicate/i],
    ["proto", safetensors(`{"__proto__":${right}}`, undefined, 8), undefined],
    [
      "overlap",
      safetensors(`{"a":${right},"b":${right.replace("[0,8]", "[4,12]")}}`, undefined, 12),
      /begins 4 bytes before/,
    ],
    ["gap", safetensors(one(right.replace("[0,8]", "[8,16]")), undefined, 16), /belong to no tensor/],
    ["tail", safetensors(one(right), undefined, 20), /belong to no tensor/],
    ["outside", safetensors(one(right.replace("[0,8]", "[0,800000000000]"))), /"w"/],
    ["size", safetensors(one(right.replace("[2]", "[3]")), undefined, 8), /takes 12/],
    [
      "huge",
      safetensors(one(right.replace("[2]", "[9007199254740991,9007199254740991]")), undefined, 8),
      /more elements/,
    ],
    ["infinite", safetensors(one(right.replace("[2]", "[1e999]")), undefined, 8), /./],
    ["fraction", safetensors(one(right.replace("[2]", "[0.5]")), undefined, 8), /./],
    ["minus", safetensors(one(right.replace("[0,8]", "[-8,0]")), undefined, 8), /./],
    ["backwards", safetensors(one(right.replace("[0,8]", "[8,0]")), undefined, 8), /./],
    ["type", safetensors(one(right.replace("F32", "F7")), undefined, 8), /not known/],
    ["metadata", safetensors(`{"__metadata__":{"a":{"b":1}},"w":${right}}`, undefined, 8), /no text/],
  ] as const
).map(([name, bytes, says]) => ({ name: `${name}.safetensors`, make: () => bytes, ...(says && { says }) }));

function npy(head: string, length = head.length, version = 1): Uint8Array {
  const size = version === 1 ? [length & 255, length >> 8] : uint32(length);
  return bytesOf([0x93, ...utf8("NUMPY"), version, 0, ...size], utf8(head));
}

const otherCases: readonly HostileWeights[] = [
  { name: "head.npy", make: () => npy("{}", 60_000), says: /./ },
  { name: "head2.npy", make: () => npy("{}", 0xffff_ffff, 2), says: /./ },
  {
    name: "huge.npy",
    make: () => npy("{'descr': '<f8', 'fortran_order': False, 'shape': (9007199254740991, 99999), }"),
    says: /./,
  },
  { name: "nested.npy", make: () => npy(`{'descr': ${"[".repeat(30_000)}, }`), says: /./ },
  {
    name: "objects.npz",
    make: () => {
      const head = npy("{'descr': '|O', 'fortran_order': False, 'shape': (1,), }");
      const code = bytesOf(op.proto(2), called(["os", "system"], 2), op.stop);
      return zip([{ name: "w.npy", data: Buffer.concat([head, code]) }]);
    },
    says: /calls os\.system/,
  },
  {
    name: "deep.pt2",
    make: () =>
      zip([{ name: "a/models/m.json", data: Buffer.from(`{"graph_module":${"[".repeat(200_000)}`) }]),
    says: /./,
  },
  {
    name: "symbols.pt2",
    make: () => {
      const expr = `${"Mul(2, ".repeat(20_000)}s${")".repeat(20_000)}`;
      const sizes = [{ as_expr: { expr_str: expr } }];
      const program = {
        graph_module: {
          graph: { nodes: [], tensor_values: { x: { dtype: 7, sizes } } },
          signature: {
            input_specs: [{ user_input: { arg: { as_tensor: { name: "x" } } } }],
            output_specs: [],
          },
        },
      };
      return zip([{ name: "a/models/m.json", data: Buffer.from(JSON.stringify(program)) }]);
    },
  },
];

export const hostileWeights: readonly HostileWeights[] = [
  ...gadgetCases,
  ...pickleCases,
  ...zipCases,
  ...safetensorsCases,
  ...otherCases,
];
