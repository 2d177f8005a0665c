"""torch.einsum: one Einsum node, with the shape worked out from the equation."""

from __future__ import annotations

from typing import Any

from .._core.emit import emit, loosened
from .._core.registry import function
from .._core.tensor import Tensor


@function
def einsum(*args: Any) -> Tensor:
    """`einsum("bij,bjk->bik", a, b)`, `einsum(eq, [a, b])` or `einsum(a, [0, 1], b, [1, 2], [0, 2])`."""
    equation, operands = _opened(args)
    equation = equation.replace(" ", "")
    inputs, _, wanted = equation.partition("->")
    terms = inputs.split(",")
    if len(terms) != len(operands):
        count = "fewer" if len(operands) < len(terms) else "more"
        raise RuntimeError(f"einsum(): {count} operands were provided than specified in the equation")
    sizes, ellipsis = _sizes(terms, operands)
    output = wanted if "->" in equation else _implicit(terms)
    shape = _shape(output, sizes, ellipsis, terms)
    plain = equation if "->" in equation else f"{inputs}->{output}"
    return loosened(emit("Einsum", operands, [(shape, operands[0].dtype)], {"equation": plain}))


def _opened(args: tuple[Any, ...]) -> tuple[str, list[Tensor]]:
    if isinstance(args[0], str):
        operands = args[1] if len(args) == 2 and isinstance(args[1], (list, tuple)) else args[1:]
        if not operands:
            raise ValueError("einsum(): must provide at least one operand")
        return args[0], list(operands)
    operands, terms = list(args[0::2]), list(args[1::2])
    output = operands.pop() if len(args) % 2 else None
    equation = ",".join(_letters(it) for it in terms)
    return equation + ("" if output is None else "->" + _letters(output)), operands


def _letters(places: Any) -> str:
    return "".join("..." if it is Ellipsis else chr(65 + it) if it < 26 else chr(71 + it) for it in places)


def _split(term: str, position: int) -> tuple[str, bool, str]:
    before, dots, after = term.partition("...")
    for letter in before + after:
        if not (letter.isalpha() and letter.isascii()):
            raise RuntimeError(
                f"einsum(): invalid subscript given at index {position} in the equation string, subscripts "
                "must be in [a-zA-Z]"
            )
    return before, bool(dots), after


def _sizes(terms: list[str], operands: list[Tensor]) -> tuple[dict[str, int], list[int]]:
    """Sizes by letter, and the sizes that an ellipsis stands for."""
    sizes: dict[str, int] = {}
    ellipsis: list[int] = []
    for position, (term, operand) in enumerate(zip(terms, operands)):
        before, has_dots, after = _split(term, position)
        named = len(before) + len(after)
        rank = len(operand.shape)
        if rank < named or rank > named and not has_dots:
            text = f"einsum(): the number of subscripts in the equation ({named}) "
            text += "is more than the number" if has_dots else "does not match the number"
            tail = "" if has_dots else " and no ellipsis was given"
            raise RuntimeError(f"{text} of dimensions ({rank}) for operand {position}{tail}")
        repeated: dict[str, int] = {}
        ends = operand.shape[rank - len(after) :] if after else ()
        for letter, size in [*zip(before, operand.shape), *zip(after, ends)]:
            if repeated.setdefault(letter, size) != size:
                raise RuntimeError(
                    f"einsum(): subscript {letter} is repeated for operand {position} but the sizes don't "
                    f"match, {size} != "
                    f"{repeated[letter]}"
                )
        for letter, size in zip(before, operand.shape):
            _note(sizes, letter, size, position)
        for letter, size in zip(after, operand.shape[rank - len(after) :]):
            _note(sizes, letter, size, position)
        _extend(ellipsis, list(operand.shape[len(before) : rank - len(after)]))
    return sizes, ellipsis


def _note(sizes: dict[str, int], letter: str, size: int, position: int) -> None:
    held = sizes.get(letter, 1)
    if held != 1 and size != 1 and held != size:
        raise RuntimeError(
            f"einsum(): subscript {letter} has size {size} for operand {position} which does not broadcast "
            "with previously "
            f"seen size {held}"
        )
    sizes[letter] = max(held, size) if size and held else 0


def _extend(ellipsis: list[int], sizes: list[int]) -> None:
    while len(ellipsis) < len(sizes):
        ellipsis.insert(0, 1)
    for back in range(1, len(sizes) + 1):
        if sizes[-back] != 1:
            if ellipsis[-back] not in (1, sizes[-back]):
                raise RuntimeError(
                    f"The size of tensor a ({ellipsis[-back]}) must match the size of tensor b "
                    f"({sizes[-back]}) at "
                    f"non-singleton dimension {len(ellipsis) - back}"
                )
            ellipsis[-back] = sizes[-back]


def _implicit(terms: list[str]) -> str:
    """Without an arrow: letters that occur once, in order of the alphabet, after an ellipsis."""
    letters = "".join(terms).replace(".", "")
    once = sorted(letter for letter in set(letters) if letters.count(letter) == 1)
    return ("..." if any("..." in it for it in terms) else "") + "".join(once)


def _shape(output: str, sizes: dict[str, int], ellipsis: list[int], terms: list[str]) -> list[int]:
    before, has_dots, after = _split(output, len(terms))
    for letter in before + after:
        if letter not in sizes:
            raise RuntimeError(
                f"einsum(): output subscript {letter} does not appear in the equation for any input operand"
            )
        if (before + after).count(letter) > 1:
            raise RuntimeError(f"einsum(): output subscript {letter} appears more than once in the output")
    middle = ellipsis if has_dots else []
    return [*(sizes[it] for it in before), *middle, *(sizes[it] for it in after)]
