"""Which parameters of the law a rule reads, found in its compiled code, so that no list of them is kept by hand."""

import inspect
from collections.abc import Callable, Iterator
from types import CodeType, FunctionType
from typing import Any

from optimizer.law import dated_parameters


def reads(rule: Callable[..., Any]) -> frozenset[str]:
    """Keys of the parameters that a function or the methods of a rule name, and the functions that they call.

    Facts of the case are not followed: what `case.cadre[x].retires` was computed from is not the rule's to say.
    """
    texts: set[str] = set()
    seen: set[FunctionType] = set()
    todo = [part for part in (rule, *vars(rule).values()) if inspect.isfunction(part)]
    while todo:
        function = todo.pop()
        if function not in seen:
            seen.add(function)
            for code in _codes(function.__code__):
                texts.update(_texts(code.co_consts))
                named = [inspect.unwrap(function.__globals__.get(name)) for name in code.co_names]  # type: ignore[arg-type]
                todo += [f for f in named if inspect.isfunction(f) and f.__module__.startswith("optimizer.")]
    return frozenset(key for key in dated_parameters() if any(_names(text, key) for text in texts))


def _codes(code: CodeType) -> Iterator[CodeType]:
    """A function's code, and that of the functions and comprehensions within it."""
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _codes(constant)


def _texts(constants: tuple[Any, ...]) -> Iterator[str]:
    """Every text among constants, within tuples too."""
    for constant in constants:
        if isinstance(constant, str):
            yield constant
        elif isinstance(constant, tuple):
            yield from _texts(constant)


def _names(text: str, key: str) -> bool:
    """True when a text is a key, or what stands of it in f"discipline_months_{form}" or f"{band}_share_percent"."""
    return text == key or (text.endswith("_") and key.startswith(text)) or (text.startswith("_") and key.endswith(text))
