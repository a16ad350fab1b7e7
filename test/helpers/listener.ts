// An output of a command that runs in the test's own process: remembers what was said.

import type { Output } from '../../reconciler/cli/output.ts';

export interface Listener extends Output {
  readonly said: { out: string; err: string };
}

export function listener(): Listener {
  const said = { out: '', err: '' };
  return {
    said,
    out: (text) => {
      said.out += text;
    },
    err: (text) => {
      said.err += text;
    },
    isRead: () => true,
    ...{ outIsTty: false, errIsTty: false, color: false },
    flush: async () => {},
  };
}
