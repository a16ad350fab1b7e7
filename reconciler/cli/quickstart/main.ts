#!/usr/bin/env node
// `npm run quickstart`: from a fresh checkout to two running containers and back to a clean machine, on a root folder of
// its own. Shows every command; leaves nothing behind unless --keep.

import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { words } from '../../../schema/words.ts';
import { exitCodes } from '../exit.ts';
import { ensurePackages } from './packages.ts';
import { openStage, type Stage, StageError } from './stage.ts';
import { tellStory } from './story.ts';

const usage = `Usage: npm run quickstart -- [--no-install] [--keep] [--root FOLDER]

  --no-install   refuse instead of installing missing Debian packages
  --keep         leave the containers running
  --root FOLDER  where pool and repository are made (default /var/lib/vzreconcile-quickstart)
`;

const out = (text: string): void => void process.stdout.write(text);

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      'no-install': { type: 'boolean' },
      keep: { type: 'boolean' },
      root: { type: 'string', default: '/var/lib/vzreconcile-quickstart' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help === true) {
    out(usage);
    return exitCodes.ok;
  }
  if (process.getuid?.() !== 0) throw new StageError('containers need root; run: sudo npm run quickstart');
  const interrupted = new AbortController();
  let cleaning = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (cleaning) out('   cleaning up; one moment\n');
      interrupted.abort();
    });
  }
  const stage = openStage(out, interrupted.signal);
  const { root } = values;
  announce(stage, root, values.keep === true);
  let code: number = exitCodes.ok;
  let keep = values.keep === true;
  let begun = false;
  try {
    stage.heading('What this host has');
    await ensurePackages(stage, values['no-install'] !== true);
    begun = true;
    if (existsSync(root)) stage.say(`   removing what an earlier run left in ${root}`);
    await cleanUp(stage, root);
    mkdirSync(root, { recursive: true, mode: 0o711 });
    await stage.show('doctor', '--root', root);
    await tellStory(stage, root);
  } catch (error) {
    keep = false;
    code = interrupted.signal.aborted ? exitCodes.interrupted : exitCodes.error;
    if (!interrupted.signal.aborted) tellFailure(error, root);
  }
  if (keep) {
    stage.heading('Kept');
    await stage.stop();
    out(`   The container runs on without the loop. Go on with it, or remove everything:\n`);
    out(`   $ npx vzreconcile --repo ${root}/repository --root ${root}\n`);
    out(`   $ npx vzreconcile destroy --all --root ${root} && rm -r ${root}\n`);
    return code;
  }
  // What an earlier run left is not this one's to remove, as long as it has made nothing itself.
  if (!begun) return code;
  cleaning = true;
  stage.heading(interrupted.signal.aborted ? 'Interrupted: cleaning up' : 'Cleaning up');
  await stage.stop();
  await cleanUp(stage, root);
  out('   nothing is left behind\n');
  return code;
}

function announce(stage: Stage, root: string, keep: boolean): void {
  stage.say('vzreconcile quickstart: a commit becomes two running containers on this machine.');
  stage.say(`Everything is made below ${root} and in cgroups vz/65001 and vz/65002; it takes about half a minute.`);
  stage.say(
    keep ? 'The containers are kept at the end.' : 'Everything is removed at the end; Ctrl-C cleans up as well.',
  );
}

function tellFailure(error: unknown, root: string): void {
  const text =
    error instanceof StageError ? error.message : error instanceof Error ? (error.stack ?? error.message) : error;
  process.stderr.write(`\nquickstart failed: ${String(text).trimEnd()}\n`);
  const log = join(root, 'loop.log');
  if (existsSync(log))
    process.stderr.write(`the loop's last words:\n${readFileSync(log, 'utf8').split('\n').slice(-15).join('\n')}\n`);
}

/** Removes the containers of this root, also those an earlier run left, then the folder. */
async function cleanUp(stage: Stage, root: string): Promise<void> {
  if (!existsSync(root)) return;
  const ran = await stage.unbroken('destroy', '--all', '--yes', '--root', root);
  if (ran.status !== 0) throw new StageError(`could not clean up ${root}: ${ran.stderr || ran.stdout}`);
  rmSync(root, { recursive: true, force: true });
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`quickstart: ${words(error)}\n`);
    process.exitCode = exitCodes.error;
  },
);
