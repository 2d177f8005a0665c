"""torch.autograd.function: Function.apply runs forward with a context that keeps what is saved."""

from __future__ import annotations

from typing import Any

from edgewise_tracer.stubs import namespace
from torch._noop import nothing


class FunctionCtx:
    """The `ctx` of forward. Attributes may be set freely."""

    needs_input_grad: tuple[bool, ...] = ()
    saved_tensors: tuple[Any, ...] = ()

    def save_for_backward(self, *tensors: Any) -> None:
        self.saved_tensors = tensors

    save_for_forward = save_for_backward
    mark_dirty = mark_non_differentiable = set_materialize_grads = nothing


BackwardCFunction = FunctionCtx


class Function(FunctionCtx):
    generate_vmap_rule = False

    @staticmethod
    def forward(*args: Any, **kwargs: Any) -> Any:
        raise NotImplementedError("You must implement the forward function for custom autograd.Function.")

    @staticmethod
    def backward(ctx: Any, *grads: Any) -> Any:
        raise NotImplementedError(
            "You must implement either the backward or vjp method for your custom autograd.Function."
        )

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        raise RuntimeError(
            "Legacy autograd function with non-static forward method is deprecated. "
            "Please use new-style autograd function with static forward method."
        )

    @classmethod
    def apply(cls, *args: Any, **kwargs: Any) -> Any:
        ctx = FunctionCtx()
        ctx.needs_input_grad = (False,) * len(args)
        setup = getattr(cls, "setup_context", None)
        if setup is None:
            return cls.forward(ctx, *args, **kwargs)
        output = cls.forward(*args, **kwargs)
        setup(ctx, args, output)
        return output


NestedIOFunction = InplaceFunction = Function


def once_differentiable(fn: Any) -> Any:
    return fn


traceable = once_differentiable
__getattr__ = namespace(__name__)
