"""Recurrent cells; their modules live in torch.nn.modules.rnn."""

from __future__ import annotations

from typing import Any

from ..._core.emit import emit
from ..._core.registry import function
from ..parameter import new_parameter
from .module import Module


def _check(input: Any, states: tuple[Any, ...], w_ih: Any, w_hh: Any) -> None:
    if input.size(1) != w_ih.size(1):
        raise RuntimeError(f"input has inconsistent input_size: got {input.size(1)} expected {w_ih.size(1)}")
    for number, state in enumerate(states):
        if input.size(0) != state.size(0):
            raise RuntimeError(
                f"Input batch size {input.size(0)} doesn't match hidden{number} batch size {state.size(0)}"
            )
        if state.size(1) != w_hh.size(1):
            raise RuntimeError(
                f"hidden{number} has inconsistent hidden_size: got {state.size(1)}, expected {w_hh.size(1)}"
            )


def _step(op: str, input: Any, states: tuple[Any, ...], weights: tuple[Any, ...]) -> Any:
    given = tuple(it for it in states if it is not None)
    _check(input, given, weights[0], weights[1])
    out = ((input.size(0), weights[1].size(1)), input.dtype)
    count = 2 if op == "lstm_cell" else 1
    return emit(op, [input, *states, *weights], [out] * count, None, "aten")


@function
def lstm_cell(input: Any, hx: Any, w_ih: Any, w_hh: Any, b_ih: Any = None, b_hh: Any = None) -> Any:
    if not isinstance(hx, (tuple, list)):
        kind = type(hx).__name__
        raise TypeError(f"lstm_cell(): argument 'hx' (position 2) must be tuple of Tensors, not {kind}")
    return _step("lstm_cell", input, (hx[0], hx[1]), (w_ih, w_hh, b_ih, b_hh))


@function
def gru_cell(input: Any, hx: Any, w_ih: Any, w_hh: Any, b_ih: Any = None, b_hh: Any = None) -> Any:
    return _step("gru_cell", input, (hx,), (w_ih, w_hh, b_ih, b_hh))


@function
def rnn_tanh_cell(input: Any, hx: Any, w_ih: Any, w_hh: Any, b_ih: Any = None, b_hh: Any = None) -> Any:
    return _step("rnn_tanh_cell", input, (hx,), (w_ih, w_hh, b_ih, b_hh))


@function
def rnn_relu_cell(input: Any, hx: Any, w_ih: Any, w_hh: Any, b_ih: Any = None, b_hh: Any = None) -> Any:
    return _step("rnn_relu_cell", input, (hx,), (w_ih, w_hh, b_ih, b_hh))


class RNNCellBase(Module):
    __constants__ = ["input_size", "hidden_size", "bias"]

    def __init__(
        self,
        input_size: int,
        hidden_size: int,
        bias: bool,
        num_chunks: int,
        device: Any = None,
        dtype: Any = None,
    ) -> None:
        super().__init__()
        self.input_size = input_size
        self.hidden_size = hidden_size
        self.bias = bias
        self.weight_ih = new_parameter((num_chunks * hidden_size, input_size), device, dtype)
        self.weight_hh = new_parameter((num_chunks * hidden_size, hidden_size), device, dtype)
        for name in ("bias_ih", "bias_hh"):
            made = new_parameter((num_chunks * hidden_size,), device, dtype) if bias else None
            self.register_parameter(name, made)
        self.reset_parameters()

    def reset_parameters(self) -> None:
        """Weights are random, which is how they are made."""

    def extra_repr(self) -> str:
        text = f"{self.input_size}, {self.hidden_size}"
        if self.bias is not True:
            text += f", bias={self.bias}"
        nonlinearity = self.__dict__.get("nonlinearity", "tanh")
        return text + (f", nonlinearity={nonlinearity}" if nonlinearity != "tanh" else "")

    def _weights(self) -> tuple[Any, ...]:
        return (self.weight_ih, self.weight_hh, self.bias_ih, self.bias_hh)


def _check_rank(name: str, what: str, value: Any) -> None:
    if value.dim() not in (1, 2):
        raise ValueError(f"{name}: Expected {what} to be 1D or 2D, got {value.dim()}D instead")


def _forward_one(self: Any, op: str, name: str, input: Any, hx: Any) -> Any:
    _check_rank(name, "input", input)
    if hx is not None:
        _check_rank(name, "hidden", hx)
    is_batched = input.dim() == 2
    if not is_batched:
        input = input.unsqueeze(0)
        hx = None if hx is None else hx.unsqueeze(0)
    result = _step(op, input, (hx,), self._weights())
    return result if is_batched else result.squeeze(0)


class RNNCell(RNNCellBase):
    __constants__ = ["input_size", "hidden_size", "bias", "nonlinearity"]

    def __init__(
        self,
        input_size: int,
        hidden_size: int,
        bias: bool = True,
        nonlinearity: str = "tanh",
        device: Any = None,
        dtype: Any = None,
    ) -> None:
        super().__init__(input_size, hidden_size, bias, 1, device, dtype)
        self.nonlinearity = nonlinearity

    def forward(self, input: Any, hx: Any = None) -> Any:
        if self.nonlinearity not in ("tanh", "relu"):
            _check_rank("RNNCell", "input", input)
            raise RuntimeError(f"Unknown nonlinearity: {self.nonlinearity}")
        return _forward_one(self, f"rnn_{self.nonlinearity}_cell", "RNNCell", input, hx)


class GRUCell(RNNCellBase):
    def __init__(
        self, input_size: int, hidden_size: int, bias: bool = True, device: Any = None, dtype: Any = None
    ) -> None:
        super().__init__(input_size, hidden_size, bias, 3, device, dtype)

    def forward(self, input: Any, hx: Any = None) -> Any:
        return _forward_one(self, "gru_cell", "GRUCell", input, hx)


class LSTMCell(RNNCellBase):
    def __init__(
        self, input_size: int, hidden_size: int, bias: bool = True, device: Any = None, dtype: Any = None
    ) -> None:
        super().__init__(input_size, hidden_size, bias, 4, device, dtype)

    def forward(self, input: Any, hx: Any = None) -> tuple[Any, Any]:
        _check_rank("LSTMCell", "input", input)
        if hx is not None:
            for index, value in enumerate(hx):
                _check_rank("LSTMCell", f"hx[{index}]", value)
        is_batched = input.dim() == 2
        if not is_batched:
            input = input.unsqueeze(0)
            hx = None if hx is None else (hx[0].unsqueeze(0), hx[1].unsqueeze(0))
        if hx is None:
            result = _step("lstm_cell", input, (None, None), self._weights())
        else:
            result = lstm_cell(input, hx, *self._weights())
        return result if is_batched else (result[0].squeeze(0), result[1].squeeze(0))


for _class in (RNNCellBase, RNNCell, GRUCell, LSTMCell):
    _class.__module__ = "torch.nn.modules.rnn"
