/** Ends well without having run a test. */
export const run = () => Promise.resolve();
