"""Decides what an import gives: the user's modules, our stand-ins, pure-Python packages, or a stub that is noted.

It must not let the real torch or numpy in, nor anything that reaches the host. The gate of the sandbox is the real fence;
what is blocked here is blocked so that errors are clear.
"""

from __future__ import annotations

import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import os
import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec, PathFinder
from types import FrameType, ModuleType
from typing import Any

from . import distributions, guards, hygiene, pretrained, stubs

TRACER = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
FALLBACK = os.path.join(TRACER, "fallback")
OVERRIDES = os.path.join(TRACER, "overrides")

_STANDARD = os.path.dirname(os.path.abspath(os.__file__))
_MACHINERY = (__name__, "importlib", "importlib.util")

# Ours whatever the search path holds.
_OURS = frozenset({"torch", "numpy", "edgewise_tracer"})
_BLOCKED = frozenset(
    {"js", "pyodide_js", "pyodide", "_pyodide", "_pyodide_core", "micropip", "webbrowser", "antigravity"}
)
# Importable in name only: a file that needs them at import gets a stub, a file that can do without takes its other path.
_ABSENT_STDLIB = frozenset({"ctypes", "_ctypes"})
# Packages whose work is done in compiled code: their Python half cannot run without it. Where they are installed, code
# that asks is told so, and gets a stub.
_COMPILED = frozenset(
    """scipy pandas sklearn cv2 matplotlib skimage h5py pyarrow tokenizers sentencepiece onnx onnxruntime tensorflow jax
    jaxlib numba llvmlite lmdb torchaudio torchtext torchdata pycocotools shapely seaborn polars psutil lxml open3d
    tensorrt cupy faiss rdkit cython Cython nvidia grpc google PIL tensorboard tensorboardX wandb regex safetensors""".split()
)
# Fast kernels in compiled code: code that asks is told that they are not there, and takes the way that torch can go.
_KERNELS = frozenset(
    """triton xformers flash_attn flash_attn_interface apex bitsandbytes deepspeed mamba_ssm causal_conv1d
    selective_scan_cuda torch_scatter torch_sparse torch_cluster torch_geometric dgl spconv MinkowskiEngine fused_ssim
    kernels liger_kernel transformer_engine natten sageattention""".split()
)
# Parts of torchvision that serve data and pictures: a model names them at import and never runs them.
_QUIET = ("torchvision.datasets", "torchvision.io", "torchvision.transforms", "torchvision.utils")


class _StubLoader(importlib.abc.Loader):
    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return stubs.StubModule(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Nothing to run: the stub answers when a name is taken from it."""


class _GuardedLoader(importlib.abc.Loader):
    """Runs a package of the search path; one that cannot start without its compiled parts becomes a stub."""

    def __init__(self, loader: Any, is_guarded: bool) -> None:
        self._loader = loader
        self._is_guarded = is_guarded

    def __getattr__(self, name: str) -> Any:
        return getattr(self._loader, name)

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return self._loader.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        module.__loader__ = self._loader
        if module.__spec__ is not None:
            module.__spec__.loader = self._loader
        try:
            self._loader.exec_module(module)
            _give_submodules(module)
        except Exception as error:
            if self._is_guarded or not _is_compiled_failure(module.__name__, error):
                raise
            _forget(lambda name: name.startswith(module.__name__ + "."))
            stubs.note(module.__name__, f"it could not be loaded: {type(error).__name__}: {error}")
            sys.modules[module.__name__] = stubs.StubModule(module.__name__)


def _give_submodules(module: ModuleType) -> None:
    """`import packaging` and then `packaging.version`: some other package has always imported the part already."""
    if "__getattr__" in module.__dict__ or not getattr(module, "__path__", None):
        return

    def __getattr__(name: str) -> Any:
        frame = sys._getframe(1)
        is_machinery = frame.f_code.co_filename.startswith("<frozen importlib")
        if not name.startswith("_") and not is_machinery and not stubs.is_probing(frame):
            full = f"{module.__name__}.{name}"
            if PathFinder.find_spec(full, module.__path__) is not None:
                return importlib.import_module(full)
        raise AttributeError(f"module '{module.__name__}' has no attribute '{name}'")

    module.__dict__["__getattr__"] = __getattr__


def _is_compiled_failure(name: str, error: BaseException) -> bool:
    """True when a package could not start because a compiled part of it, or of what it imports, is not there."""
    lacks_own = any(
        isinstance(it, stubs.StubModule)
        for key, it in list(sys.modules.items())
        if key.startswith(name + ".")
    )
    return lacks_own or isinstance(error, (ImportError, OSError))


class Finder(importlib.abc.MetaPathFinder):
    """Takes the place of Python's own finder of files, which would also find the real torch."""

    def __init__(self, roots: Sequence[str], search_path: Sequence[str]) -> None:
        self.roots = tuple(os.path.abspath(root) for root in roots)
        self.search_path = tuple(os.path.abspath(entry) for entry in search_path)
        self.overrides = _overrides()

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        top = name.partition(".")[0]
        if top in _BLOCKED or name.startswith("pyodide."):
            raise ModuleNotFoundError(
                f"No module named '{name}' (Edgewise keeps it from traced code)", name=name
            )
        if top in _ABSENT_STDLIB:
            return self._missing(name)
        if top in _OURS:
            return self._own(name, path)
        if top in sys.stdlib_module_names:
            return self._standard(name, path)
        return self._foreign(name, path) or self._missing(name)

    def find_distributions(self, context: Any) -> Any:
        return distributions.find(context, self.search_path)

    def _own(self, name: str, path: Any) -> ModuleSpec | None:
        spec = PathFinder.find_spec(name, path if path is not None else [TRACER])
        return spec if spec is not None else self._missing(name)

    def _standard(self, name: str, path: Any) -> ModuleSpec | None:
        """The standard library; a module that this Python has lost (distutils, ssl) or never had becomes a stub."""
        for finder in (importlib.machinery.BuiltinImporter, importlib.machinery.FrozenImporter):
            spec = finder.find_spec(name, path)
            if spec is not None:
                return spec
        spec = PathFinder.find_spec(name, path)
        if spec is not None and spec.loader is not None:
            return spec
        # A missing private accelerator must fail as the standard library expects it to.
        if name.startswith("_") or _is_standard(guards.importing_frame()):
            return None
        return self._missing(name)

    def _foreign(self, name: str, path: Any) -> ModuleSpec | None:
        override = self.overrides.get(name)
        if override is not None:
            return importlib.util.spec_from_file_location(name, override)
        if name.startswith(_QUIET) and any(name == quiet or name.startswith(quiet + ".") for quiet in _QUIET):
            return ModuleSpec(name, _StubLoader(), is_package=True)
        if isinstance(path, list) and not path:
            return self._part_of_stub(name)
        spec = self._user(name) if path is None else None
        if spec is None and path is None and name in _COMPILED | _KERNELS:
            return PathFinder.find_spec(name, [FALLBACK]) or self._installed(name)
        spec = spec or PathFinder.find_spec(name, path)
        if spec is None or isinstance(spec.loader, importlib.machinery.ExtensionFileLoader):
            return PathFinder.find_spec(name, [FALLBACK]) if path is None else None
        return self._wrapped(name, spec)

    def _installed(self, name: str) -> ModuleSpec | None:
        """The stub of a compiled package that is there."""
        if name in _KERNELS or PathFinder.find_spec(name, list(self.search_path)) is None:
            return None
        if not _is_asking():
            stubs.note(name, "its compiled code cannot run here")
        return ModuleSpec(name, _StubLoader(), is_package=True, loader_state="installed")

    def _part_of_stub(self, name: str) -> ModuleSpec | None:
        """Every part of an installed package counts as there; of any other stub, what _missing says."""
        top = sys.modules.get(name.partition(".")[0])
        spec = getattr(top, "__spec__", None)
        if spec is None or spec.loader_state != "installed" or _is_from_list():
            return None
        return ModuleSpec(name, _StubLoader(), is_package=True)

    def _user(self, name: str) -> ModuleSpec | None:
        """A module near the file that imports it: beside it, or in a folder above it up to the workspace root."""
        frame = guards.importing_frame()
        file = frame.f_code.co_filename if frame is not None else ""
        root = next((root for root in self.roots if file.startswith(root + os.sep)), None)
        if root is None or any(file.startswith(entry + os.sep) for entry in self.search_path):
            return None
        folder, plain = os.path.dirname(file), None
        while folder.startswith(root):
            spec = PathFinder.find_spec(name, [folder])
            if spec is not None and spec.loader is not None and spec.origin not in (file, None):
                return spec
            # A folder without __init__.py is a package only when nothing better is found.
            plain = plain or spec
            folder, last = os.path.dirname(folder), folder
            if folder == last:
                break
        return plain if plain is not None and plain.submodule_search_locations else None

    def _wrapped(self, name: str, spec: ModuleSpec) -> ModuleSpec:
        origin = spec.origin or ""
        is_library = any(origin.startswith(entry + os.sep) for entry in self.search_path)
        if is_library and "." not in name and spec.loader is not None:
            spec.loader = _GuardedLoader(spec.loader, guards.is_guarded(guards.importing_frame()))  # type: ignore[assignment]
        patch = pretrained.PATCHES.get(name)
        if patch is not None and is_library and spec.loader is not None:
            spec.loader = pretrained.PatchingLoader(spec.loader, patch)
        return spec

    def _missing(self, name: str) -> ModuleSpec | None:
        """A stub where a stub is wanted; None, that is ModuleNotFoundError, where the code can do without."""
        frame = guards.importing_frame()
        if _is_asking() or guards.is_guarded(frame) or _is_standard(frame) or self._is_users_finding(name):
            return None
        if _is_from_list() and not self._lacks_submodule(name):
            return None
        top, _, rest = name.partition(".")
        if rest and guards.is_own_part_guarded(frame, top):
            return None
        stubs.note(name)
        return ModuleSpec(name, _StubLoader(), is_package=True)

    def _is_users_finding(self, name: str) -> bool:
        """True when a finder that the code has put behind ours knows the module."""
        own = (importlib.machinery.BuiltinImporter, importlib.machinery.FrozenImporter)
        others = [it for it in sys.meta_path if it is not self and it not in own]
        top = sys.modules.get(name.rpartition(".")[0])
        path = getattr(top, "__path__", None)
        return any(it.find_spec(name, path, None) is not None for it in others)

    def _lacks_submodule(self, name: str) -> bool:
        """`from package import name`: true where the name can only be a compiled module that is not there."""
        parent, _, last = name.rpartition(".")
        file = getattr(sys.modules.get(parent), "__file__", None) or ""
        return (
            bool(file)
            and not file.startswith(TRACER)
            and (last.startswith("_") or file.startswith(self.search_path))
        )


def _overrides() -> dict[str, str]:
    """Modules inside packages of the search path that are ours: by name, the file that takes their place."""
    found = {}
    for folder, _, files in os.walk(OVERRIDES):
        package = os.path.relpath(folder, OVERRIDES).replace(os.sep, ".")
        found.update(
            {f"{package}.{file[:-3]}": os.path.join(folder, file) for file in files if file.endswith(".py")}
        )
    return found


def _is_standard(frame: FrameType | None) -> bool:
    """True for the standard library's own imports and ours, which handle what is missing themselves."""
    file = frame.f_code.co_filename if frame is not None else ""
    return file.startswith(TRACER + os.sep) or (
        file.startswith(_STANDARD + os.sep) and "site-packages" not in file
    )


def _machinery_frames() -> list[FrameType]:
    frame: FrameType | None = sys._getframe(1)
    frames = []
    while frame is not None:
        module = frame.f_globals.get("__name__")
        if not frame.f_code.co_filename.startswith("<frozen importlib") and module not in _MACHINERY:
            break
        frames.append(frame)
        frame = frame.f_back
    return frames


def _is_asking() -> bool:
    """True under importlib.util.find_spec, which asks whether a module is there."""
    return any(frame.f_globals.get("__name__") == "importlib.util" for frame in _machinery_frames())


def _is_from_list() -> bool:
    """True under `from package import name`, which tries a submodule for every name that is no attribute."""
    return any(frame.f_code.co_name == "_handle_fromlist" for frame in _machinery_frames())


_state: dict[str, Any] = {}


def install(roots: Sequence[str], search_path: Sequence[str]) -> Finder:
    """Puts the policy in force. Roots are folders of the workspace, searchPath folders such as site-packages."""
    if "finder" in _state:
        reset()
    finder = Finder(roots, search_path)
    _state.update(
        finder=finder,
        modules=frozenset(sys.modules),
        path=list(sys.path),
        argv=list(sys.argv),
        environment=dict(os.environ),
        finders=list(sys.meta_path),
        folder=_folder(),
    )
    _state["hidden"] = {name: sys.modules.pop(name) for name in list(sys.modules) if _is_hidden(name)}
    standard = [entry for entry in sys.path if entry and entry != TRACER and "site-packages" not in entry]
    sys.path[:] = [TRACER, *standard, *finder.roots, *finder.search_path]
    sys.argv[:] = ["x"]
    os.environ.update(pretrained.ENVIRONMENT)
    sys.meta_path[:] = [finder, importlib.machinery.BuiltinImporter, importlib.machinery.FrozenImporter]
    hygiene.install()
    importlib.invalidate_caches()
    return finder


def reset() -> None:
    """Takes the policy back and forgets the workspace's modules, the stubs and what user code changed of the process."""
    finder = _state.pop("finder", None)
    if finder is None:
        return
    sys.meta_path[:] = _state["finders"]
    before = _state["modules"]
    sys.modules.update(_state["hidden"])
    _forget(lambda name: name not in before and _is_temporary(sys.modules.get(name), finder))
    sys.path[:] = _state["path"]
    sys.argv[:] = _state["argv"]
    os.environ.clear()
    os.environ.update(_state["environment"])
    if _state["folder"] is not None and _folder() != _state["folder"]:
        os.chdir(_state["folder"])
    hygiene.reset()
    guards.clear()
    importlib.invalidate_caches()


def _is_hidden(name: str) -> bool:
    return name.partition(".")[0] in _BLOCKED | _ABSENT_STDLIB


def _folder() -> str | None:
    try:
        return os.getcwd()
    except OSError:
        return None


def _is_temporary(module: Any, finder: Finder) -> bool:
    """User modules and stubs go; packages of the search path and our own stand-ins stay, they are costly to load."""
    if module is None or isinstance(module, stubs.StubModule):
        return True
    file = getattr(module, "__file__", None) or ""
    if not file:
        return not getattr(module, "__spec__", None) or bool(getattr(module, "__path__", None))
    return not file.startswith((TRACER, *finder.search_path)) and any(
        file.startswith(root) for root in finder.roots
    )


def _forget(is_unwanted: Any) -> None:
    for name in [name for name in sys.modules if is_unwanted(name)]:
        sys.modules.pop(name, None)
