"""torch.nn.quantizable: layers written so that they can be quantised; in float they are the layers themselves."""

from edgewise_tracer.stubs import namespace

from ..modules.activation import MultiheadAttention
from ..modules.rnn import LSTM, LSTMCell

__all__ = ["LSTM", "LSTMCell", "MultiheadAttention"]
__getattr__ = namespace(__name__)
