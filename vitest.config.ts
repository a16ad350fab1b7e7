import { defineConfig } from 'vitest/config';
import { skipReporter } from './test/helpers/skip-reporter.ts';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Kernel suites share one machine: one file at a time keeps their before/after comparisons honest.
    fileParallelism: false,
    pool: 'forks',
    globalSetup: ['test/helpers/groups.ts'],
    reporters: ['default', skipReporter],
  },
});
