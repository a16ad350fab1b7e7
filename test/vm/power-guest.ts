// The guest's part of npm run test:power: converges on what the power cut left, looks at it, and goes on with commit after
// commit until the plug is pulled again. Says what it does on stdout, a line of JSON each.

import { cpSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { systemClock } from '../../reconciler/cli/clock.ts';
import { rememberNode } from '../../reconciler/cli/known-node.ts';
import { lockRoot, openHost, openManifests, type WiredHost } from '../../reconciler/cli/wire.ts';
import {
  makeReconciler,
  type PassResult,
  planNow,
  type Reconciler,
  reconcile,
} from '../../reconciler/run/reconcile.ts';
import { statusFile } from '../../reconciler/run/status-file.ts';
import { withMoments } from '../helpers/moments.ts';
import { optionsOf } from '../helpers/options.ts';
import { execIn } from '../helpers/site.ts';
import { checkEmpty, checkHost, checkKept, checkQgroups } from './power-checks.ts';
import { type Event, NODE, stateOf, type Task } from './power-states.ts';

const ROOT = '/var/tmp/vz';
/** In memory: the remote is another machine, which has its power. */
const REMOTE = '/tmp/remote.git';
const task = JSON.parse(process.env['POWER'] ?? '{}') as Task;
const ids = JSON.parse(readFileSync(task.ids, 'utf8')) as readonly string[];

const say = (event: Event): unknown => writeSync(1, `${JSON.stringify(event)}\n`);

let moments = 0;
function moment(what: string): void {
  moments += 1;
  const halted = moments === task.halt;
  say({ kind: 'moment', number: moments, what, halted });
  // Whoever reads the line pulls the plug; until then nothing more may happen.
  if (halted) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

function fail(...problems: readonly string[]): never {
  say({ kind: 'wrong', problems });
  process.exit(1);
}

/** The branch is one file; moving it is all a push does. */
function push(commit: number): void {
  writeFileSync(`${REMOTE}/refs/heads/main`, `${ids[commit]}\n`);
  say({ kind: 'newest', commit });
}

interface Session {
  readonly host: WiredHost;
  readonly reconciler: Reconciler;
  close(): Promise<void>;
}

async function openSession(): Promise<Session> {
  const at = ['--repo', `file://${REMOTE}`, '--ref', 'main', '--root', ROOT, '--node', NODE, '--yes'];
  // Every pass fetches.
  const options = { ...optionsOf(...at), interval: 0 };
  const unlock = await lockRoot(options);
  const manifests = await openManifests(options, { applying: true });
  const { desired, problems } = await manifests.load();
  if (desired === undefined) fail(...problems.map(({ message }) => message));
  const opened = await openHost(options, desired.nodeSpec);
  const host = withMoments(opened, moment);
  await rememberNode(options, desired.nodeSpec);
  const reconciler = await makeReconciler({
    host,
    load: manifests.load,
    clock: systemClock,
    options: { yes: true },
    parallel: 2,
    remember: async ({ id }) => {
      moment(`before remembering ${ids.indexOf(id)}`);
      await manifests.lastGood.save(id);
      moment(`after remembering ${ids.indexOf(id)}`);
    },
  });
  return {
    host,
    reconciler,
    close: async () => {
      await host.close();
      await manifests.close();
      unlock();
    },
  };
}

const never = new AbortController().signal;
const status = statusFile(
  ROOT,
  () => new Date(),
  (error) => fail(`the status file: ${String(error)}`),
);

function complaints({ problems, plan, outcomes, warnings = [] }: PassResult): readonly string[] {
  return [
    ...problems.map(({ message }) => message),
    ...(plan?.refusals ?? []).map(({ reason }) => reason),
    ...(plan?.containers ?? []).flatMap(({ name, refusals }) => refusals.map(({ reason }) => `${name}: ${reason}`)),
    ...outcomes
      .filter(({ result }) => result !== 'done')
      .map(({ name, result, error }) => `${name}: ${result}: ${error}`),
    ...warnings,
  ];
}

/** One pass, which has to do all there is to do. Gives the index of its revision. */
async function pass({ reconciler }: Session): Promise<{ readonly commit: number; readonly actions: number }> {
  const result = await reconcile(reconciler, { stop: never, drain: never });
  await status.passed(result, [], performance.now());
  const wrong = complaints(result);
  if (wrong.length > 0) fail(...wrong);
  return { commit: ids.indexOf(result.revision.id), actions: result.outcomes.length };
}

/** Without KVM a fetch may take longer than a pass waits for it. */
async function passFor(commit: number, session: Session): Promise<number> {
  let actions = 0;
  for (let tries = 0; tries < 20; tries += 1) {
    const made = await pass(session);
    actions += made.actions;
    if (made.commit === commit) return actions;
  }
  return fail(`commit ${commit} was not seen`);
}

async function expectDone({ reconciler }: Session): Promise<void> {
  const { plan } = await planNow(reconciler);
  const left = plan?.containers.filter(({ action }) => action !== 'none') ?? [];
  if (left.length > 0) fail(...left.map(({ name, action }) => `${name}: the second plan would ${action} it`));
}

async function check(commit: number, session: Session, isOffline = false): Promise<void> {
  await expectDone(session);
  const wrong = [
    ...(await checkHost({ root: ROOT, backend: task.backend, state: stateOf(commit), host: session.host, isOffline })),
    ...(await checkKept(task.kept, commit)),
  ];
  if (wrong.length > 0) fail(...wrong);
}

/** Converges on the newest commit; when the remote is away, on what is known of it first. */
async function recover(): Promise<Session> {
  const begun = performance.now();
  const { newest, offline } = task;
  if (offline === undefined) bringRemote();
  const session = await openSession();
  let actions: number;
  let without: number | undefined;
  if (offline === undefined) actions = await passFor(newest, session);
  else {
    const made = await pass(session);
    if (made.commit < offline) fail(`without the remote it went back to commit ${made.commit}, it was at ${offline}`);
    await check(made.commit, session, true);
    without = made.commit;
    bringRemote();
    actions = made.actions + (await passFor(newest, session));
  }
  const ms = performance.now() - begun;
  await check(newest, session);
  say({ kind: 'remembered', commit: newest });
  say({ kind: 'converged', ms, actions, ...(without !== undefined && { offline: without }) });
  return session;
}

function bringRemote(): void {
  rmSync(REMOTE, { recursive: true, force: true });
  cpSync(task.repository, REMOTE, { recursive: true });
  push(task.newest);
}

/** What a container has synced is there after a cut. */
async function keep(commit: number): Promise<void> {
  const ctids: number[] = [];
  for (const { ctid, state } of Object.values(stateOf(commit))) {
    if (state === 'stopped') continue;
    const name = `/kept-${commit}`;
    const script = `echo ${commit} > ${name} && /bin/busybox sync ${name}`;
    const { status: code, output } = await execIn(ctid, script);
    if (code !== 0) fail(`${ctid}: ${script}: ${output}`);
    ctids.push(ctid);
  }
  say({ kind: 'kept', kept: { commit, ctids } });
}

async function goOn(session: Session): Promise<never> {
  for (let commit = task.newest + 1; commit < ids.length; commit += 1) {
    push(commit);
    await passFor(commit, session);
    say({ kind: 'remembered', commit });
    await keep(commit);
  }
  return fail('there are no more commits');
}

async function end(session: Session): Promise<void> {
  const empty = Array.from(ids.keys()).find((at) => at > task.newest && Object.keys(stateOf(at)).length === 0) ?? 0;
  push(empty);
  await passFor(empty, session);
  await check(empty, session);
  const groups = await checkQgroups({ root: ROOT, backend: task.backend });
  await session.host.dismantle();
  const wrong = [...groups, ...checkEmpty(ROOT)];
  if (wrong.length > 0) fail(...wrong);
  await session.close();
}

const session = await recover();
if (task.last === true) await end(session);
else await goOn(session);
