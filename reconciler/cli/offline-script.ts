// The thread that plans from snapshots as one script, and what V8 has compiled of it (build/bundle.ts): compiling it anew takes as long
// as the plan of a large tree with a cache. Both lie in the program's own folder and are as trusted as it is; what V8 has compiled
// it uses only where version and flags are the same.

import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { constants, Script } from 'node:vm';

export const scriptFile = join(import.meta.dirname, 'offline-thread.cjs');
export const compiledFile = join(import.meta.dirname, 'offline-thread.compiled');

/** Undefined where it was not built, or not of what is there. */
export function threadScript(): Script | undefined {
  try {
    if (statSync(scriptFile).mtimeMs < statSync(join(import.meta.dirname, 'offline-thread.js')).mtimeMs)
      return undefined;
    const text = readFileSync(scriptFile, 'utf8');
    return new Script(`(function (exports, require, module, __filename) {${text}\n})`, {
      filename: scriptFile,
      importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
      ...compiled(),
    });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function compiled(): { readonly cachedData?: Buffer } {
  try {
    return { cachedData: readFileSync(compiledFile) };
  } catch {
    return {};
  }
}

/** Runs it, and gives what it exports. */
export function runScript(script: Script): unknown {
  const module = { exports: {} };
  script.runInThisContext()(module.exports, createRequire(scriptFile), module, scriptFile);
  return module.exports;
}
