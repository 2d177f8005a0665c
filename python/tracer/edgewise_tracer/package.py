"""Finds the name by which a file is imported, and runs it under that name, so that relative imports work."""

from __future__ import annotations

import ast
import importlib
import importlib.machinery
import importlib.util
import os
import re
import sys
from types import CodeType, ModuleType
from typing import Any

from . import frames, notes
from .places import of_traceback
from .source import Source, bound_names, walked
from .stubs import special_stub

_MOST_FAILURES = 20


def package_of(file: str, roots: list[str]) -> tuple[str, str]:
    """(folder to import from, dotted name): folders with an `__init__.py` above the file are its packages."""
    folder, name = os.path.split(os.path.abspath(file))
    stem = name.removesuffix(".py")
    parts = [stem] if _is_name(stem) else [_as_name(stem)]
    while os.path.isfile(os.path.join(folder, "__init__.py")):
        parent, last = os.path.split(folder)
        if not _is_name(last) or parent == folder:
            break
        parts.insert(0, last)
        folder = parent
    if len(parts) > 1 and parts[-1] == "__init__":
        parts.pop()
    return folder, ".".join(parts)


def _is_name(text: str) -> bool:
    return text.isidentifier()


def _as_name(text: str) -> str:
    plain = "".join(it if it.isalnum() or it == "_" else "_" for it in text)
    return plain if plain[:1].isalpha() or plain[:1] == "_" else f"_{plain}"


_RELATIVE = re.compile(r"\bfrom\s*\.")


def with_relative_imports(source: Source, folder: str, name: str, roots: list[str]) -> tuple[str, str]:
    """A folder without `__init__.py` is a package all the same when the file imports relatively from it."""
    level = (
        max((it.level for it in walked(source.tree) if isinstance(it, ast.ImportFrom)), default=0)
        if source.tree and _RELATIVE.search(source.text)
        else 0
    )
    depth = name.count(".") + (1 if os.path.basename(source.file) == "__init__.py" else 0)
    while depth < level:
        parent, last = os.path.split(folder)
        if parent == folder:
            break
        if not _is_name(last):
            # A clone is called `pytorch-unet`, and imports relatively as if it were called otherwise.
            return parent, f"{_named_package(folder)}.{name}"
        folder, name, depth = parent, f"{last}.{name}", depth + 1
    return _up_to_package(folder, name, roots) if level > 0 else (folder, name)


def _named_package(folder: str) -> str:
    """Puts a package in place for a folder whose name Python cannot import."""
    name = _as_name(os.path.basename(folder))
    package = ModuleType(name)
    package.__path__ = [folder]
    package.__package__ = name
    sys.modules[name] = package
    return name


def _up_to_package(folder: str, name: str, roots: list[str]) -> tuple[str, str]:
    """A folder without `__init__.py` inside a package is a part of it: others import relatively across it."""
    above, longer = folder, name
    while any(above.startswith(root.rstrip(os.sep) + os.sep) for root in roots):
        parent, last = os.path.split(above)
        if not _is_name(last):
            break
        is_package = os.path.isfile(os.path.join(above, "__init__.py"))
        above, longer = parent, f"{last}.{longer}"
        if is_package:
            folder, name = above, longer
    return folder, name


def run(source: Source, roots: list[str]) -> tuple[ModuleType, BaseException | None]:
    """Imports the file; gives the module as far as it came, and the first error.

    Statements after one that failed are run all the same: half-written code is the normal case.
    """
    folder, name = package_of(source.file, roots)
    folder, name = with_relative_imports(source, folder, name, roots)
    for entry in (os.path.dirname(source.file), folder):
        if entry in sys.path:
            sys.path.remove(entry)
        sys.path.insert(_after_own(), entry)
    importlib.invalidate_caches()
    if _is_taken(name):
        name = f"{name}_"
    _import_parents(name, folder)
    loader = importlib.machinery.SourceFileLoader(name, source.file)
    is_package = os.path.basename(source.file) == "__init__.py"
    spec = importlib.util.spec_from_file_location(
        name,
        source.file,
        loader=loader,
        submodule_search_locations=[os.path.dirname(source.file)] if is_package else None,
    )
    assert spec is not None
    known = sys.modules.get(name)
    if known is not None and getattr(known, "__file__", None) == source.file:
        return known, None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    failure = _execute(source, module)
    parent, _, last = name.rpartition(".")
    if parent in sys.modules:
        setattr(sys.modules[parent], last, module)
    return module, failure


def _after_own() -> int:
    """Behind our own folder: a file of the workspace may not take the place of the stand-in torch."""
    own = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    return sys.path.index(own) + 1 if own in sys.path else 0


def _is_taken(name: str) -> bool:
    """A file called torch.py, types.py or einops.py must not hide the module of that name from others."""
    top = name.partition(".")[0]
    return "." not in name and (
        top in sys.stdlib_module_names or top in ("torch", "numpy", "edgewise_tracer")
    )


def _import_parents(name: str, folder: str) -> None:
    """The packages around the file. One whose `__init__` fails becomes an empty package of the same path."""
    parts = name.split(".")[:-1]
    for depth in range(1, len(parts) + 1):
        parent = ".".join(parts[:depth])
        if parent in sys.modules:
            continue
        try:
            importlib.import_module(parent)
        except Exception as error:  # noqa: BLE001
            notes.add(
                "import", f"the package {parent} could not be imported: {type(error).__name__}: {error}"[:500]
            )
            package = ModuleType(parent)
            package.__path__ = [os.path.join(folder, *parts[:depth])]
            package.__package__ = parent
            sys.modules[parent] = package


@frames.stop_at
def _execute(source: Source, module: ModuleType) -> BaseException | None:
    """Runs all statements; gives the first error that the code itself is to blame for."""
    assert source.tree is not None
    flags = _future_flags(source.tree)
    first: BaseException | None = None
    body = source.tree.body
    for _ in range(_MOST_FAILURES):
        code = compile(ast.Module(body, []), source.file, "exec", flags=flags, dont_inherit=True)
        try:
            exec(code, module.__dict__)
            break
        except (Exception, SystemExit) as error:  # noqa: BLE001
            rest = _after_failure(body, error, code)
            if is_ours(error):
                _note(error)
                _stand_in(module, body, rest)
            else:
                first = first or error
            body = rest
    return first


def is_ours(error: BaseException) -> bool:
    """True for what fails because a stand-in lacks something, or because the host is out of reach."""
    if isinstance(error, OSError):
        return isinstance(error, FileNotFoundError) or "Edgewise" in str(error)
    if type(error).__name__ == "UnsupportedOp":
        return True
    return isinstance(error, (TypeError, ValueError)) and _STUB.search(str(error)) is not None


# `a bytes-like object is required, not 'Stub'`: what Python says of a stand-in.
_STUB = re.compile(r"'Stub'|\bgot Stub\b")


def _stand_in(module: ModuleType, body: list[ast.stmt], rest: list[ast.stmt]) -> None:
    """What a statement that was left out should have made is a stub, so that others can name it.

    A class or a function of it cannot be called: nobody would see what is missing from the model.
    """
    failed = body[len(body) - len(rest) - 1] if len(body) > len(rest) else None
    if failed is None or isinstance(failed, (ast.Import, ast.ImportFrom)):
        return
    is_strict = isinstance(failed, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))
    for name in bound_names(failed) - set(module.__dict__):
        module.__dict__[name] = special_stub(f"{module.__name__}.{name}", is_strict)


def _note(error: BaseException) -> None:
    places = of_traceback(error.__traceback__)
    notes.add("unsupported", str(error)[:500], "warning", places[0] if places else ())


def run_module(module: ModuleType, code: CodeType) -> None:
    """Runs another module of the workspace. A statement that fails by our fault is left out, any other
    failure counts.
    """
    source: Source | None = None
    for _ in range(_MOST_FAILURES):
        try:
            exec(code, module.__dict__)
            return
        except Exception as error:  # noqa: BLE001
            if not is_ours(error):
                raise
            source = source or Source(code.co_filename)
            if source.tree is None:
                raise
            _note(error)
            body = _after_failure(source.tree.body, error, code)
            _stand_in(module, source.tree.body, body)
            code = compile(
                ast.Module(body, []),
                code.co_filename,
                "exec",
                flags=_future_flags(source.tree),
                dont_inherit=True,
            )


def _future_flags(tree: ast.Module) -> int:
    import __future__

    flags = 0
    for it in tree.body:
        if isinstance(it, ast.ImportFrom) and it.module == "__future__":
            for alias in it.names:
                flags |= getattr(getattr(__future__, alias.name, None), "compiler_flag", 0)
    return flags


def _after_failure(body: list[ast.stmt], error: BaseException, code: CodeType) -> list[ast.stmt]:
    line: int | None = None
    traceback: Any = error.__traceback__
    while traceback is not None:
        if traceback.tb_frame.f_code is code:
            line = traceback.tb_lineno
        traceback = traceback.tb_next
    if line is None:
        return []
    return [it for it in body if _first_line(it) > line]


def _first_line(statement: ast.stmt) -> int:
    decorators = getattr(statement, "decorator_list", [])
    return min([statement.lineno, *(it.lineno for it in decorators)])
