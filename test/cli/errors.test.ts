import { expect, test } from 'vitest';
import { TapeError } from '../../drivers/launcher/client.ts';
import { PoolError } from '../../drivers/rootfs/pool.ts';
import { explainError } from '../../reconciler/cli/errors.ts';

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
