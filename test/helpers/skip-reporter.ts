// The end of a test run: every skipped test with its reason, and one plain line of counts.

import type { Reporter, TestModule } from 'vitest/node';

export const skipReporter: Reporter = {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const counts = { passed: 0, failed: 0, skipped: 0 };
    const skipped: string[] = [];
    for (const module of modules) {
      for (const test of module.children.allTests()) {
        const result = test.result();
        if (result.state === 'passed') counts.passed += 1;
        else if (result.state === 'failed') counts.failed += 1;
        else {
          counts.skipped += 1;
          const reason = result.state === 'skipped' ? result.note : undefined;
          skipped.push(`skipped: ${reason ?? 'no reason given'}: ${test.fullName}`);
        }
      }
    }
    for (const line of skipped) process.stdout.write(`${line}\n`);
    process.stdout.write(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`);
  },
};
