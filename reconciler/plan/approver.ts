// Who approved what is done to a container, as data and in words. Pure.

import { visible } from './format.ts';

/** One yes that names an effect: where it stands, and who gave it as far as that is known. */
export interface Approver {
  readonly way: 'tag' | 'file' | 'annotation';
  /** Of the tag, of the Approval, or of the container that is annotated. */
  readonly name: string;
  /** The digits of a hash that it names, 32 to 64. */
  readonly hash: string;
  /** "2026-12-01T00:00:00Z": when it is over; an annotation has no end. */
  readonly expires?: string;
  /** The file it is written in, relative to the repository; a tag is in none. */
  readonly path?: string;
  /** Who signed the tag, or the commit that wrote it: as the allowed signers or the key name them. */
  readonly signer?: string;
  /** Fingerprint of the key that signed the tag. */
  readonly key?: string;
  /** Full id and author ("Ann <ann@example.net>") of the commit that wrote it. */
  readonly commit?: string;
  readonly author?: string;
}

/** "alice@example.net (tag approve/5b71f0c2a9d1)"; where nobody knows who it was, "Approval web-to-trixie". */
export function approverWords({ way, name, signer, author }: Approver): string {
  const what = { tag: `tag ${name}`, file: `Approval ${name}`, annotation: `annotation of ${name}` }[way];
  // Who signed is proved, who a commit says its author is not.
  const who = signer ?? author;
  return visible(who === undefined ? what : `${who} (${what})`);
}

/** "approved by alice@example.net (tag approve/5b71f0c2a9d1)"; empty where nobody was asked. */
export function approvedWords(approvers: readonly Approver[] | undefined): string {
  if (approvers === undefined || approvers.length === 0) return '';
  const shown = approvers.slice(0, SHOWN).map(approverWords).join(', ');
  return `approved by ${shown}${approvers.length > SHOWN ? ` and ${approvers.length - SHOWN} more` : ''}`;
}

/** Anybody may approve a second time. */
const SHOWN = 3;
