// Reading kernel text, apart from parsing it. Files of /proc are read whole in one go: their size in stat is 0.

import { readFileSync } from 'node:fs';

/** The text of a kernel file, one character per byte. Throws Node's system error (ENOENT, ESRCH, EACCES). */
export const readKernelText = (path: string): string => readFileSync(path, 'latin1');
