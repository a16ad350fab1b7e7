// Errors that every try has again while a disk is full: told when they happen, and once an hour after that.

import { words } from '../../schema/words.ts';
import type { Clock } from '../port/clock.ts';
import { systemClock } from './clock.ts';

/** Milliseconds. */
const HOUR = 3_600_000;

/** `tell` hears what an error says unless it has heard the same within the hour. */
export function rarely(tell: (words: string) => void, { now }: Pick<Clock, 'now'> = systemClock) {
  const told = new Map<string, number>();
  return (error: unknown): void => {
    const [said, at] = [words(error), now()];
    if (at - (told.get(said) ?? -HOUR) < HOUR) return;
    told.set(said, at);
    tell(said);
  };
}
