/** The Python of `test/oracles/.venv`, made or renewed where needed. Throws with the next step when it cannot be. */
export function ensureVenv(): string;
