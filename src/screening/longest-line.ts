/** In bytes. A longer line is no resource that a patient's record has: it is counted, and never held in memory as a whole. */
export const longestLine = 16 * 1024 * 1024;
