"""The heart of the stand-in: tensors of shape and dtype, how operators are emitted and how dtypes combine."""
