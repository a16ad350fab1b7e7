// The order of test files: what takes long is begun first, so that no worker is left alone with it in the end.

import { basename } from 'node:path';
import { BaseSequencer, type TestSequencerConstructor, type TestSpecification } from 'vitest/node';

/** `names`: of files without .test.ts, or .test.js. */
export const longFirst = (names: readonly string[]): TestSequencerConstructor =>
  class extends BaseSequencer {
    override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
      const rank = ({ moduleId }: TestSpecification): number => {
        const at = names.indexOf(basename(moduleId).replace(/\.test\.[jt]s$/, ''));
        return at === -1 ? names.length : at;
      };
      return files.toSorted((one, other) => rank(one) - rank(other));
    }
  };
