"""A tracer that only runs the file: what the sandbox lets through must not depend on the real one's own precautions."""

# The real one fills more memory than an interpreter starts with, which its snapshot has to survive.
_BALLAST = bytearray(12 * 2**20)
