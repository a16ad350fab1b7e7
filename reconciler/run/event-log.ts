// <root>/state/events.jsonl: the events of this node, one JSON line each.

import { join } from 'node:path';
import type { Event } from './events.ts';
import { type JsonLines, jsonLines, readJsonLines } from './json-lines.ts';

const LIMIT = 8 * 1024 * 1024;
const KEEP = 2;

export const eventsPath = (root: string): string => join(root, 'state', 'events.jsonl');

export const openEventLog = (root: string): JsonLines => jsonLines(eventsPath(root), { limit: LIMIT, keep: KEEP });

/** The oldest first. */
export const readEvents = (root: string): Promise<readonly Event[]> =>
  readJsonLines<Event>(eventsPath(root), { keep: KEEP });
