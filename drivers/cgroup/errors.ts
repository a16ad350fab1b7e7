// Failures of the cgroup driver that are more than a failed system call.

/**
 * ForeignObject: a directory with our name and without our marker. Stuck: processes that do not go away.
 * LimitNotApplicable: the limit is below what is in use. KernelKept: a value reads back differently than it was written.
 * Busy: processes sit where cgroup v2 allows only groups. Unsupported: this host has no such controller or file.
 */
export type GroupErrorCode = 'ForeignObject' | 'Stuck' | 'LimitNotApplicable' | 'KernelKept' | 'Busy' | 'Unsupported';

export class GroupError extends Error {
  override readonly name = 'GroupError';
  readonly code: GroupErrorCode;
  readonly path: string;
  readonly hint: string | undefined;
  constructor(code: GroupErrorCode, path: string, reason: string, hint?: string) {
    super(`${path}: ${reason}`);
    this.code = code;
    this.path = path;
    this.hint = hint;
  }
}

/** A failed file operation, with what was being written. `code` is the errno's name. */
export class FileError extends Error {
  override readonly name = 'FileError';
  readonly code: string;
  readonly path: string;
  readonly data: string | undefined;
  constructor(call: string, path: string, code: string, data?: string) {
    super(`${call} ${path}${data === undefined ? '' : ` "${data}"`}: ${code}`);
    this.code = code;
    this.path = path;
    this.data = data;
  }
}
