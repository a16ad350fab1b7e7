// Where manifests come from: a revision and the files in it. Reading never checks out and never runs anything.

import type { TagApproval } from '../state/rules.ts';

export interface Revision {
  /** Full commit id, or a digest of the directory. */
  readonly id: string;
  /** For people: "main@3f2a9c1". */
  readonly label: string;
  /** Who made it and why; a directory has none. */
  readonly commit?: CommitInfo;
  /** Who signed it, as the allowed signers or the key name it; only where signatures are checked. */
  readonly signer?: string;
}

/** What a commit says of itself, which anybody may write. Each on one line, without control characters. */
export interface CommitInfo {
  readonly author: string;
  readonly email: string;
  /** When it was authored, in UTC: 2026-01-02T03:04:05Z. */
  readonly time: string;
  /** The first paragraph of the message, at most 200 characters. */
  readonly subject: string;
}

/** Who wrote something into a file. */
export interface Writer {
  /** Full commit id. */
  readonly commit: string;
  /** "Ann <ann@example.net>". */
  readonly author: string;
  /** Who signed that commit with a key that counts; only where keys are known. */
  readonly signer?: string;
}

export interface SourceFile {
  /** Relative to the repository, with forward slashes. */
  readonly path: string;
  /** Only 'file' is read; the others become problems. */
  readonly kind: 'file' | 'symlink' | 'other';
  /** Content address (blob id or sha256), the parse cache's key. */
  readonly id: string;
  readonly size: number;
  content(): Promise<Uint8Array>;
}

/** One folder of a revision; the folders in it are listed beside it. */
export interface SourceFolder {
  /** Relative to the repository, '' is the root. */
  readonly path: string;
  /** Content address (tree id): the same one has the same in it. */
  readonly id: string;
  /** Of all kinds, also what is no manifest. */
  readonly entries: number;
  readonly folders: readonly (readonly [name: string, id: string])[];
  /** Known to who reads: of its manifests the snapshot has `others` alone. */
  readonly isKnown: boolean;
}

/** What who reads has kept of a folder. */
export interface KnownFolder extends Pick<SourceFolder, 'id' | 'entries' | 'folders'> {
  /** Manifests in it that need not be listed. */
  readonly count: number;
  /** The other manifests in it. */
  readonly others: readonly Omit<SourceFile, 'content'>[];
  /** Of manifests in it, by content address. */
  sizes(): ReadonlyMap<string, number>;
}

export interface Snapshot {
  readonly revision: Revision;
  readonly files: readonly SourceFile[];
  /** The folders of the manifests; absent: this source has no addresses of folders. */
  readonly folders?: readonly SourceFolder[];
  /** Set when this is the last good revision and a newer one could not be had. */
  readonly stale?: string;
  /** The branch that is tried, when this is its head: it is applied and not kept as the last good revision. */
  readonly testing?: string;
  /** What people should know of how it was had: a remote that did not answer. */
  readonly warnings?: readonly string[];
  /** Tags that approve, or were meant to: they come and go without another revision. Absent: nobody asked for any. */
  readonly approvals?: readonly TagApproval[];
}

export interface Source {
  /**
   * Looks (and, for a remote, fetches). `known`: what of folders, by path, need not be listed where they are the same. Throws
   * SourceError when there is not even a last good revision.
   */
  read(known?: (path: string) => KnownFolder | undefined): Promise<Snapshot>;
  /** A revision that was read before, while it is there; asks nobody. Absent: this source has no history. */
  readAt?(id: string): Promise<Snapshot | undefined>;
  /**
   * Who wrote these words into a file of a revision that was read; undefined where that is not known. Throws SourceError. Absent: this
   * source has no history.
   */
  writerOf?(about: {
    readonly path: string;
    readonly words: string;
    readonly revision: string;
    /** Aborted: nobody waits for it. */
    readonly signal?: AbortSignal;
  }): Promise<Writer | undefined>;
  /**
   * Who changed a file on the way from one revision to another, the newest first: "Ann <ann@example.net>"; without `base`, who did so last.
   * Undefined where it is the author of `revision`, or nobody knows. Throws SourceError. Absent: this source has no history.
   */
  authorsOf?(about: {
    readonly path: string;
    readonly base: string | undefined;
    readonly revision: string;
    /** Aborted: nobody waits for it. */
    readonly signal?: AbortSignal;
  }): Promise<readonly string[] | undefined>;
  /**
   * Those of `ids` that lead from `base`, or from the first, to what was read last, without both, and are signed as that has to be;
   * the newest first. Asks nobody. Absent: this source has no history.
   */
  between?(base: string | undefined, ids: ReadonlySet<string>): Promise<readonly string[]>;
  /** Calls back when a read may give something else. */
  watch(hint: () => void): Promise<() => Promise<void>>;
  /** Looks at once, however recently it did; those who watch are told when it finds something else. */
  refresh?(): Promise<void>;
  close(): Promise<void>;
}

/** A source that cannot be read, in words for the user. */
export class SourceError extends Error {
  override readonly name = 'SourceError';
  readonly hint: string | undefined;
  constructor(message: string, hint?: string) {
    super(message);
    this.hint = hint;
  }
}
