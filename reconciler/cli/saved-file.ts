// Saved plans as files: JSON, readable by their owner alone, old or new and never half.

import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { hostname } from 'node:os';
import { isMapping } from '../../schema/reading.ts';
import type { Plan } from '../plan/plan.ts';
import { isState, type SavedPlan, savedPlan } from '../plan/saved.ts';
import type { Revision } from '../port/source.ts';
import { digest } from '../run/digest.ts';
import { UsageError, unopened } from './errors.ts';
import { writeNamed } from './named-file.ts';
import type { Options } from './options.ts';
import { user } from './user.ts';

/** Ten thousand containers take a tenth of it. */
const LARGEST = 256 * 1024 * 1024;

/** Writes the plan of a revision to a file. Throws UsageError. */
export async function savePlan(path: string, plan: Plan, revision: Revision, options: Options): Promise<void> {
  const { effect } = plan;
  if (effect === undefined) throw new Error('the plan says no effect');
  const { yes, maxDeletes, allowUnenforced } = options;
  const consent = {
    yes,
    ...(maxDeletes !== undefined && { maxDeletes }),
    ...(allowUnenforced !== undefined && { allowUnenforced: [...allowUnenforced].sort() }),
  };
  const madeBy = { user: user(), host: hostname(), at: new Date().toISOString() };
  const document = savedPlan({ ...plan, effect }, { madeBy, revision, consent }, digest);
  const text = `${JSON.stringify(document, null, 2)}\n`;
  await writeNamed('--out', path, text, { isPrivate: true });
}

/** Reads a saved plan. Throws UsageError for what is none. */
export async function readSavedPlan(path: string): Promise<SavedPlan> {
  let document: unknown;
  try {
    document = JSON.parse(await readText(path));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw notOne(path, `it is not JSON: ${error.message}`);
  }
  if (!isMapping(document) || document['kind'] !== 'SavedPlan') throw notOne(path, 'it has no kind: SavedPlan');
  const version = document['formatVersion'];
  if (typeof version !== 'string' || !/^1\.\d+$/.test(version))
    throw notOne(path, `its formatVersion is ${JSON.stringify(version)}, and 1.x is read`);
  const lack = lacking(document);
  if (lack !== undefined) throw notOne(path, `it has no ${lack}`);
  return document as unknown as SavedPlan;
}

async function readText(path: string): Promise<string> {
  // A pipe that nobody writes to would hold the program up for ever.
  await using file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK).catch((error: unknown) => {
    throw unopened(path, error, howToMake);
  });
  const info = await file.stat();
  if (info.isDirectory()) throw notOne(path, 'it is a folder');
  const { size } = info;
  if (size > LARGEST) throw notOne(path, `it has ${size} bytes`);
  return file.readFile('utf8');
}

/** The first part of a saved plan that is not there, or not what it should be. */
function lacking(document: Readonly<Record<string, unknown>>): string | undefined {
  const { node, revision, consent, effect, fingerprint, containers } = document;
  const isHash = (value: unknown): boolean => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
  const isContainer = (value: unknown): boolean =>
    isMapping(value) &&
    typeof value['ctid'] === 'number' &&
    typeof value['name'] === 'string' &&
    Array.isArray(value['changes']) &&
    isState(value['was']);
  const parts: readonly (readonly [string, boolean])[] = [
    ['node', typeof node === 'string'],
    ['revision.id', isMapping(revision) && typeof revision['id'] === 'string'],
    ['revision.label', isMapping(revision) && typeof revision['label'] === 'string'],
    ['consent', isConsent(consent)],
    ['effect', isHash(effect)],
    ['fingerprint', isHash(fingerprint)],
    ['containers', Array.isArray(containers) && containers.every(isContainer)],
  ];
  return parts.find(([, there]) => !there)?.[0];
}

const isConsent = (value: unknown): boolean =>
  isMapping(value) &&
  typeof value['yes'] === 'boolean' &&
  (value['maxDeletes'] === undefined || isMapping(value['maxDeletes'])) &&
  (value['allowUnenforced'] === undefined || Array.isArray(value['allowUnenforced']));

const howToMake = 'make one with vzreconcile --dry-run --out FILE';

const notOne = (path: string, why: string): UsageError =>
  new UsageError(`${path} is no saved plan: ${why}`, { hint: howToMake });
