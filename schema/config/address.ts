// Addresses that a node sends to. A token, the path of a hook and what a node has do not go over a network in the clear.

import { fault, type Reading, shown } from '../reading.ts';

/** https without user and password, or http to this machine. */
export const isPrivateAddress = (text: string): boolean =>
  URL.canParse(text) &&
  (/^https:\/\/[^/@\s]+(\/\S*)?$/.test(text) ||
    /^http:\/\/(127\.0\.0\.1|\[::1\]|localhost)(:\d+)?(\/\S*)?$/.test(text));

/** `code` and `example` are the field's. What was written is not quoted: it may be a secret. */
export function readAddress(code: string, example: string): (value: unknown) => Reading<string> {
  return (value) => {
    if (typeof value !== 'string')
      return fault('VZR103', `an address is text, not ${shown(value)}`, 'put it in quotes');
    if (isPrivateAddress(value)) return { value };
    if (/^https?:\/\/[^/\s]*@/.test(value))
      return fault(code, 'an address with a user or password in it', 'leave them out; a tokenFile holds a secret');
    return fault(code, 'not an https address', `${example}; http is for this machine, 127.0.0.1, alone`);
  };
}
