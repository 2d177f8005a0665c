// What a hostile model file may try. Each probe leaves in `result` whatever it got hold of; a canary outside tells whether
// it got out. TARGET, PORT, SECRET and NAME are filled in: a file to make, a listener, a file and a variable to read.

export interface Probe {
  readonly name: string;
  readonly source: string;
  /** Stock Pyodide in Node lets it out, so that the canary can be seen to sing. */
  readonly escapesPyodide?: true;
  /** It ends its process, as others do that are like it: left to `npm run fuzz`. */
  readonly isCostly?: true;
}

const control = { escapesPyodide: true } as const;

const shell = 'import os\nresult = os.system("echo out > TARGET")';
const readAll =
  "import os\ndef grab(path):\n  try: return open(path).read()\n  except BaseException as e: return repr(e)\n";
const anyProxy = `
import gc
gc.unfreeze()
def proxies():
  return [it for it in gc.get_objects() if "Proxy" in type(it).__name__ and not isinstance(it, type)]
`;
const viaProcess = 'process.getBuiltinModule("node:fs").writeFileSync("TARGET", "out")';

export const probes: readonly Probe[] = [
  // Programs of the host.
  { name: "os.system", source: shell, ...control },
  {
    name: "os.system, from a thread",
    source: `import threading\nt = threading.Thread(target=lambda: __import__("os").system("echo out > TARGET"))\nt.start(); t.join()`,
  },
  {
    name: "os.system, restored from posix",
    source: 'import posix\nresult = posix.system("echo out > TARGET")',
    ...control,
  },
  { name: "os.system at exit", source: 'import atexit, os\natexit.register(os.system, "echo out > TARGET")' },
  {
    name: "os.system from a finaliser",
    source: 'import os\nclass Last:\n  def __del__(self): os.system("echo out > TARGET")\nx = Last()\ndel x',
  },
  {
    name: "os.system from a trace function",
    source: 'import os, sys\nsys.settrace(lambda *a: os.system("echo out > TARGET"))\n(lambda: 1)()',
  },
  { name: "os.system with no command", source: "import os\nresult = os.system('')" },
  { name: "os.popen", source: 'import os\nresult = os.popen("echo out > TARGET").read()' },
  { name: "subprocess", source: 'import subprocess\nresult = subprocess.run(["touch", "TARGET"])' },
  {
    name: "_posixsubprocess",
    source:
      'import _posixsubprocess as p\nresult = p.fork_exec([b"touch", b"TARGET"], (b"/bin/touch",), True, (), None, None, -1, -1, -1, -1, -1, -1, -1, -1, True, False, 0, None, None, None, 0, None)',
  },
  { name: "os.fork", source: 'import os\nif os.fork() == 0: open("TARGET", "w").write("out")' },
  { name: "os.execv", source: 'import os\nos.execv("/bin/touch", ["touch", "TARGET"])' },
  { name: "os.posix_spawn", source: 'import os\nos.posix_spawn("/bin/touch", ["touch", "TARGET"], {})' },
  {
    name: "multiprocessing",
    source:
      'import multiprocessing as m, os\np = m.Process(target=os.system, args=("echo out > TARGET",))\np.start(); p.join()',
  },
  { name: "pty.spawn", source: 'import pty\npty.spawn(["touch", "TARGET"])' },
  { name: "webbrowser", source: 'import webbrowser\nwebbrowser.open("http://127.0.0.1:PORT/")' },
  {
    name: "webbrowser with a command of its own",
    source:
      'import webbrowser\nwebbrowser.register("x", None, webbrowser.BackgroundBrowser("touch"))\nwebbrowser.get("x").open("TARGET")',
  },

  // JavaScript.
  { name: "import js", source: "import js\nresult = js.process.env.NAME", ...control },
  { name: "js.require", isCostly: true, source: `import js\njs.eval('${viaProcess}')`, ...control },
  { name: "js.fetch", isCostly: true, source: 'import js\njs.fetch("http://127.0.0.1:PORT/")', ...control },
  {
    name: "pyodide.code.run_js",
    isCostly: true,
    source: `from pyodide.code import run_js\nrun_js('${viaProcess}')`,
    ...control,
  },
  {
    name: "pyodide_js.mountNodeFS",
    source: `import pyodide_js, os\nos.makedirs("/h", exist_ok=True)\npyodide_js.mountNodeFS("/h", "FOLDER")\nresult = open("/h/" + "SECRET".split("/")[-1]).read()`,
    ...control,
  },
  {
    name: "pyodide_js.FS.mount of NODEFS",
    isCostly: true,
    source: `import pyodide_js, os\nfrom pyodide.ffi import to_js\nFS = pyodide_js.FS\nos.makedirs("/h2", exist_ok=True)\nopts = pyodide_js._module.LiteralMap if False else None\nFS.mount(FS.filesystems.NODEFS, to_js({"root": "FOLDER"}, dict_converter=pyodide_js._api.public_api.constructor.fromEntries) if False else type(pyodide_js._api.config).new(root="FOLDER"), "/h2")\nresult = os.listdir("/h2")`,
  },
  { name: "pyodide_js._api", isCostly: true, source: "import pyodide_js\nresult = dir(pyodide_js._api)" },
  {
    name: "pyodide_js._api.loadBinaryFile",
    isCostly: true,
    source: 'import pyodide_js\nresult = pyodide_js._api.loadBinaryFile("SECRET")',
  },
  {
    name: "pyodide_js.runPython.constructor",
    isCostly: true,
    source: `import pyodide_js\npyodide_js.runPython.constructor('${viaProcess}')()`,
    ...control,
  },
  {
    name: "to_js and its constructor's constructor",
    source: `from pyodide.ffi import to_js\nto_js([1]).constructor.constructor('${viaProcess}')()`,
    ...control,
  },
  {
    name: "create_proxy and its constructor",
    isCostly: true,
    source: `from pyodide.ffi import create_proxy\ncreate_proxy(len).constructor.constructor('${viaProcess}')()`,
  },
  {
    name: "a JsProxy found by gc",
    source: `${anyProxy}for it in proxies():\n  it.constructor.constructor('${viaProcess}')()`,
  },
  { name: "the repr of a JsProxy found by gc", source: `${anyProxy}result = [repr(it) for it in proxies()]` },
  {
    name: "the attributes of a JsProxy found by gc",
    isCostly: true,
    source: `${anyProxy}result = [dir(it) for it in proxies()]`,
  },
  { name: "a JsProxy called", isCostly: true, source: `${anyProxy}result = [it() for it in proxies()]` },
  {
    name: "a JavaScript exception's object",
    source:
      "import pyodide_js\ntry: pyodide_js.pyimport('nothing there')\nexcept BaseException as e: result = e.js_error.constructor.constructor('return process')().env.NAME",
  },
  {
    name: "_pyodide_core",
    isCostly: true,
    source:
      "import _pyodide_core\nresult = [getattr(_pyodide_core, it) for it in dir(_pyodide_core)], _pyodide_core.to_js([1]).constructor",
  },
  {
    name: "_pyodide",
    isCostly: true,
    source: "import _pyodide._importhook as h\nresult = h.jsfinder.jsproxies['js'].process.env.NAME",
    ...control,
  },
  {
    name: "modules put back into sys.modules",
    isCostly: true,
    source:
      "import sys, importlib\nfor it in ('js', 'pyodide_js', 'pyodide', '_pyodide'): sys.modules.pop(it, None)\nimport js\nresult = js.process.env.NAME",
  },
  {
    name: "meta_path finders of Pyodide",
    isCostly: true,
    source:
      "import sys\nresult = [f.find_spec('js', None).loader.create_module(f.find_spec('js', None)).process for f in sys.meta_path if type(f).__name__ == 'JsFinder']",
  },
  {
    name: "the classes below object",
    isCostly: true,
    source: `hits = [it for it in ().__class__.__base__.__subclasses__() if "Js" in it.__name__]\nresult = [it.__name__ for it in hits]\nfor it in hits:\n  try: it.constructor.constructor('${viaProcess}')()\n  except AttributeError: pass`,
  },
  {
    name: "frames' globals and builtins",
    source: `import sys, os\nframe, seen = sys._getframe(), []\nwhile frame:\n  seen += [it for it in {**frame.f_globals, **frame.f_builtins}.values() if type(it).__name__.startswith("Js")]\n  frame = frame.f_back\nresult = [it.process.env.NAME for it in seen]`,
  },
  {
    name: "a traceback's frames",
    source:
      "import sys\ntry: 1 / 0\nexcept ZeroDivisionError as e:\n  f = e.__traceback__.tb_frame\n  while f.f_back: f = f.f_back\n  result = sorted(f.f_globals), f.f_builtins['__import__']('os').environ",
  },
  {
    name: "an asyncio loop",
    source:
      'import asyncio\nasync def go():\n  r, w = await asyncio.open_connection("127.0.0.1", PORT)\n  w.write(b"out")\nasyncio.run(go())',
  },
  {
    name: "run_sync",
    isCostly: true,
    source: "from pyodide.ffi import run_sync\nimport asyncio\nrun_sync(asyncio.sleep(0))",
  },
  {
    name: "pyodide.http",
    source: 'from pyodide.http import open_url\nresult = open_url("http://127.0.0.1:PORT/").read()',
  },
  {
    name: "pyodide.http.pyfetch",
    isCostly: true,
    source: 'from pyodide.http import pyfetch\npyfetch("http://127.0.0.1:PORT/").send(None)',
  },
  {
    name: "micropip",
    isCostly: true,
    source: 'import micropip\nmicropip.install("http://127.0.0.1:PORT/x-1-py3-none-any.whl").send(None)',
  },
  {
    name: "pyodide_js.loadPackage",
    isCostly: true,
    source: 'import pyodide_js\npyodide_js.loadPackage("http://127.0.0.1:PORT/x-1-py3-none-any.whl")',
    ...control,
  },
  {
    name: "pyodide_js.useNodeSockFS",
    isCostly: true,
    source: "import pyodide_js\nresult = pyodide_js.useNodeSockFS()",
  },

  // Native code.
  {
    name: "ctypes: emscripten_run_script",
    isCostly: true,
    source: `import ctypes\nctypes.pythonapi.emscripten_run_script(b'${viaProcess}')`,
  },
  {
    name: "ctypes: emscripten_run_script_int",
    source: `import ctypes\nctypes.pythonapi.emscripten_run_script_int.argtypes = [ctypes.c_char_p]\nresult = ctypes.pythonapi.emscripten_run_script_int(b'${viaProcess}; 1')`,
    ...control,
  },
  {
    name: "ctypes: system",
    source:
      'import ctypes\nctypes.CDLL(None).system.argtypes = [ctypes.c_char_p]\nresult = ctypes.CDLL(None).system(b"echo out > TARGET")',
    ...control,
  },
  { name: "ctypes: string_at", isCostly: true, source: "import ctypes\nresult = ctypes.string_at(0, 2**20)" },
  {
    name: "ctypes: memmove over everything",
    isCostly: true,
    source: "import ctypes\nctypes.memmove(0, bytes(2**20), 2**20)",
  },
  {
    name: "ctypes: memory written without a call",
    source:
      "import ctypes\nfor at in range(4096, 2**24, 64): (ctypes.c_char * 64).from_address(at)[:] = b'\\xff' * 64",
  },
  {
    name: "ctypes: a function pointer made up",
    isCostly: true,
    source:
      "import ctypes\nresult = [ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_char_p)(it)(b'echo out > TARGET') for it in range(1, 9000)]",
  },
  {
    name: "ctypes: a callback",
    isCostly: true,
    source: "import ctypes\nresult = ctypes.CFUNCTYPE(ctypes.c_int)(lambda: 1)()",
  },
  {
    name: "ctypes: a library of the host",
    isCostly: true,
    source: 'import ctypes\nresult = ctypes.CDLL("/lib/x86_64-linux-gnu/libc.so.6")',
  },
  {
    name: "a type's slots overwritten",
    source: `import ctypes\nclass Victim: pass\nsize = 4 * 60\nslots = (ctypes.c_uint32 * 60).from_address(id(Victim))\nfor table in range(1, 400, 7):\n  for slot in range(6, 40): slots[slot] = table\n  try: repr(Victim()), Victim() + 1, Victim()()\n  except BaseException: pass`,
  },
  {
    name: "_ctypes.dlopen",
    isCostly: true,
    source: "import _ctypes\nresult = _ctypes.dlopen('/lib/python3.14/lib-dynload/x.so', 2)",
  },
  {
    name: "an extension module made up",
    isCostly: true,
    source:
      'import importlib.machinery as m, importlib.util as u\nopen("/tmp/x.so", "wb").write(b"\\0asm\\1\\0\\0\\0")\ns = u.spec_from_loader("x", m.ExtensionFileLoader("x", "/tmp/x.so"))\nu.module_from_spec(s)',
  },
  {
    name: "marshal of made-up code",
    isCostly: true,
    source:
      "import types\nc = (lambda: 0).__code__\nresult = eval(c.replace(co_code=bytes([255, 255] * 40)))",
  },

  // Files.
  { name: "open", source: `${readAll}result = grab("SECRET")` },
  {
    name: "open by .. from the workspace",
    source: `${readAll}result = [grab(__file__ + "/.." * n + "/outside/" + "SECRET".split("/")[-1]) for n in range(1, 5)]`,
  },
  {
    name: "a symlink in the workspace to a file outside",
    source: `${readAll}result = grab(os.path.dirname(__file__) + "/link.txt")`,
  },
  {
    name: "a symlink in the workspace to a folder outside",
    source: `${readAll}result = grab(os.path.dirname(__file__) + "/linked/" + "SECRET".split("/")[-1])`,
  },
  {
    name: "a symlink with a harmless name to a hidden file",
    source: `${readAll}result = grab(os.path.dirname(__file__) + "/hidden.json")`,
  },
  {
    name: "a hidden file of the workspace",
    source: `${readAll}result = grab(os.path.dirname(__file__) + "/.env")`,
  },
  {
    name: "a symlink made here",
    source: `${readAll}os.symlink("SECRET", "/tmp/mine.txt")\nresult = grab("/tmp/mine.txt")`,
  },
  {
    name: "every file that can be walked to",
    source: `${readAll}result = [grab(os.path.join(a, n)) for a, _, c in os.walk("/") for n in c if a.startswith(("/proc", "/dev/fd", "/home", "/root", "/etc", os.path.dirname(os.path.dirname(__file__))))]`,
  },
  {
    name: "/proc/self/environ",
    source: `${readAll}result = [grab(it) for it in ("/proc/self/environ", "/proc/1/environ", "/proc/self/cmdline", "/proc/self/mem", "/proc/self/fd/3", "/dev/fd/3")]`,
  },
  {
    name: "descriptors left open",
    source:
      "import os\nresult = []\nfor fd in range(3, 64):\n  try: result.append(os.read(fd, 4096))\n  except OSError: pass",
  },
  {
    name: "standard input",
    source: "import sys, os\nresult = [sys.stdin.read(), os.read(0, 4096), open('/dev/stdin').read()]",
  },
  { name: "the terminal", source: "result = open('/dev/tty').read()" },
  { name: "writing outside", source: 'open("TARGET", "w").write("out")' },
  {
    name: "writing into the workspace",
    source: 'import os\nopen(os.path.dirname(__file__) + "/INSIDE", "w").write("out")',
  },
  { name: "changing a file of the workspace", source: "open(__file__, 'a').write('x')" },
  { name: "truncating a file of the workspace", source: "import os\nos.truncate(__file__, 0)" },
  { name: "removing a file of the workspace", source: "import os\nos.remove(__file__)" },
  { name: "renaming a file of the workspace", source: "import os\nos.rename(__file__, __file__ + '.gone')" },
  {
    name: "shutil.rmtree of the workspace",
    source: "import os, shutil\nshutil.rmtree(os.path.dirname(__file__))",
  },
  {
    name: "mkdir and chmod in the workspace",
    source:
      "import os\nhere = os.path.dirname(__file__)\nfor it in (lambda: os.mkdir(here + '/INSIDE'), lambda: os.chmod(here, 0o777), lambda: os.chmod(__file__, 0o777), lambda: os.utime(__file__, (0, 0))):\n  try: it()\n  except OSError: pass",
  },
  {
    name: "mmap of a file of the workspace",
    source:
      "import mmap\nm = mmap.mmap(open(__file__, 'rb').fileno(), 0, access=mmap.ACCESS_WRITE)\nm[0:3] = b'out'; m.flush()",
  },
  {
    name: "faulthandler and a crash",
    source: "import faulthandler\nfaulthandler.enable()\nfaulthandler._sigsegv()",
  },

  // The network.
  {
    name: "socket.connect",
    source: 'import socket\ns = socket.socket()\ns.connect(("127.0.0.1", PORT)); s.send(b"out")',
    ...control,
  },
  {
    name: "_socket.connect",
    source: 'import _socket\ns = _socket.socket()\ns.connect(("127.0.0.1", PORT)); s.send(b"out")',
  },
  {
    name: "a datagram",
    source:
      'import socket\ns = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)\ns.sendto(b"out", ("127.0.0.1", PORT))',
  },
  {
    name: "urllib",
    source:
      'import urllib.request\nresult = urllib.request.urlopen("http://127.0.0.1:PORT/", timeout=1).read()',
  },
  {
    name: "http.client",
    source:
      'import http.client\nc = http.client.HTTPConnection("127.0.0.1", PORT, timeout=1)\nc.request("GET", "/")',
  },
  { name: "a name looked up", source: 'import socket\nresult = socket.getaddrinfo("localhost", PORT)' },
  {
    name: "a listener of one's own",
    source:
      'import socket\ns = socket.socket()\ns.bind(("127.0.0.1", 0)); s.listen()\nresult = s.getsockname()',
  },

  // What the process knows.
  { name: "os.environ", source: "import os\nresult = dict(os.environ), os.getenv('NAME')" },
  { name: "sys.argv", source: "import sys\nresult = sys.argv, sys.orig_argv, sys.executable, sys.path" },
  { name: "os.kill", source: "import os\nos.kill(os.getppid(), 9)\nos.kill(1, 9)" },
  {
    name: "signal.alarm",
    source:
      "import signal\nsignal.signal(signal.SIGALRM, lambda *a: None)\nresult = signal.setitimer(signal.ITIMER_REAL, 0.01)",
  },
  {
    name: "user names",
    source: "import os, getpass, pwd\nresult = os.getuid(), pwd.getpwall(), getpass.getuser()",
  },
];
