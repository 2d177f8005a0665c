"""Runs inside the sandbox, between the host and the tracer: takes the request from a file and puts the answer into one.

It must not trust anything that user code may have changed; the host restores the interpreter's memory before each request.
"""

import gc
import importlib
import json
import os
import sys

PYTHON = "/edgewise/python"
REQUEST = "/edgewise/request"
REPLY = "/edgewise/reply"
MODULES = "/edgewise/modules"
MODULE_LIMIT = 4000

# Loaded before the snapshot is made, so that no trace waits for them.
_STANDARD = """abc argparse array ast base64 bisect builtins calendar codecs collections collections.abc contextlib copy
copyreg csv dataclasses datetime decimal dis enum errno fnmatch fractions functools gc getpass glob hashlib heapq html
importlib.metadata importlib.resources importlib.util inspect io itertools json keyword linecache locale logging
logging.config logging.handlers math multiprocessing numbers opcode operator os pathlib pickle pkgutil platform pprint
queue random re reprlib shutil signal socket statistics string struct subprocess tempfile textwrap threading time
timeit token tokenize traceback types typing unittest urllib.parse urllib.request uuid warnings weakref zipfile zlib
concurrent.futures asyncio configparser difflib gzip""".split()


def _load(names: list[str]) -> None:
    for name in names:
        try:
            importlib.import_module(name)
        except Exception:
            # What cannot be loaded now gives its error to the code that wants it.
            sys.modules.pop(name, None)


def _own_modules() -> list[str]:
    """Every module of the stand-ins: some are asked for by name only, and none should be read again."""
    names = []
    for top in ("edgewise_tracer", "torch", "numpy"):
        for folder, folders, files in os.walk(os.path.join(PYTHON, top)):
            folders.sort()
            package = os.path.relpath(folder, PYTHON).replace("/", ".")
            names += [package if it == "__init__.py" else f"{package}.{it[:-3]}" for it in sorted(files) if it.endswith(".py")]
    return names


def preload() -> None:
    """Called once, before the snapshot is made."""
    _load(_STANDARD)
    _load(_own_modules())
    # Whatever else is broken: a tracer that cannot be started must not be packaged.
    importlib.import_module("edgewise_tracer.driver")
    # What is loaded now stays: the collector need not look through it in every trace.
    gc.collect()
    gc.freeze()


def harden() -> None:
    """Called once an interpreter has started: Pyodide's ways to JavaScript go. The gate closes them in any case."""
    sys.meta_path[:] = [it for it in sys.meta_path if "pyodide" not in f"{type(it).__module__}{it!r}"]
    for name in [it for it in sys.modules if it.partition(".")[0] in ("js", "pyodide_js", "pyodide", "_pyodide", "_pyodide_core")]:
        del sys.modules[name]
    if "" in sys.path:
        sys.path.remove("")
    sys.path_importer_cache.clear()
    # Pyodide looks for Node's source of random numbers at the first call; behind the gate it finds none.
    os.urandom(1)
    gc.freeze()


def serve() -> None:
    """Answers one request. What goes wrong in the tracer itself is told apart from the user's errors by its key."""
    try:
        importlib.invalidate_caches()
        with open(REQUEST, encoding="utf-8") as file:
            request = file.read()
        folders = tuple(folder.rstrip("/") + "/" for folder in json.loads(request)["searchPath"])
        from edgewise_tracer import driver

        reply = driver.run(request)
    except BaseException as error:
        reply = json.dumps({"sandbox": type(error).__name__, "message": str(error)[:500]})
        folders = ()
    try:
        _write(REPLY, reply)
    except OSError:
        _write(REPLY, json.dumps({"sandbox": "OSError", "message": f"a trace of {len(reply)} characters is too long"}))
    if folders:
        _write(MODULES, json.dumps(_loaded_below(folders)))


def _write(path: str, text: str) -> None:
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def _loaded_below(folders: tuple[str, ...]) -> list[tuple[str, str]]:
    """Packages that the trace loaded: the host has them loaded beforehand next time."""
    modules = [(name, _file(module)) for name, module in list(sys.modules.items())]
    return [it for it in modules if it[1].startswith(folders)][:MODULE_LIMIT]


def _file(module: object) -> str:
    file = getattr(module, "__dict__", {}).get("__file__")
    return file if isinstance(file, str) else ""


def warm() -> None:
    """Loads the packages of earlier traces under the tracer's import policy, with no user code about."""
    with open(REQUEST, encoding="utf-8") as file:
        request = json.load(file)
    from edgewise_tracer import imports

    imports.install([], request["searchPath"])
    try:
        _load(request["modules"])
    finally:
        imports.reset()
