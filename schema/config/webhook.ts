// `spec.webhook` and `spec.metrics` of the local configuration: the grammars of their values.

import type { Field } from '../fields.ts';
import { fault, type Reading, shown } from '../reading.ts';
import { readFilePath } from './file-path.ts';

function readListen(value: unknown): Reading<unknown> {
  if (typeof value !== 'string' || /^\/[A-Za-z0-9._/@+-]+$/.test(value)) return { value };
  const [, host = '', port = ''] = /^(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9.-]+):(\d{1,5})$/.exec(value) ?? [];
  if (host !== '' && Number(port) <= 65_535) return { value };
  return fault(
    'VZR353',
    `${shown(value)} is nothing to listen on`,
    'for example 127.0.0.1:9443, or /run/vzreconcile.sock',
  );
}

export const webhookFields: readonly Field[] = [
  { path: ['spec', 'webhook', 'listen'], read: readListen },
  { path: ['spec', 'metrics', 'listen'], read: readListen },
  { path: ['spec', 'webhook', 'secretFile'], read: readFilePath },
];
