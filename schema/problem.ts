// What is wrong with a manifest, as data. Nothing here prints or throws.

/** A place in a file. Lines and columns start at 1; columns count Unicode characters. */
export interface Origin {
  readonly path: string;
  readonly line: number;
  readonly col: number;
}

/** One finding about one place. `code` is stable (VZRnnn) and documented in the README of schema/. */
export interface Problem {
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly origin: Origin;
  /** Exclusive end column on the same line, for the caret. */
  readonly endCol?: number;
  readonly message: string;
  readonly hint?: string;
  /** The source line, without its newline, for the caret print. */
  readonly source?: string;
}
