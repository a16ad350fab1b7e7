/** What something that was thrown says. */
export const words = (error: unknown): string => (error instanceof Error ? error.message : String(error));
