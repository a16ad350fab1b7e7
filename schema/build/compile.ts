// Build step, run by node after tsc: writes the generated files of schema/ and puts the ones tsc does not copy into dist/.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generate } from './generate.ts';

// dist/schema/build/compile.js -> the repository.
const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');
const schemaText = readFileSync(join(root, 'schema', 'manifest.schema.json'), 'utf8');
const generated = await generate(schemaText);

/** Unchanged files keep their time stamps, so that tsc and watchers see no change. */
function write(path: string, text: string): void {
  const target = join(root, path);
  try {
    if (readFileSync(target, 'utf8') === text) return;
  } catch {
    mkdirSync(dirname(target), { recursive: true });
  }
  writeFileSync(target, text);
  process.stdout.write(`wrote ${path}\n`);
}

write('schema/manifest.generated.ts', generated.types);
write('schema/merge-rules.generated.ts', generated.mergeRules);
write('schema/validators.generated.d.ts', generated.declarations);
write('schema/validators.generated.js', generated.validators);
write('dist/schema/validators.generated.js', generated.validators);
// `vzreconcile schema` and editors find the contract beside the code that enforces it.
write('dist/schema/manifest.schema.json', schemaText);
