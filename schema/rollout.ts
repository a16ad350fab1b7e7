// spec.rollout.batch of a Node: a number, or percent.

import { fault, type Reading, shown } from './reading.ts';

export type Batch = { readonly count: number } | { readonly percent: number };

export function readBatch(value: unknown): Reading<Batch> {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 65_536)
    return { value: { count: value } };
  const percent = /^([1-9]|[1-9][0-9]|100)%$/.exec(typeof value === 'string' ? value : '')?.[1];
  return percent === undefined
    ? fault('VZR283', `${shown(value)} is no size of a batch`, 'write a number from 1, or percent such as "25%"')
    : { value: { percent: Number(percent) } };
}
