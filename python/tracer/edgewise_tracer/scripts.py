"""Finds how code makes a model and calls it: in the file itself, in scripts that import it, in a README.

Nothing is run here. What is found says which statements to run, and scopes.py runs them.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any

from .scopes import Scope
from .source import Source, flat, is_main_guard, last_name, root_name, walked

# Functions that are given a model and one input, or a tuple of them.
_TAKE_INPUTS = frozenset(
    """export trace profile FlopCountAnalysis add_graph flop_count count_ops profile_macs make_fx script_trace
    verify dynamo_export export_onnx convert""".split()
)
# Functions that are given a model and the shape of an input.
_TAKE_SHAPE = frozenset(
    {"summary", "get_model_complexity_info", "model_summary", "summary_string", "check_mem"}
)
_INPUT_KEYWORDS = (
    "inputs",
    "args",
    "input_data",
    "input",
    "example_inputs",
    "input_res",
    "input_size",
    "example_input_array",
)
# What is asked of a variable only if a model is in it.
_MODEL_METHODS = frozenset(
    {"eval", "train", "parameters", "state_dict", "load_state_dict", "cuda", "half", "named_parameters"}
)


class Use:
    """One call of a model: `args` and `kwargs` are its arguments; of a "shape" the only one says which shape
    it has.
    """

    def __init__(
        self, kind: str, args: list[ast.expr], kwargs: dict[str, ast.expr], before: list[ast.stmt]
    ) -> None:
        self.kind = kind
        self.args = args
        self.kwargs = kwargs
        self.before = before
        self.has_batch = False

    def nodes(self) -> list[ast.expr]:
        return [*self.args, *self.kwargs.values()]


class Evidence:
    """`call` makes a model of the class or function `target`; `names` are the variables that it is in."""

    def __init__(self, target: str, call: ast.Call, scope: Scope, before: list[ast.stmt]) -> None:
        self.target = target
        self.call = call
        self.scope = scope
        self.before = before
        self.names: set[str] = set()
        self.uses: list[Use] = []
        self.is_main = False

    @property
    def text(self) -> str:
        return ast.unparse(self.call)


def find(
    source: Source, targets: set[str], namespace: dict[str, Any] | None, skipped: set[str] = frozenset()
) -> list[Evidence]:  # type: ignore[assignment]
    """Every place that makes one of `targets`; the block under `__main__` comes first, what stands last first
    in each.

    `skipped` are functions and classes that are themselves targets: what they do inside is not how they are
    used.
    """
    aliases = _aliases(source, targets)
    found: list[Evidence] = []
    scopes = list(scopes_of(source, namespace, skipped))
    for scope in scopes:
        found += _in_scope(scope, targets | set(aliases))
    if found:
        _connect(scopes)
    for it in found:
        it.target = aliases.get(it.target, it.target)
    return found


def _aliases(source: Source, targets: set[str]) -> dict[str, str]:
    """`from net import Net as _Net`, `Model = Net`."""
    found: dict[str, str] = {}
    for it in walked(source.tree) if source.tree else ():
        if isinstance(it, ast.ImportFrom):
            found.update(
                {alias.asname: alias.name for alias in it.names if alias.asname and alias.name in targets}
            )
        elif isinstance(it, ast.Assign) and isinstance(it.value, ast.Name) and it.value.id in targets:
            found.update({target.id: it.value.id for target in it.targets if isinstance(target, ast.Name)})
    return found


def _connect(scopes: list[Scope]) -> None:
    """Tells each function where the file calls it."""
    functions = {it.function.name: it for it in scopes if it.function is not None}
    for scope in scopes:
        for statement, before in scope.statements():
            for part in _own_expressions(statement):
                for call in _calls(part):
                    called = functions.get(call.func.id) if isinstance(call.func, ast.Name) else None
                    if called is not None and called is not scope:
                        called.callers.append((call, scope, before))


def scopes_of(source: Source, namespace: dict[str, Any] | None, skipped: set[str]) -> Iterator[Scope]:
    body = source.tree.body if source.tree else []
    module = Scope(source, body, None, namespace)
    for statement in body:
        if is_main_guard(statement):
            yield Scope(source, statement.body, module, namespace)  # type: ignore[attr-defined]
    for statement in flat(body):
        if isinstance(statement, ast.FunctionDef) and statement.name not in skipped:
            yield Scope(source, statement.body, module, namespace, statement)
        elif isinstance(statement, ast.ClassDef) and statement.name not in skipped:
            for method in statement.body:
                if isinstance(method, ast.FunctionDef):
                    yield Scope(source, method.body, module, namespace, method)
    yield module


def _in_scope(scope: Scope, targets: set[str]) -> Iterator[Evidence]:
    open_ones: list[Evidence] = []
    is_main = scope.outer is not None and scope.function is None
    for statement, before in scope.statements():
        if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            continue
        for part in _own_expressions(statement):
            for call in _calls(part):
                _note_use(call, open_ones, before, scope)
        made = _made_by(statement, targets)
        for call in made:
            evidence = Evidence(_made_name(call.func, targets) or "", call, scope, before)
            evidence.is_main = is_main
            evidence.names = _targets_of(statement) if _is_wrapped_only(statement, call) else set()
            _note_direct_use(statement, call, evidence, before)
            open_ones.append(evidence)
        if not made:
            _follow(statement, open_ones)
    yield from open_ones


def _own_expressions(statement: ast.stmt) -> list[ast.AST]:
    """The expressions of a statement without the statements inside it."""
    return [it for it in ast.iter_child_nodes(statement) if not isinstance(it, (ast.stmt, ast.ExceptHandler))]


def _calls(node: ast.AST) -> list[ast.Call]:
    return [it for it in walked(node) if isinstance(it, ast.Call)]


def _made_by(statement: ast.stmt, targets: set[str]) -> list[ast.Call]:
    """The outermost calls of targets in a statement."""
    found: list[ast.Call] = []

    def visit(node: ast.AST) -> None:
        if isinstance(node, ast.Call) and _made_name(node.func, targets) is not None:
            found.append(node)
            return
        for child in ast.iter_child_nodes(node):
            if not isinstance(child, (ast.stmt, ast.ExceptHandler, ast.Lambda)):
                visit(child)

    visit(statement)
    return found


_MAKERS = frozenset({"from_name", "from_pretrained", "from_config", "from_scratch", "build", "create"})


def _made_name(function: ast.expr, targets: set[str]) -> str | None:
    """`Net` of `Net(...)`, and of `Net.from_name(...)`."""
    name = last_name(function)
    if name not in targets and isinstance(function, ast.Attribute) and name in _MAKERS:
        name = last_name(function.value)
    return name if name in targets else None


def _targets_of(statement: ast.stmt) -> set[str]:
    if isinstance(statement, ast.Assign):
        # `model, loss = build(args)`: the model comes first.
        targets = [it.elts[0] if isinstance(it, ast.Tuple) and it.elts else it for it in statement.targets]
        return {it.id for it in targets if isinstance(it, ast.Name)}
    if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
        return {statement.target.id}
    if isinstance(statement, ast.With):
        return {it.optional_vars.id for it in statement.items if isinstance(it.optional_vars, ast.Name)}
    return set()


def _is_wrapped_only(statement: ast.stmt, call: ast.Call) -> bool:
    """`net = Net()`, `net = Net().to(device)`, `net = nn.DataParallel(Net())`; not `y = Net()(x)`."""
    value = getattr(statement, "value", None)
    while value is not None and value is not call:
        if not isinstance(value, ast.Call):
            return False
        if (
            isinstance(value.func, ast.Attribute)
            and root_name(value.func) is not None
            and _holds(value.func, call)
        ):
            value = value.func.value
        elif value.args and _holds(value.args[0], call) and not isinstance(value.func, ast.Call):
            value = value.args[0]
        else:
            return False
    return value is call


def _holds(node: ast.AST, wanted: ast.AST) -> bool:
    return any(it is wanted for it in walked(node))


def _note_direct_use(statement: ast.stmt, call: ast.Call, evidence: Evidence, before: list[ast.stmt]) -> None:
    """`y = Net()(x)`, `summary(Net(), (3, 32, 32))`."""
    for part in _own_expressions(statement):
        for outer in _calls(part):
            if outer.func is call:
                evidence.uses.append(Use("call", outer.args, _keywords(outer), before))
            elif outer.args and outer.args[0] is call:
                use = _use_of_helper(outer, before, evidence.scope)
                if use is not None:
                    evidence.uses.append(use)


def _follow(statement: ast.stmt, open_ones: list[Evidence]) -> None:
    """`net = net.cuda()` and `ddp = DataParallel(net)` hand the model on; any other assignment takes the name
    away.
    """
    names = _targets_of(statement)
    value = getattr(statement, "value", None)
    if not names or value is None:
        return
    for evidence in open_ones:
        if _hands_on(value, evidence.names):
            evidence.names |= names
        else:
            evidence.names -= names


def _hands_on(value: ast.expr, names: set[str]) -> bool:
    if isinstance(value, ast.Name):
        return value.id in names
    if not isinstance(value, ast.Call):
        return False
    if (
        isinstance(value.func, ast.Attribute)
        and isinstance(value.func.value, ast.Name)
        and value.func.value.id in names
    ):
        return value.func.attr in (
            "to",
            "cuda",
            "cpu",
            "eval",
            "train",
            "half",
            "float",
            "double",
            "requires_grad_",
            "bfloat16",
        )
    return (
        bool(value.args)
        and isinstance(value.args[0], ast.Name)
        and value.args[0].id in names
        and _is_wrapper(value.func)
    )


def _is_wrapper(function: ast.expr) -> bool:
    return last_name(function) in (
        "DataParallel",
        "DistributedDataParallel",
        "DDP",
        "compile",
        "script",
        "prepare",
        "convert_sync_batchnorm",
    )


def _note_use(call: ast.Call, open_ones: list[Evidence], before: list[ast.stmt], scope: Scope) -> None:
    for evidence in open_ones:
        if not evidence.names:
            continue
        use: Use | None = None
        if isinstance(call.func, ast.Name) and call.func.id in evidence.names:
            use = Use("call", call.args, _counted(_keywords(call)), before)
        elif (
            isinstance(call.func, ast.Attribute)
            and call.func.attr == "forward"
            and _is_named(call.func.value, evidence.names)
        ):
            use = Use("call", call.args, _keywords(call), before)
        elif call.args and _is_named(call.args[0], evidence.names):
            use = _use_of_helper(call, before, scope)
        if use is not None and use.nodes():
            evidence.uses.append(use)


def _is_named(node: ast.expr, names: set[str]) -> bool:
    return isinstance(node, ast.Name) and node.id in names


def _keywords(call: ast.Call) -> dict[str, ast.expr]:
    return {it.arg: it.value for it in call.keywords if it.arg is not None}


# `model(x, profile=True)` of the YOLO repositories runs every layer ten times more.
_ASIDES = frozenset({"profile", "visualize", "verbose", "debug", "augment"})


def _counted(keywords: dict[str, ast.expr]) -> dict[str, ast.expr]:
    """Without the switches that make a model measure or draw itself: what is counted is a plain run."""
    return {key: it for key, it in keywords.items() if not (key in _ASIDES and isinstance(it, ast.Constant))}


def _use_of_helper(call: ast.Call, before: list[ast.stmt], scope: Scope) -> Use | None:
    name = last_name(call.func)
    keywords = _keywords(call)
    given = next((keywords[key] for key in _INPUT_KEYWORDS if key in keywords), None)
    if given is None and len(call.args) > 1:
        given = call.args[1]
    if given is None:
        return None
    if name in _TAKE_INPUTS:
        return Use("tuple", [given], {}, before)
    if name in _TAKE_SHAPE:
        use = Use("shape", [given], {}, before)
        use.has_batch = "torchinfo" in scope.source.text or "input_size" in keywords
        if "torchsummary" in scope.source.text and "torchinfo" not in scope.source.text:
            use.has_batch = False
        return use
    return None


def model_variables(
    source: Source, namespace: dict[str, Any] | None, names: frozenset[str] = frozenset()
) -> list[Evidence]:
    """Variables that are used as models are, whatever made them: for scripts that define no model themselves.

    `names` are known to be models.
    """
    found: list[Evidence] = []
    for scope in scopes_of(source, namespace, set()):
        if scope.outer is None and namespace is not None:
            continue
        statements = list(scope.statements())
        used = {name for statement, _ in statements for name in _used_as_model(statement)} | names
        for statement, before in statements:
            if not isinstance(statement, ast.Assign) or not isinstance(statement.value, ast.Call):
                continue
            for name in _targets_of(statement) & used:
                evidence = Evidence(name, statement.value, scope, before)
                evidence.names = {name}
                if _hands_on(statement.value, {name}):
                    continue
                for later, later_before in statements:
                    if later.lineno > statement.lineno:
                        for part in _own_expressions(later):
                            for call in _calls(part):
                                _note_use(call, [evidence], later_before, scope)
                found.append(evidence)
    return found


def _used_as_model(statement: ast.stmt) -> Iterator[str]:
    for part in _own_expressions(statement):
        for call in _calls(part):
            function = call.func
            if (
                isinstance(function, ast.Attribute)
                and function.attr in _MODEL_METHODS
                and isinstance(function.value, ast.Name)
            ):
                yield function.value.id
            elif (
                last_name(function) in _TAKE_INPUTS | _TAKE_SHAPE
                and call.args
                and isinstance(call.args[0], ast.Name)
            ):
                yield call.args[0].id
