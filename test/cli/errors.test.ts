import { expect, test } from 'vitest';
import { TapeError } from '../../drivers/launcher/client.ts';
import { PoolError } from '../../drivers/rootfs/pool.ts';
import { explainError } from '../../reconciler/cli/errors.ts';
import { ObserveError } from '../../reconciler/run/observe.ts';

test('what the host refuses is a sentence, with its hint, not a bug', () => {
  expect(explainError(new TapeError('web', 'exec', 'the container is frozen'))).toMatchObject({
    text: 'error: web: exec: the container is frozen\n',
    exitCode: 1,
  });
  expect(explainError(new PoolError('the pool is damaged', 'restore it')).text).toBe(
    'error: the pool is damaged\nhint: restore it\n',
  );
});

test('anything else is ours, with its stack', () => {
  expect(explainError(new TypeError('x is undefined')).text).toMatch(/errors\.test\.ts[\s\S]*This is a bug/);
});

test('the hint of what was behind it is kept, and open files have one of their own', () => {
  const hidden = new ObserveError('rootfs cannot be read: x', { cause: new PoolError('x', 'restore it') });
  expect(explainError(hidden)).toMatchObject({ hint: 'restore it', exitCode: 7 });
  const full = Object.assign(new Error('EMFILE: too many open files'), { code: 'EMFILE' });
  expect(explainError(new ObserveError('pids cannot be read', { cause: full })).hint).toContain('RLIMIT_NOFILE');
});
