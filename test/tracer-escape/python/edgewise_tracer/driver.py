"""Runs the file of a request and tells what it left in `result`."""

import json
import sys

# What the sandbox takes away of Pyodide once it has started is given back: the gate has to hold alone.
_FINDERS = list(sys.meta_path)
_PYODIDE = {name: module for name, module in sys.modules.items() if "pyodide" in name or name == "js"}


def run(request_json: str) -> str:
    request = json.loads(request_json)
    namespace = {"__name__": "probe", "__file__": request["file"], "request": request}
    if not request["searchPath"]:
        sys.meta_path[:] = _FINDERS
        sys.modules.update(_PYODIDE)
    sys.path.extend(request["searchPath"])
    try:
        with open(request["file"], encoding="utf-8") as file:
            source = file.read()
        exec(compile(source, request["file"], "exec"), namespace)
    except BaseException as error:
        namespace["result"] = f"{type(error).__name__}: {error}"
    return json.dumps({"version": 1, "result": str(namespace.get("result"))})
