/** Says of a name that a pickle imports what it means to load that file. It must not be lenient with what it does not know. */
import { type PickleImport } from "./pickle-effects.ts";

/**
 * `allowed`: torch.load takes it with weights_only. `class`: makes an object of a class that has to be installed.
 * `function`: named, never called. `code`: runs something when the file is loaded.
 */
export type Verdict = "allowed" | "class" | "function" | "code";

export function verdictOf(it: PickleImport, isTorchScript = false): Verdict {
  const [module, name] = presentName(it.module, it.name);
  if (isAllowed(module, name)) return "allowed";
  if (isTorchScript && isOfTorchScript(module, name)) return "allowed";
  if (isMadeOfData(module, name)) return "class";
  const [root = ""] = module.split(".");
  // A dotted name walks through whatever the module has imported: `torch.serialization` reaches `os.system`.
  if ([root, ...name.split(".").slice(0, -1)].some(isDangerous)) return "code";
  const isCalled = it.calls > 0;
  if (!isCalled && /^torch(\.nn(\..+)?|\._C\._nn)?$/.test(module) && /^\w+$/.test(name)) return "function";
  const isClass = /^(?:_{0,2}[A-Z]\w*\.)*_{0,2}[A-Z]\w*$/.test(name) && /^[A-Za-z_][\w.]*$/.test(module);
  // Not every class of a large package can be made without harm: some start a program.
  const isOfPackage = root === "torch" || root === "numpy";
  if (isClass && (!isOfPackage || modulesOfTorch.test(module))) return "class";
  return !isCalled && !isOfPackage && /^\w+$/.test(name) ? "function" : "code";
}

const modulesOfTorch =
  /^torch(\.(nn|optim|ao|quantization|distributions|storage|utils\.data|fx\.graph_module|cuda\.amp|amp|torch_version)(\..+)?)?$/;

// The facts are those of torch 2.13, torch/_weights_only_unpickler.py.
const allowed = new Set([
  "_codecs.encode",
  "builtins.bytearray",
  "builtins.complex",
  "builtins.set",
  "collections.Counter",
  "collections.OrderedDict",
  "torch.Size",
  "torch.Tensor",
  "torch.device",
  "torch.nn.parameter.Parameter",
  "torch.serialization._get_layout",
  "torch._tensor._rebuild_from_type_v2",
  "torch.storage.TypedStorage",
  "torch.storage.UntypedStorage",
  ...[
    "device_tensor_from_cpu_tensor",
    "device_tensor_from_numpy",
    "meta_tensor_no_storage",
    "nested_tensor",
    "parameter",
    "parameter_with_state",
    "qtensor",
    "sparse_tensor",
    "tensor",
    "tensor_v2",
    "tensor_v3",
    "wrapper_subclass",
  ].map((it) => `torch._utils._rebuild_${it}`),
]);

const numberKinds = "BFloat16|Bool|Byte|Char|ComplexDouble|ComplexFloat|Double|Float|Half|Int|Long|Short";
const storages = new RegExp(`^(torch|torch\\.cuda)\\.(${numberKinds})(Storage|Tensor)$`);
const sparse = /^torch\.(cuda\.)?sparse\.(BFloat16|Byte|Char|Double|Float|Half|Int|Long|Short)Tensor$/;
const quantized = /^torch\.Q(Int32|Int8|UInt2x4|UInt4x2|UInt8)Storage$/;
const dtypes =
  /^torch\.(bool|bfloat16|float(16|32|64)|float8_(e4m3fn|e4m3fnuz|e5m2|e5m2fnuz|e8m0fnu)|float4_e2m1fn_x2|complex(32|64|128)|u?int([1-8]|16|32|64)|q?u?int(8|32)|qint(8|32)|quint(8|2x4|4x2)|bits(8|16|1x8|2x4|4x2)|per_(tensor|channel)_(affine|symmetric)|per_channel_affine_float_qparams)$/;

function isAllowed(module: string, name: string): boolean {
  const path = `${module}.${name}`;
  // Compared as a whole, and never across a dot in the wrong place: torch looks names up in this way too.
  if (allowed.has(path)) return true;
  return [storages, sparse, quantized, dtypes].some((it) => it.test(path));
}

/** A TorchScript archive is read by torch's own C++ program, which knows its classes from the code in the archive. */
function isOfTorchScript(module: string, name: string): boolean {
  if (/^__torch__(\.|$)/.test(module)) return true;
  return (
    module === "torch.jit._pickle" &&
    /^(build_(intlist|doublelist|boollist|tensorlist|tensor_from_id)|restore_type_tag)$/.test(name)
  );
}

/** Objects of Python and NumPy that hold data only, though torch's weights-only loading refuses them. */
function isMadeOfData(module: string, name: string): boolean {
  return dataModules.some(([modules, names]) => modules.test(module) && names.test(name));
}

const dataModules: readonly (readonly [modules: RegExp, names: RegExp])[] = [
  [/^numpy(\._?core\.multiarray)?$/, /^(ndarray|dtype|_reconstruct|scalar|(u?int|float|complex|bool)_?\d*)$/],
  [/^numpy\._?core\.numeric$/, /^_frombuffer$/],
  [/^numpy\.(dtypes)$/, /^\w+DType$/],
  [/^numpy\.random\._pickle$/, /^__(randomstate|generator|bit_generator)_ctor$/],
  [/^numpy\.random\._\w+$/, /^[A-Z]\w*$/],
  [/^functools$/, /^partial$/],
  [/^collections$/, /^(defaultdict|deque|UserDict|UserList)$/],
  [/^builtins$/, /^(dict|list|tuple|frozenset|int|float|str|bool|bytes|object|slice|range)$/],
  [/^copyreg$/, /^(_reconstructor|__newobj__)$/],
  [/^argparse$/, /^Namespace$/],
  [/^types$/, /^SimpleNamespace$/],
  [/^pathlib(\._local)?$/, /^(Pure)?(Posix|Windows)?Path$/],
  [/^datetime$/, /^(date|datetime|time|timedelta|timezone)$/],
  [/^(_pydecimal|decimal)$/, /^Decimal$/],
  [/^fractions$/, /^Fraction$/],
  [/^uuid$/, /^UUID$/],
  [/^enum$/, /^[A-Z]\w*$/],
];

/** Python 3 loads the names of Python 2 under its own. */
export function presentName(module: string, name: string): readonly [module: string, name: string] {
  const renamed = {
    __builtin__: "builtins",
    copy_reg: "copyreg",
    UserDict: "collections",
    exceptions: "builtins",
  };
  const present = Object.hasOwn(renamed, module) ? renamed[module as keyof typeof renamed] : module;
  if (present !== "builtins") return [present, name];
  const names = { xrange: "range", unicode: "str", long: "int", basestring: "str" };
  return [present, Object.hasOwn(names, name) ? names[name as keyof typeof names] : name];
}

/**
 * A module of Python's standard library, all of which run code or reach something that does, or a package that is
 * known to. A name of any other package is judged by what is done with it.
 */
function isDangerous(part: string): boolean {
  return standardLibrary.has(part) || knownPackages.has(part) || /^__(?!main__$)/.test(part);
}

const knownPackages = new Set(
  `IPython aiohttp bdb cloudpickle cython dill distutils docker fabric flask gevent httpx invoke ipykernel jinja2 joblib
  jupyter mako nltk paramiko pexpect pip pkg_resources plumbum ptyprocess pydoc requests sh setuptools twisted urllib3 win32api
  win32com`.split(/\s+/),
);

// sys.stdlib_module_names of CPython 3.11, without those that only hold data or tests, and of Python 2 what was renamed.
const standardLibrary = new Set(
  `_abc _aix_support _ast _asyncio _bootsubprocess _codecs _collections _compat_pickle _ctypes _curses _frozen_importlib
  _frozen_importlib_external _functools _imp _io _lsprof _multiprocessing _operator _osx_support _pickle _posixshmem
  _posixsubprocess _py_abc _pyio _scproxy _signal _sitebuiltins _socket _sqlite3 _ssl _testcapi _thread _tkinter _winapi
  _xxsubinterpreters abc aifc antigravity argparse array ast asynchat asyncio asyncore atexit audioop base64 bdb binascii
  bisect builtins bz2 cProfile cgi cgitb chunk cmd code codecs codeop collections colorsys commands compileall concurrent
  configparser contextlib contextvars copy copyreg crypt csv ctypes curses dataclasses datetime dbm difflib dis distutils
  doctest email encodings ensurepip enum exceptions faulthandler fcntl filecmp fileinput ftplib functools gc genericpath
  getopt getpass gettext glob graphlib grp gzip hashlib heapq hmac html http httplib idlelib imaplib imghdr imp importlib
  inspect io ipaddress itertools json keyword lib2to3 linecache locale logging lzma mailbox mailcap marshal mimetypes mmap
  modulefinder msilib msvcrt multiprocessing netrc nis nntplib nt ntpath nturl2path opcode operator optparse os os2 ossaudiodev
  pathlib pdb pickle pickletools pipes pkgutil platform plistlib popen2 poplib posix posixpath pprint profile pstats pty pwd
  py_compile pyclbr pydoc pydoc_data pyexpat queue quopri re readline reprlib resource rlcompleter runpy sched secrets
  select selectors shelve shlex shutil signal site smtpd smtplib sndhdr socket socketserver spwd sqlite3 ssl statistics
  struct subprocess sunau symtable sys sysconfig syslog tabnanny tarfile telnetlib tempfile termios textwrap thread
  threading timeit tkinter tokenize trace traceback tracemalloc tty turtle turtledemo types typing unittest urllib urllib2
  uu uuid venv warnings wave weakref webbrowser winreg winsound wsgiref xdrlib xml xmlrpc zipapp zipfile zipimport zlib`.split(
    /\s+/,
  ),
);
