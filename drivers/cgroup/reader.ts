// Numbers out of the control files of one group, for counters: what is not there is undefined, never an error.

import type { GroupFiles } from './files.ts';
import { parseMax } from './values.ts';

export interface Reader {
  /** A file's number; undefined when it is not there. */
  number(name: string): number | 'max' | undefined;
  /** A row of a file of rows "name value". */
  row(name: string, key: string): number | undefined;
}

export function reader(files: GroupFiles, group: string): Reader {
  return {
    number: (name) => {
      const text = files.tryRead(`${group}/${name}`);
      return text === undefined ? undefined : parseMax(text);
    },
    row: (name, key) => {
      const value = new RegExp(`^${key} (\\d+)$`, 'm').exec(files.tryRead(`${group}/${name}`) ?? '')?.[1];
      return value === undefined ? undefined : Number(value);
    },
  };
}

/** A number that is one: usage is never unlimited. */
export const exact = (value: number | 'max' | undefined): number | undefined => (value === 'max' ? undefined : value);

/** Bytes as whole pages; undefined for what is not a number. */
export const pagesOf = (bytes: number | 'max' | undefined, pageSize: number): number | undefined =>
  typeof bytes === 'number' ? Math.floor(bytes / pageSize) : undefined;

/** The same, with no limit as no limit. */
export const limitPages = (bytes: number | 'max' | undefined, pageSize: number): number | 'max' | undefined =>
  bytes === 'max' ? bytes : pagesOf(bytes, pageSize);
