// The words that all renderings for people share: places, values, titles. Everything returned here is safe to print.

import type { Origin } from '../../schema/problem.ts';
import { approvalHash } from './effect.ts';
import { differing, fieldOf } from './fields.ts';
import { visible } from './format.ts';
import { awaitsConsent } from './guard.ts';
import type { Change, ContainerPlan, Json, Refusal, Setting } from './plan.ts';
import { parameterOf } from './unenforced.ts';

/** "Container/web-01 (101)". */
export const containerTitle = (plan: ContainerPlan): string => `Container/${visible(plan.name)} (${plan.ctid})`;

/** "path:line:col", which terminals and editors turn into a link; empty when there is none. */
export const place = (origin: Origin | undefined): string =>
  origin === undefined ? '' : `${visible(origin.path)}:${origin.line}:${origin.col}`;

/** The field's name and its old and new value as people write them. No `was`: there was none. */
export function words(change: Change, plan: ContainerPlan): { label: string; was?: string; wants: string } {
  const row = fieldOf(change.pointer);
  const named = change.pointer === '/rootfs/template' ? plan.desired?.template.name : undefined;
  const isMap = row.comparison === 'map' && change.was !== undefined && change.wants !== undefined;
  const [from, to] = isMap ? differing(change.was as Json, change.wants as Json) : [change.was, change.wants];
  // Of the words of init some are secrets, which the row knows.
  const spelled = change.pointer === '/lifecycle/init' ? undefined : change.spelled;
  const wants = spelled ?? named ?? (to === undefined ? '(not managed)' : row.format(to));
  const was = from === undefined ? undefined : shortened(visible(row.format(from)));
  return {
    label: row.label,
    ...(was !== undefined && { was }),
    wants: unlike(was, shortened(visible(wants))),
  };
}

/** What is hidden or cut may look the same. */
const unlike = (was: string | undefined, wants: string): string => (was === wants ? `${wants}, another one` : wants);

/** "Container/web-01 (101)", "health/probe/port", "80 -> 81"; of a whole document "added" or "removed". */
export function settingWords({ kind, name, ctid, pointer, was, wants }: Setting) {
  const of = `${kind}/${visible(name)}${ctid === undefined ? '' : ` (${ctid})`}`;
  if (pointer === '') return { of, label: '', value: was === undefined ? 'added' : 'removed' };
  const said = (value: Json | undefined): string => {
    if (value === undefined) return '(none)';
    return shortened(visible(typeof value === 'string' ? value : JSON.stringify(value)));
  };
  const from = said(was);
  return { of, label: visible(pointer.slice(1)), value: `${from} -> ${unlike(from, said(wants))}` };
}

/** What happens, in a word or a few, with the reason where the manifest does not show it. */
export function actionWords(plan: ContainerPlan): string {
  switch (plan.action) {
    case 'none':
      return 'unchanged';
    case 'change':
      return `live${needed(plan)}`;
    case 'recreate':
      return `RECREATE${needed(plan)} (its data is lost)`;
    case 'delete':
      return `delete${needed(plan)} (no manifest; its data is lost)`;
    default:
      return `${plan.action}${needed(plan)}`;
  }
}

/** Which hash somebody would have to approve. */
function needed({ effect, refusals }: ContainerPlan): string {
  const isAsked = refusals.length > 0 && refusals.every(awaitsConsent);
  return isAsked && effect !== undefined ? ` - needs approval ${approvalHash(effect)}` : '';
}

/** "VZR503 sentence" and where. */
export function refusalWords(refusal: Refusal): string {
  const at = place(refusal.origin);
  const rule = refusal.rule === undefined ? '' : ` (${place(refusal.rule)})`;
  return `${visible(refusal.code)} ${visible(refusal.reason)}${rule}${at === '' ? '' : `  ${at}`}`;
}

/** "numflock: sentence" and where. */
export function unenforcedWords({ pointer = '', reason, origin }: Refusal): string {
  const at = place(origin);
  return `${visible(parameterOf(pointer))}: ${visible(reason)}${at === '' ? '' : `  ${at}`}`;
}

/** Long values (digests, fifty addresses) are cut where a reader stops reading; JSON has them in full. */
function shortened(text: string): string {
  const limit = 72;
  return text.length <= limit ? text : `${text.slice(0, limit - 3)}...`;
}
