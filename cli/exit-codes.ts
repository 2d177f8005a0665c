/** Scripts depend on these. 64 is EX_USAGE of sysexits.h. */
export const exitCodes = { ok: 0, unreadable: 2, usage: 64 } as const;
