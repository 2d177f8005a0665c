"""Plans which models of a file to run and how each is made, the best evidence first. It runs none of them."""

from __future__ import annotations

import ast
import os
import sys
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

from . import arguments, directives, frames, neighbours, scripts
from .errors import Refused
from .outline import Outline
from .scopes import Unresolved
from .source import Source


class Entry:
    """One model to run. `makers` make it: if one raises, the next one is tried, as long as nobody asked for
    that very one.
    """

    def __init__(self, name: str, kind: str) -> None:
        self.name = name
        self.kind = kind
        self.call = ""
        self.definition: tuple[str, int, int, int, int] | None = None
        self.makers: list[Maker] = []
        self.evidence: list[scripts.Evidence] = []
        self.directive = directives.Directive()
        self.is_part = False
        # Somebody says how to make it, so what goes wrong is worth telling.
        self.is_said = True
        self.is_assumed = False
        # Some script makes it and uses it.
        self.is_evident = False
        # Why it is not among the models of the answer.
        self.failure = ""


class Maker:
    """`make` gives the model; `call` is how that is written, `assumed` are the arguments that nobody said."""

    __slots__ = ("make", "call", "assumed", "hints")

    def __init__(
        self,
        make: Callable[[], Any],
        call: str,
        assumed: list[str] | None = None,
        hints: dict[str, Any] | None = None,
    ) -> None:
        self.make = make
        self.call = call
        self.assumed = assumed or []
        # Sizes of the input that go with what the model is made of.
        self.hints = hints or {}


class Planner:
    """Everything that is known of one file, and the entries that follow from a request."""

    def __init__(self, source: Source, module: ModuleType, request: dict[str, Any]) -> None:
        self.source = source
        self.module = module
        self.request = request
        self.outline = Outline(source, module)
        self.whole, self.directives = directives.read(source)
        self.targets = {
            name
            for name in [*self.outline.classes, *self.outline.factories]
            if not self.directive(name).is_skipped
        }
        holding = [
            it for it in request.get("roots", []) if source.file.startswith(it.rstrip(os.sep) + os.sep)
        ]
        self.root = max(holding, key=len, default=os.path.dirname(source.file))
        self._evidence: list[scripts.Evidence] | None = None

    def directive(self, name: str) -> directives.Directive:
        return self.directives.get(name) or directives.Directive()

    def entries(self) -> list[Entry]:
        """In the order in which they are to be run."""
        call = self.request.get("call")
        name = self.request.get("class")
        if call:
            return [self.expression(call)]
        if name:
            return self.named(name)
        found = [*self._directed(), *self._evident()]
        known = {it.name for it in found}
        found += [
            it
            for name in self.outline.factories
            if name not in known and (it := self._factory(name)) is not None
        ]
        roots = [
            it for it in reversed(self.outline.classes) if it in self.targets and not self.outline.is_part(it)
        ]
        found += [it for name in roots if name not in known and (it := self._chosen(name)) is not None]
        found.sort(key=lambda it: it.is_part)
        if not any(not it.is_part for it in found):
            found += self._last_resorts(known)
        return found

    def named(self, name: str) -> list[Entry]:
        """The entries of one class or factory, by the arguments of the request, else as for all others."""
        target = self._lookup(name)
        if target is None:
            raise Refused(f"{self.module.__name__} has no {name}")
        if self.request.get("args") is not None:
            return [self._with_text(name, f"{name}({self.request['args']})")]
        directive = self.directive(name)
        if directive.args is not None or directive.call is not None:
            return [self._with_text(name, directive.call or f"{name}({directive.args})")]
        evident = [it for it in self._evident() if it.name == name]
        if evident:
            return evident[:1]
        chosen = self._chosen(name, is_asked=True)
        return [chosen] if chosen is not None else []

    def expression(self, text: str) -> Entry:
        entry = Entry(text.partition("(")[0].rpartition(".")[2] or text, "expression")
        entry.call = text
        entry.makers = [Maker(self._evaluator(text), text)]
        try:
            node = ast.parse(text.strip(), mode="eval").body
        except SyntaxError:
            return entry
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            self._describe(entry, node.func.id)
            entry.evidence = self._uses_of(node.func.id, ast.unparse(node))
        return entry

    def _evaluator(self, text: str) -> Callable[[], Any]:
        @frames.stop_at
        def make() -> Any:
            return eval(compile(text.strip(), "<expression>", "eval"), self.module.__dict__)  # noqa: S307

        return make

    def _lookup(self, name: str) -> Any:
        value: Any = self.module
        for part in name.split("."):
            value = getattr(value, part, None)
        return value

    def _describe(self, entry: Entry, name: str) -> None:
        entry.definition = self.outline.definition(name)
        entry.directive = self.directive(name)
        entry.is_part = self.outline.is_part(name)

    def _kind(self, name: str) -> str:
        return (
            "factory"
            if name in self.outline.factories or not isinstance(self._lookup(name), type)
            else "class"
        )

    def _with_text(self, name: str, text: str) -> Entry:
        entry = Entry(name, self._kind(name))
        self._describe(entry, name)
        entry.call = text
        entry.makers = [Maker(self._evaluator(text), text)]
        entry.evidence = self._uses_of(name)
        return entry

    def _directed(self) -> list[Entry]:
        found = []
        if self.whole.call is not None:
            found.append(self.expression(self.whole.call))
        elif self.whole.args is not None:
            roots = [it for it in self.outline.classes if it in self.targets and not self.outline.is_part(it)]
            names = [*self.outline.factories, *reversed(roots)]
            found += [self._with_text(it, f"{it}({self.whole.args})") for it in names[:1]]
        for name, directive in self.directives.items():
            if directive.is_skipped or self._lookup(name) is None:
                continue
            if directive.call is not None:
                found.append(self._with_text(name, directive.call))
            elif directive.args is not None:
                found.append(self._with_text(name, f"{name}({directive.args})"))
            elif directive.input:
                evident = [it for it in self._evident() if it.name == name]
                chosen = evident[0] if evident else self._chosen(name, is_asked=True)
                if chosen is not None:
                    chosen.is_part = False
                    found.append(chosen)
        return found

    def evidence(self) -> list[scripts.Evidence]:
        if self._evidence is None:
            skipped = set(self.outline.classes) | set(self.outline.factories)
            own = scripts.find(self.source, self.targets, self.module.__dict__, skipped)
            # What other files do is only read when this file does not say itself how its models are made and
            # called.
            is_enough = any(it.uses for it in own)
            self._evidence = (
                own if is_enough else [*own, *neighbours.evidence(self.source, self.targets, self.request)]
            )
        return self._evidence

    def _uses_of(self, name: str, text: str | None = None) -> list[scripts.Evidence]:
        found = [it for it in self.evidence() if it.target == name and it.uses]
        return sorted(found, key=lambda it: it.text != text) if text else found

    def _evident(self) -> list[Entry]:
        found: dict[str, Entry] = {}
        for it in self.evidence():
            if it.target not in self.targets or self.directive(it.target).args is not None:
                continue
            text = it.text
            if text not in found:
                entry = found[text] = Entry(it.target, self._kind(it.target))
                self._describe(entry, it.target)
                entry.call = text
                # A call that nothing is done with, say in a default of something, is weaker than one that is
                # used. What other files do wrong is not told of this one.
                entry.is_said = (bool(it.uses) or it.is_main) and it.scope.source.file == self.source.file
                entry.is_evident = bool(it.uses) or it.is_main
            found[text].makers.append(Maker(_from_script(it, self.source.file), text))
            found[text].evidence.append(it)
        for entry in found.values():
            entry.evidence += [it for it in self._uses_of(entry.name) if it not in entry.evidence]
            fallback = self._chosen(entry.name)
            if fallback is not None:
                entry.makers += fallback.makers
        return sorted(
            found.values(),
            key=lambda it: (not any(e.is_main for e in it.evidence), not any(e.uses for e in it.evidence)),
        )

    def _factory(self, name: str) -> Entry | None:
        if name.startswith("_") or name not in self.targets:
            return None
        return self._chosen(name)

    def _chosen(self, name: str, is_asked: bool = False) -> Entry | None:
        """By defaults, configurations and well-known names; None when an argument can only be guessed."""
        target = self._lookup(name)
        found = arguments.choices(target, self.module.__dict__, self.source.file, self.root)
        if not found and not is_asked:
            return None
        entry = Entry(name, self._kind(name))
        self._describe(entry, name)
        entry.evidence = self._uses_of(name)
        entry.makers = [_from_choice(target, name, it) for it in found] or [
            Maker(_caller(target, [], {}), f"{name}()")
        ]
        entry.call = entry.makers[0].call
        entry.is_said = is_asked or not found[0].assumed
        return entry

    def _last_resorts(self, known: set[str]) -> Iterator[Entry]:
        """A file whose classes only name each other; a script that makes its model of what others define."""
        instances = self._instances()
        if instances:
            yield from instances
            return
        for name in reversed(self.outline.classes):
            if name in self.targets and name not in known and self.outline.is_part(name):
                entry = self._chosen(name)
                if entry is not None and entry.is_said:
                    yield entry
        if not self.outline.classes:
            yield from self._variables()

    def _instances(self) -> list[Entry]:
        import torch.nn as nn

        found: list[Entry] = []
        seen: set[int] = set()
        for name, value in self.module.__dict__.items():
            if isinstance(value, nn.Module) and not name.startswith("_") and id(value) not in seen:
                seen.add(id(value))
                entry = Entry(name, "script")
                entry.call = name
                entry.makers = [Maker(_giver(value), name)]
                entry.evidence = [
                    it
                    for it in scripts.model_variables(self.source, self.module.__dict__)
                    if it.target == name
                ]
                entry.evidence += _module_level(self.source, name, self.module.__dict__)
                found.append(entry)
        return found

    def _variables(self) -> Iterator[Entry]:
        for it in scripts.model_variables(self.source, self.module.__dict__):
            entry = Entry(it.target, "script")
            entry.call = it.text
            entry.makers = [Maker(_from_script(it), it.text)]
            entry.evidence = [it]
            entry.is_said = False
            yield entry


def _module_level(source: Source, name: str, namespace: dict[str, Any]) -> list[scripts.Evidence]:
    """How the top level of a script calls a model that it has made there."""
    found = [
        it
        for it in scripts.model_variables(source, None, frozenset({name}))
        if it.scope.outer is None and it.target == name
    ]
    for it in found:
        it.scope.namespace = namespace
        for use in it.uses:
            use.before = []
    return found


def _giver(value: Any) -> Callable[[], Any]:
    return lambda: value


def _caller(target: Any, args: list[Any], kwargs: dict[str, Any]) -> Callable[[], Any]:
    return frames.stop_at(lambda: target(*args, **kwargs))


def _from_choice(target: Any, name: str, chosen: arguments.Chosen) -> Maker:
    return Maker(
        _caller(target, chosen.args, chosen.kwargs),
        f"{name}({', '.join(chosen.shown)})",
        chosen.assumed,
        chosen.hints,
    )


def _from_script(evidence: scripts.Evidence, file: str | None = None) -> Callable[[], Any]:
    """Runs what the call depends on, then the call itself. What it depends on may be out of reach:
    Unresolved.
    """

    def make() -> Any:
        scope = evidence.scope
        namespace = scope.fresh()
        try:
            nodes = [*evidence.call.args, *(it.value for it in evidence.call.keywords), evidence.call.func]
            scope.run(scope.slice(nodes, evidence.before), namespace)
            for node in nodes[:-1]:
                if not isinstance(node, ast.Starred):
                    scope.evaluate(node, namespace)
        except (Exception, SystemExit) as error:
            raise Unresolved(str(error)) from error
        model = scope.evaluate(evidence.call, namespace)
        # A script may mean another class of the same name.
        kind = type(model)
        if file is not None and kind.__name__ == evidence.target and _file_of(kind) not in (file, ""):
            raise Unresolved("a class of another file")
        return model

    return make


def _file_of(kind: type) -> str:
    return getattr(sys.modules.get(kind.__module__), "__file__", None) or ""
