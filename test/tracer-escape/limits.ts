// Code that takes more than it may. What becomes of it depends on how fast the machine is: either Python notices, or the
// process is ended from outside.

/** Name, source, what `run` says of it. */
export type LimitCase = readonly [name: string, source: string, expected: RegExp];

export const limits: readonly LimitCase[] = [
  ["an endless loop", "while True: pass", /KeyboardInterrupt|timeout/],
  ["a number too large to compute", "10 ** 10 ** 10", /KeyboardInterrupt|timeout/],
  [
    "a pattern that takes for ever",
    "import re\nre.match('(a+)+$', 'a' * 60 + 'b')",
    /KeyboardInterrupt|timeout/,
  ],
  ["a list of 2 GB", "[0] * 2 ** 29", /MemoryError/],
  ["a text of 2 GB", "'a' * (2 ** 31 - 1)", /MemoryError/],
  ["a temporary file of 2 GB without content", "open('/tmp/f', 'wb').truncate(2 ** 31 - 1)", /No space left/],
  ["recursion", "def f(): return f()\nf()", /RecursionError/],
  ["deep source", "compile('-' * 10 ** 6 + '1', '', 'eval')", /MemoryError|SyntaxError|RecursionError/],
  [
    "bytes that are no text printed",
    "import os\nresult = os.write(1, b'\\xff\\x1b]52;c;b3V0\\x07' * 1000)",
    /^\d+$/,
  ],
  [
    "os._exit",
    "import os\nos._exit(3)",
    /^crashed: The trace ended early: it ended the interpreter with status 3\.$/,
  ],
  ["sys.exit", "import sys\nsys.exit(3)", /SystemExit: 3/],
  ["a thread", "import threading\nthreading.Thread(target=print).start()", /can't start new thread/],
];

/** These end their process, or keep the machine busy: left to `npm run fuzz`. */
export const costlyLimits: readonly LimitCase[] = [
  [
    "one that takes no interrupt",
    "while True:\n  try:\n    while True: pass\n  except BaseException: pass",
    /^timeout: The trace was stopped after [\d.]+ s/,
  ],
  ["sleep", "import time\ntime.sleep(60)", /KeyboardInterrupt|timeout/],
  [
    "2 GB in small pieces",
    "kept = []\nwhile True: kept.append(bytearray(2 ** 20))",
    /MemoryError|KeyboardInterrupt|timeout|memory/,
  ],
  [
    "a temporary file of 1 GB",
    "f = open('/tmp/f', 'wb')\nfor _ in range(2 ** 10): f.write(bytes(2 ** 20))",
    /No space left|KeyboardInterrupt|timeout/,
  ],
  [
    "recursion without Python's limit",
    "import sys\nsys.setrecursionlimit(10 ** 9)\ndef f(): return f()\nf()",
    /crashed|timeout|KeyboardInterrupt/,
  ],
  [
    "recursion in C",
    "import sys\nsys.setrecursionlimit(10 ** 8)\nclass A:\n  def __repr__(self): return repr(self)\nrepr(A())",
    /crashed: The trace ended early: Maximum call stack/,
  ],
  [
    "100 MB printed",
    "for _ in range(1000): print('x' * 10 ** 5)\nresult = 'done'",
    /^done|KeyboardInterrupt|timeout/,
  ],
  ["an answer of 100 MB", "result = 'x' * 10 ** 8", /a trace of 100000032 characters is too long|timeout/],
  ["os.abort", "import os\nos.abort()", /^crashed: .* by a fault of its own/],
  [
    "a finaliser that never ends",
    "class A:\n  def __del__(self):\n    while True: pass\nA()\nresult = 'done'",
    /done|timeout/,
  ],
];
