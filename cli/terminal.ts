/** What a table is printed on. */
export interface Terminal {
  readonly columns: number;
  readonly hasColors: boolean;
}

// Of a pipe nobody knows how wide the screen behind it is.
const fallbackColumns = 120;

/** Standard output; COLUMNS wins over what the system says, as it does for other programs. */
export function terminal(): Terminal {
  const { stdout, env } = process;
  const wanted = Number(env.COLUMNS);
  return {
    columns: Number.isInteger(wanted) && wanted > 0 ? wanted : (stdout.columns ?? fallbackColumns),
    // Knows NO_COLOR, FORCE_COLOR and TERM=dumb.
    hasColors: stdout.isTTY && stdout.hasColors(),
  };
}
