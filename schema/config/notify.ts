// `spec.notify` of the local configuration: who is told of events, and how.

import type { Notify } from '../config.generated.ts';
import type { Field } from '../fields.ts';
import { below, fault, type Reading } from '../reading.ts';
import { readAddress } from './address.ts';
import { readTemplate } from './template.ts';

type Kind = Notify['kind'];
type Key = keyof Notify;

/** What a kind needs and takes beside url or urlFile, events and severity. */
const rules: Readonly<Record<Kind, { readonly needs: readonly Key[]; readonly takes: readonly Key[] }>> = {
  webhook: { needs: [], takes: ['template', 'secretFile', 'tokenFile'] },
  slack: { needs: [], takes: ['template'] },
  mattermost: { needs: [], takes: ['template'] },
  matrix: { needs: ['room', 'tokenFile'], takes: ['template'] },
  'github-status': { needs: ['repository', 'tokenFile'], takes: [] },
  'gitlab-status': { needs: ['repository', 'tokenFile'], takes: [] },
  'gitea-status': { needs: ['repository', 'tokenFile'], takes: [] },
};
const special: readonly Key[] = ['template', 'secretFile', 'tokenFile', 'room', 'repository'];

const readUrl = readAddress('VZR571', 'https://chat.example.net/hooks/abc');

function readOne(one: Partial<Notify>): Reading<unknown> {
  const { kind, url, template } = one;
  const rule = kind === undefined ? undefined : rules[kind];
  // The schema says what is wrong with the kind.
  if (kind === undefined || rule === undefined) return { value: one };
  if ((url === undefined) === (one.urlFile === undefined))
    return fault('VZR572', `${kind} needs one of url and urlFile`, 'name the address, or the file that holds it');
  for (const key of rule.needs)
    if (one[key] === undefined) return fault('VZR572', `${kind} needs ${key}`, `add ${key}`);
  for (const key of special)
    if (one[key] !== undefined && ![...rule.needs, ...rule.takes].includes(key))
      return below(key, fault('VZR572', `${kind} has no ${key}`, 'leave it out'));
  const readings = {
    ...(url !== undefined && { url: readUrl(url) }),
    ...(template !== undefined && { template: readTemplate(template) }),
  };
  for (const [key, reading] of Object.entries(readings)) if ('fault' in reading) return below(key, reading);
  return { value: one };
}

function readNotify(value: unknown): Reading<unknown> {
  if (!Array.isArray(value)) return { value };
  for (const [i, one] of value.entries()) {
    if (typeof one !== 'object' || one === null || Array.isArray(one)) continue;
    const reading = readOne(one as Partial<Notify>);
    if ('fault' in reading) return below(i, reading);
  }
  return { value };
}

export const notifyFields: readonly Field[] = [{ path: ['spec', 'notify'], read: readNotify }];
