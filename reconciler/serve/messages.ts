// What each kind of receiver is sent: an event -> an HTTP request, or nothing where the event is none of its business.

import { createHash, createHmac } from 'node:crypto';
import { renderTemplate, type Template } from '../../schema/config/template.ts';
import type { Notify } from '../../schema/config.generated.ts';
import type { Event, EventKind } from '../run/events.ts';
import type { Request } from './attempt.ts';

export interface Receiver {
  readonly kind: Notify['kind'];
  readonly url: string;
  readonly template: Template;
  /** The key of the signature. */
  readonly secret?: string;
  readonly token?: string;
  readonly room?: string;
  readonly repository?: string;
}

export const defaultTemplate = '{{node}} {{label}}: {{message}}';

export function requestFor(receiver: Receiver, event: Event): Request | undefined {
  const { kind } = receiver;
  switch (kind) {
    case 'webhook':
      return webhook(receiver, event);
    case 'slack':
    case 'mattermost':
      return json('POST', receiver.url, {}, { text: escaped(textOf(receiver, event)) });
    case 'matrix':
      return matrix(receiver, event);
    default:
      return status(kind, receiver, event);
  }
}

function json(method: Request['method'], url: string, headers: Request['headers'], content: object): Request {
  return { method, url, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(content) };
}

const textOf = ({ template }: Receiver, event: Event): string => renderTemplate(template, event);

/** Three characters have a meaning of their own there (Slack: "Formatting text for app surfaces"; Mattermost takes them too). */
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** The signature is that of Flux's generic-hmac receiver: "sha256=" and the HMAC of the body, in hexadecimal. */
function webhook(receiver: Receiver, event: Event): Request {
  const request = json('POST', receiver.url, bearer(receiver), { ...event, text: textOf(receiver, event) });
  if (receiver.secret === undefined) return request;
  const signature = createHmac('sha256', receiver.secret).update(request.body).digest('hex');
  return { ...request, headers: { ...request.headers, 'x-signature': `sha256=${signature}` } };
}

const bearer = ({ token }: Receiver): Readonly<Record<string, string>> =>
  token === undefined ? {} : { authorization: `Bearer ${token}` };

/** Client-Server API, "PUT /rooms/{roomId}/send/{eventType}/{txnId}": one id is delivered once however often it is sent. */
function matrix(receiver: Receiver, event: Event): Request {
  const id = createHash('sha256').update(JSON.stringify(event)).digest('hex').slice(0, 32);
  const room = encodeURIComponent(receiver.room ?? '');
  const url = `${base(receiver)}/_matrix/client/v3/rooms/${room}/send/m.room.message/${id}`;
  return json('PUT', url, bearer(receiver), { msgtype: 'm.text', body: textOf(receiver, event) });
}

const base = ({ url }: Receiver): string => url.replace(/\/+$/, '');

type State = 'pending' | 'success' | 'failure';

const states: Readonly<Partial<Record<EventKind, State>>> = {
  'node.reconciling': 'pending',
  'node.ready': 'success',
  'node.failing': 'failure',
  'node.stalled': 'failure',
  'revision.quarantined': 'failure',
};

/** GitHub's limit; GitLab has 255, Gitea and Forgejo none. */
const LONGEST = 140;

/** A commit is not to blame for a source that cannot be reached, nor for another that was gone back from; a directory has none. */
function status(kind: Notify['kind'], receiver: Receiver, event: Event): Request | undefined {
  const state = states[event.kind];
  const { revision = '', reason, node } = event;
  const isOthers = reason === 'SourceStale' || (reason === 'Quarantined' && event.kind !== 'revision.quarantined');
  if (state === undefined || isOthers || event.author === undefined) return undefined;
  const characters = [...event.message];
  const description = characters.length <= LONGEST ? event.message : `${characters.slice(0, LONGEST - 3).join('')}...`;
  const context = `vzreconcile/${node}`;
  const { token = '', repository = '' } = receiver;
  if (kind === 'gitlab-status') {
    const url = `${base(receiver)}/projects/${encodeURIComponent(repository)}/statuses/${revision}`;
    const named = state === 'failure' ? 'failed' : state;
    return json('POST', url, { 'private-token': token }, { state: named, name: context, description });
  }
  const url = `${base(receiver)}/repos/${repository}/statuses/${revision}`;
  const content = { state, context, description };
  if (kind === 'gitea-status') return json('POST', url, { authorization: `token ${token}` }, content);
  const headers = { ...bearer(receiver), accept: 'application/vnd.github+json', 'x-github-api-version': '2022-11-28' };
  return json('POST', url, headers, content);
}
