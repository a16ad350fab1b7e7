// The receivers of `spec.notify`: their files are read once, when the program starts, and each gets what it asked for.

import { isPrivateAddress } from '../../schema/config/address.ts';
import { readTemplate } from '../../schema/config/template.ts';
import type { Notify } from '../../schema/config.generated.ts';
import { expectValue } from '../../schema/reading.ts';
import { words } from '../../schema/words.ts';
import type { Clock } from '../port/clock.ts';
import { SourceError } from '../port/source.ts';
import { type Event, severities } from '../run/events.ts';
import { type FieldNames, fileWords, readSecret } from '../source/secret-file.ts';
import { makeQueue, type Queue } from './deliver.ts';
import { defaultTemplate, type Receiver, requestFor } from './messages.ts';

export interface Notifier {
  tell(event: Event): void;
  /** Flushes for at most 2 s. */
  close(): Promise<void>;
}

export interface NotifierOptions {
  readonly clock: Clock;
  readonly random: () => number;
  readonly complain: (message: string) => void;
  /** Whether commit statuses are this machine's to set: what another has set would be written over. */
  readonly isOwn: () => boolean;
}

/** Milliseconds the end of the program waits for receivers. */
const FLUSH = 2_000;

/** A receiver with a file that cannot be used is complained of, and the others are told all the same: it is no reason to do no work. */
export async function openNotifier(
  notify: readonly (Notify & { readonly named?: FieldNames })[],
  options: NotifierOptions,
): Promise<Notifier> {
  const opened = notify.map((one) =>
    openOutlet(one, options).catch((error: unknown) => {
      options.complain(`${one.kind} is not told of events: ${words(error)}`);
    }),
  );
  const outlets = (await Promise.all(opened)).filter((outlet) => outlet !== undefined);
  return {
    tell: (event) => {
      for (const outlet of outlets) outlet.tell(event);
    },
    close: async () => {
      await Promise.all(outlets.map(({ queue }) => queue.close(FLUSH)));
    },
  };
}

async function openOutlet(one: Notify & { readonly named?: FieldNames }, options: NotifierOptions) {
  const receiver = await receiverOf(one);
  // Paths of hooks are secrets; hosts are not.
  const queue: Queue = makeQueue({ ...options, name: `${one.kind} at ${new URL(receiver.url).host}` });
  return {
    queue,
    tell: (event: Event): void => {
      if (!isWanted(one, event) || (one.kind.endsWith('-status') && !options.isOwn())) return;
      const request = requestFor(receiver, event);
      if (request !== undefined) queue.add(request);
    },
  };
}

async function receiverOf({
  kind,
  url,
  urlFile,
  secretFile,
  tokenFile,
  template,
  room,
  repository,
  named,
}: Notify & { readonly named?: FieldNames }): Promise<Receiver> {
  const address = url ?? (await readSecret(urlFile ?? '', named?.['urlFile']));
  if (!isPrivateAddress(address)) {
    const file = fileWords(urlFile ?? '', named?.['urlFile']);
    throw new SourceError(`${file}: not an https address`, 'write it alone on one line');
  }
  return {
    kind,
    url: address,
    template: expectValue(readTemplate(template ?? defaultTemplate)),
    ...(secretFile !== undefined && { secret: await readSecret(secretFile, named?.['secretFile']) }),
    ...(tokenFile !== undefined && { token: await readSecret(tokenFile, named?.['tokenFile']) }),
    ...(room !== undefined && { room }),
    ...(repository !== undefined && { repository }),
  };
}

function isWanted({ events = ['*'], severity = 'info' }: Notify, event: Event): boolean {
  if (severities.indexOf(event.severity) < severities.indexOf(severity)) return false;
  return events.some((pattern) =>
    pattern.endsWith('*') ? event.kind.startsWith(pattern.slice(0, -1)) : pattern === event.kind,
  );
}
