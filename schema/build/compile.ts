// Build step, run by node after tsc: writes the generated files of schema/ and puts the ones tsc does not copy into dist/.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generate } from './generate.ts';

// dist/schema/build/compile.js -> the repository.
const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');
const [manifestText, configText] = ['manifest', 'config'].map((name) =>
  readFileSync(join(root, 'schema', `${name}.schema.json`), 'utf8'),
) as [string, string];
const generated = await generate(manifestText, configText);

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
write('schema/config.generated.ts', generated.configTypes);
write('schema/validators.generated.d.ts', generated.declarations);
write('schema/validators.generated.js', generated.validators);
write('dist/schema/validators.generated.js', generated.validators);
// `vzreconcile schema` and editors find the contract beside the code that enforces it.
write('dist/schema/manifest.schema.json', manifestText);
write('dist/schema/config.schema.json', configText);
// Reports explain the codes of problems with the tables in it.
write('dist/schema/README.md', readFileSync(join(root, 'schema', 'README.md'), 'utf8'));
