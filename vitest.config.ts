import { defineConfig } from 'vitest/config';
import { longFirst } from './test/helpers/long-first.ts';
import { skipReporter } from './test/helpers/skip-reporter.ts';

// As in the rig, files share a process: loading everything again costs more than most of them take.
const common = { isolate: false, pool: 'forks', testTimeout: 30_000, hookTimeout: 60_000 } as const;

export default defineConfig({
  test: {
    globalSetup: ['test/helpers/build.ts', 'test/helpers/groups.ts'],
    reporters: ['default', skipReporter],
    // Of the pure ones, which two workers share.
    sequence: {
      sequencer: longFirst(['debian', 'cli', 'git', 'launcher-tape', 'schema-fuzz', 'examples', 'git-objects']),
    },
    projects: [
      {
        test: {
          ...common,
          name: 'pure',
          include: ['test/**/*.test.ts'],
          exclude: ['test/kernel/**'],
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          ...common,
          name: 'kernel',
          include: ['test/kernel/**/*.test.ts'],
          // These share one machine: one file at a time keeps their before/after comparisons honest, and bounds of time.
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
