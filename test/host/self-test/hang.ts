/** Never ends. */
export const run = () => new Promise(() => undefined);
