// `spec.webhook` and `spec.metrics` of the local configuration: the grammars of their values.

import type { Field } from '../fields.ts';
import { below, fault, isMapping, type Reading, shown } from '../reading.ts';
import { readFilePath } from './file-path.ts';

/** `example`: what the section could listen on, so that nobody copies the other's. */
const readListen =
  (example: string) =>
  (value: unknown): Reading<unknown> => {
    if (typeof value !== 'string' || /^\/[A-Za-z0-9._/@+-]+$/.test(value)) return { value };
    const [, host = '', port = ''] = /^(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9.-]+):(\d{1,5})$/.exec(value) ?? [];
    if (host !== '' && Number(port) <= 65_535) return { value };
    return fault('VZR353', `${shown(value)} is nothing to listen on`, `for example ${example}`);
  };

/** Whoever came second would try for ever. Port 0 is another one each time. */
function readBoth(value: unknown): Reading<unknown> {
  const listenOf = (section: string): unknown =>
    isMapping(value) && isMapping(value[section]) ? value[section]['listen'] : undefined;
  const listen = listenOf('metrics');
  if (typeof listen !== 'string' || listen !== listenOf('webhook') || listen.endsWith(':0')) return { value };
  const same = fault('VZR353', `spec.webhook listens on ${shown(listen)} too`, 'give each an address of its own');
  return below('metrics', below('listen', same));
}

export const webhookFields: readonly Field[] = [
  { path: ['spec', 'webhook', 'listen'], read: readListen('127.0.0.1:9443, or /run/vzreconcile/webhook.sock') },
  { path: ['spec', 'metrics', 'listen'], read: readListen('127.0.0.1:9464, or /run/vzreconcile-metrics.sock') },
  { path: ['spec', 'webhook', 'secretFile'], read: readFilePath },
  { path: ['spec'], read: readBoth },
];
