// Where the commands that change a host leave what they did: nothing of a host in memory, which ends with its pass.

import { type Caller, openAudit } from '../../run/audit.ts';
import { type Chronicle, makeChronicle, noChronicle } from '../../run/chronicle.ts';
import { openEventLog } from '../../run/event-log.ts';
import { openHistory } from '../../run/history.ts';
import type { Identity } from '../../run/identity.ts';
import { maskedJson } from '../../run/mask.ts';
import { openTeller } from '../../run/teller.ts';
import type { Notifier } from '../../serve/notify.ts';
import { systemClock } from '../clock.ts';
import { fieldNames } from '../config.ts';
import type { Options } from '../options.ts';
import { rarely } from '../rarely.ts';

/**
 * `command` is what was typed; undefined: nobody waits for it, it is the loop. `complain` gets sentences about what cannot be
 * recorded and who cannot be told. `identity` hears every plan.
 */
export async function openChronicle(
  options: Options,
  command: string | undefined,
  identity: Identity,
  complain: (sentence: string) => void,
): Promise<Chronicle> {
  const { root, simulate, yes, node } = options;
  if (simulate) return noChronicle;
  const unwritten = rarely((reason) => complain(`what is done cannot be recorded: ${reason}`));
  const wall = (): Date => new Date();
  const notifier = await openReceivers(options, identity, complain);
  const log = openEventLog(root);
  const teller = await openTeller(
    root,
    node,
    wall,
    (event) => {
      log.append([maskedJson(event)]).catch(unwritten);
      notifier.tell(event);
    },
    unwritten,
  );
  const chronicle = makeChronicle({
    audit: openAudit(root, callerOf(command, yes), Date.now, unwritten),
    history: openHistory(root, wall, unwritten),
    teller,
    sinks: [log, notifier],
    onError: unwritten,
  });
  return {
    ...chronicle,
    plan: (planned, revision) => {
      identity.plan(planned.plan);
      chronicle.plan(planned, revision);
    },
  };
}

/** Most nodes tell nobody, and need no code for it. */
async function openReceivers(
  { config }: Options,
  { isOwn }: Identity,
  complain: (sentence: string) => void,
): Promise<Notifier> {
  const { notify = [] } = config.spec;
  if (notify.length === 0) return { tell: () => {}, close: async () => {} };
  const { openNotifier } = await import('../../serve/notify.ts');
  const named = notify.map((one, i) => ({ ...one, named: fieldNames(config, `spec.notify[${i}]`, one) }));
  return openNotifier(named, { clock: systemClock, random: Math.random, complain, isOwn });
}

/** sudo(8) says who asked for it. */
function callerOf(command: string | undefined, yes: boolean): Caller {
  if (command === undefined) return { yes, command: 'loop' };
  const { SUDO_UID } = process.env;
  const uid = /^\d{1,10}$/.test(SUDO_UID ?? '') ? Number(SUDO_UID) : process.getuid?.();
  return { ...(uid !== undefined && { uid }), yes, command };
}
