"""Random tensors, whose values are never known, and generators, which change nothing else."""

from __future__ import annotations

from typing import Any

from .._core import device as devices
from .._core import dtype as dtypes
from .._core.emit import emit, into
from .._core.registry import FUNCTIONS, function, method
from .._core.shapes import sizes
from .._core.size import Size
from .._core.state import state
from .._core.tensor import Tensor, make
from .creation import laid_like, placed, shape_of


@function
class Generator:
    """Holds a seed that nothing is drawn from."""

    def __init__(self, device: Any = "cpu") -> None:
        self.device = devices.from_any(device)
        self._seed = 0

    def manual_seed(self, seed: int) -> Generator:
        self._seed = seed
        return self

    def seed(self) -> int:
        return self._seed

    initial_seed = seed

    def get_state(self) -> Tensor:
        return make((16,), dtypes.uint8)

    def set_state(self, new_state: Any) -> None:
        """There is no state."""


Generator.__module__ = "torch"
default_generator = Generator()
FUNCTIONS["default_generator"] = default_generator  # type: ignore[assignment]


@function
def manual_seed(seed: int) -> Generator:
    return default_generator.manual_seed(int(seed))


@function
def seed() -> int:
    return 0


@function
def initial_seed() -> int:
    return default_generator.seed()


@function
def get_rng_state() -> Tensor:
    return default_generator.get_state()


@function
def set_rng_state(new_state: Any) -> None:
    """There is no state."""


def _uniform(name: str, op: str) -> None:
    def call(
        *size_: Any, size: Any = None, generator: Any = None, out: Any = None, dtype: Any = None, layout: Any = None,
        device: Any = None, requires_grad: bool = False, pin_memory: bool = False, names: Any = None,
    ) -> Tensor:  # fmt: skip
        shape = shape_of(size_, size, name)
        kind = dtypes.from_any(dtype) or state.default_dtype
        _refuse_integers(op, kind)
        return into(out, placed(emit(op, [], [(shape, kind)], {"shape": shape}), device, requires_grad))

    def like(
        input: Tensor, *, dtype: Any = None, device: Any = None, requires_grad: bool = False, **rest: Any
    ) -> Tensor:
        kind = dtypes.from_any(dtype) or input.dtype
        if input.numel() or op == "RandomUniform":
            _refuse_integers(op, kind)
        made = laid_like(input, emit(f"{op}Like", [input], [(input.shape, kind)]))
        return placed(made, device if device is not None else input.device, requires_grad)

    call.__name__, like.__name__ = name, f"{name}_like"
    function(name)(call)
    function(f"{name}_like")(like)


def _refuse_integers(op: str, kind: dtypes.dtype) -> None:
    if kind._category < dtypes.FLOAT:
        kernel = "normal_kernel_cpu" if op == "RandomNormal" else "check_uniform_bounds"
        raise NotImplementedError(f"\"{kernel}\" not implemented for '{kind._scalar_name}'")


_uniform("rand", "RandomUniform")
_uniform("randn", "RandomNormal")


@function
def randint(
    *given: Any,
    low: Any = None,
    high: Any = None,
    size: Any = None,
    generator: Any = None,
    out: Any = None,
    dtype: Any = None,
    device: Any = None,
    requires_grad: bool = False,
    **rest: Any,
) -> Tensor:
    values = list(given)
    if size is None:
        size = values.pop()
    if high is None:
        high = values.pop()
    low = values.pop() if values else (0 if low is None else low)
    if int(low) >= int(high):
        raise RuntimeError(
            f"random_ expects 'from' to be less than 'to', but got from={int(low)} >= to={int(high)}"
        )
    shape = sizes((size,), "randint")
    made = emit("randint", [], [(shape, dtypes.from_any(dtype) or dtypes.int64)], {"size": shape}, "aten")
    return into(out, placed(made, device, requires_grad))


@function
def randint_like(
    input: Tensor,
    *given: Any,
    low: Any = 0,
    high: Any = None,
    dtype: Any = None,
    device: Any = None,
    **rest: Any,
) -> Tensor:
    made = emit(
        "randint",
        [],
        [(input.shape, dtypes.from_any(dtype) or input.dtype)],
        {"size": list(input.shape)},
        "aten",
    )
    return placed(made, device if device is not None else input.device)


@function
def randperm(
    n: Any, *, generator: Any = None, out: Any = None, dtype: Any = None, device: Any = None, **rest: Any
) -> Tensor:
    count = int(n)
    if count < 0:
        raise RuntimeError(f"n must be non-negative, got {count}")
    made = emit("randperm", [], [((count,), dtypes.from_any(dtype) or dtypes.int64)], {"n": count}, "aten")
    return into(out, placed(made, device))


@function
def normal(
    mean: Any = 0.0,
    std: Any = 1.0,
    size: Any = None,
    *,
    generator: Any = None,
    out: Any = None,
    dtype: Any = None,
    device: Any = None,
    **rest: Any,
) -> Tensor:
    from .._core.shapes import broadcast_shapes

    tensors = [it for it in (mean, std) if isinstance(it, Tensor)]
    if tensors:
        shape = broadcast_shapes(*(it.shape for it in tensors))
        kind = tensors[0].dtype
    else:
        shape = Size(sizes((size,), "normal"))
        kind = dtypes.from_any(dtype) or state.default_dtype
    return into(out, placed(emit("RandomNormal", tensors, [(shape, kind)], {"shape": list(shape)}), device))


@function
@method
def multinomial(
    input: Tensor, num_samples: int, replacement: bool = False, *, generator: Any = None, out: Any = None
) -> Tensor:
    if len(input.shape) not in (1, 2):
        raise RuntimeError("prob_dist must be 1 or 2 dim")
    if num_samples <= 0:
        raise RuntimeError("cannot sample n_sample <= 0 samples")
    if not replacement and num_samples > input.shape[-1]:
        raise RuntimeError("cannot sample n_sample > prob_dist.size(-1) samples without replacement")
    if input.shape[-1] == 0:
        raise RuntimeError("invalid multinomial distribution (sum of probabilities <= 0)")
    shape = [*input.shape[:-1], num_samples]
    return into(out, emit("Multinomial", [input], [(shape, dtypes.int64)], {"sample_size": num_samples}))


@function
def poisson(input: Tensor, generator: Any = None) -> Tensor:
    return emit("poisson", [input], [(input.shape, input.dtype)], None, "aten")


@function
def binomial(count: Tensor, prob: Tensor, generator: Any = None) -> Tensor:
    from .._core.shapes import broadcast_shapes

    return emit(
        "binomial", [count, prob], [(broadcast_shapes(count.shape, prob.shape), count.dtype)], None, "aten"
    )


def _drawn(name: str, op: str) -> None:
    """A method that overwrites a tensor with random numbers: what it was before no longer matters."""

    def call(self: Tensor, *args: Any, **kwargs: Any) -> Tensor:
        from .._core.writing import overwrite

        made = emit(op, [], [(self.shape, self.dtype)], {"size": list(self.shape)}, "aten")
        return overwrite(self, None, made._ref)

    call.__name__ = name
    method(name)(call)


for _name in (
    "normal_", "uniform_", "random_", "bernoulli_", "exponential_", "geometric_", "log_normal_", "cauchy_",
):  # fmt: skip
    _drawn(_name, _name.rstrip("_"))
