"""torch.utils._pytree: walks through nested lists, tuples and dicts."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from edgewise_tracer.stubs import namespace

_nodes: dict[type, tuple[Callable[..., Any], Callable[..., Any]]] = {}


@dataclass
class TreeSpec:
    type: Any
    context: Any
    children_specs: list[Any]

    def is_leaf(self) -> bool:
        return self.type is None

    @property
    def num_leaves(self) -> int:
        return 1 if self.is_leaf() else sum(child.num_leaves for child in self.children_specs)


LeafSpec = TreeSpec


def register_pytree_node(cls: type, flatten_fn: Any, unflatten_fn: Any, **options: Any) -> None:
    _nodes[cls] = (flatten_fn, unflatten_fn)


_register_pytree_node = register_pytree_node


def _open(tree: Any) -> tuple[list[Any], Any] | None:
    if type(tree) in _nodes:
        children, context = _nodes[type(tree)][0](tree)
        return list(children), context
    if isinstance(tree, dict):
        return list(tree.values()), list(tree.keys())
    if isinstance(tree, (list, tuple)):
        return list(tree), None
    return None


def _close(kind: type, context: Any, children: list[Any]) -> Any:
    if kind in _nodes:
        return _nodes[kind][1](children, context)
    if issubclass(kind, dict):
        pairs = zip(context, children)
        return OrderedDict(pairs) if issubclass(kind, OrderedDict) else dict(pairs)
    return kind(*children) if hasattr(kind, "_fields") else kind(children)


def tree_flatten(tree: Any, is_leaf: Any = None) -> tuple[list[Any], TreeSpec]:
    opened = None if is_leaf is not None and is_leaf(tree) else _open(tree)
    if opened is None:
        return [tree], TreeSpec(None, None, [])
    leaves: list[Any] = []
    specs = []
    for child in opened[0]:
        inner, spec = tree_flatten(child, is_leaf)
        leaves += inner
        specs.append(spec)
    return leaves, TreeSpec(type(tree), opened[1], specs)


def tree_unflatten(leaves: Any, treespec: TreeSpec) -> Any:
    if isinstance(leaves, TreeSpec):
        leaves, treespec = treespec, leaves
    iterator = iter(leaves)

    def build(spec: TreeSpec) -> Any:
        if spec.is_leaf():
            return next(iterator)
        return _close(spec.type, spec.context, [build(child) for child in spec.children_specs])

    return build(treespec)


def tree_leaves(tree: Any, is_leaf: Any = None) -> list[Any]:
    return tree_flatten(tree, is_leaf)[0]


def tree_structure(tree: Any, is_leaf: Any = None) -> TreeSpec:
    return tree_flatten(tree, is_leaf)[1]


def tree_map(func: Any, tree: Any, *rests: Any, is_leaf: Any = None) -> Any:
    leaves, spec = tree_flatten(tree, is_leaf)
    others = [tree_leaves(rest, is_leaf) for rest in rests]
    return tree_unflatten([func(*values) for values in zip(leaves, *others)], spec)


def tree_map_only(kind: Any, func: Any, tree: Any, is_leaf: Any = None) -> Any:
    return tree_map(lambda leaf: func(leaf) if isinstance(leaf, kind) else leaf, tree, is_leaf=is_leaf)


def tree_all(pred: Any, tree: Any) -> bool:
    return all(pred(leaf) for leaf in tree_leaves(tree))


def tree_any(pred: Any, tree: Any) -> bool:
    return any(pred(leaf) for leaf in tree_leaves(tree))


__getattr__ = namespace(__name__)
