// The linter is what holds the import directions, so it is asked about planted violations: a pattern that has rotted
// would let them pass in silence.

import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const repository = join(import.meta.dirname, '../..');

/** [folder, what a file in it imports] */
const refused: readonly (readonly [string, string])[] = [
  ['schema', '../reconciler/plan/plan.ts'],
  ['schema', '../drivers/kernel/errno.ts'],
  ['schema', 'node:fs'],
  ['schema', 'koffi'],
  ['reconciler/state', 'node:fs'],
  ['reconciler/state', '../run/apply.ts'],
  ['reconciler/state', '../../drivers/registry.ts'],
  ['reconciler/plan', '../cli/exit.ts'],
  ['reconciler/plan', '../source/git.ts'],
  ['reconciler/port', 'koffi'],
  ['reconciler/import', 'node:fs'],
  ['reconciler/import', '../run/apply.ts'],
  ['reconciler/run', '../../drivers/registry.ts'],
  ['reconciler/run', '../cli/exit.ts'],
  ['reconciler/run', 'koffi'],
  ['reconciler/source', '../../drivers/kernel/errno.ts'],
  ['reconciler/source', '../run/apply.ts'],
  ['reconciler/source', '../cli/exit.ts'],
  ['reconciler/serve', '../../drivers/registry.ts'],
  ['reconciler/serve', '../cli/exit.ts'],
  ['reconciler/serve', 'koffi'],
  ['reconciler/cli', '../../drivers/registry.ts'],
  ['reconciler/cli/commands', '../../../drivers/registry.ts'],
  ['reconciler/cli/quickstart', '../../../drivers/registry.ts'],
  ['drivers/cgroup', 'koffi'],
  ['drivers/cgroup', '../registry.ts'],
  ['drivers/cgroup', '../quota/driver.ts'],
  ['drivers/cgroup/v1', '../../quota/driver.ts'],
  ['drivers/cgroup', '../simulated/host.ts'],
  ['drivers/cgroup', '../launcher/client.ts'],
  ['drivers/cgroup', '../../reconciler/run/apply.ts'],
  ['drivers/cgroup', '../../reconciler/cli/exit.ts'],
  ['drivers/cgroup', '../../reconciler/source/git.ts'],
  ['drivers/quota', '../rootfs/driver.ts'],
  ['drivers/quota', '../launcher/client.ts'],
  ['drivers/network', '../cgroup/driver.ts'],
  ['drivers/network', '../launcher/client.ts'],
  ['drivers/rootfs/templates', '../../quota/driver.ts'],
  ['drivers/launcher', '../namespace/driver.ts'],
  ['drivers/netlink', '../network/driver.ts'],
  ['drivers/bpf', '../cgroup/driver.ts'],
  ['drivers/procfs', '../cgroup/driver.ts'],
  ['drivers/safefs', '../rootfs/driver.ts'],
  ['drivers/simulated', '../cgroup/driver.ts'],
  ['drivers/simulated', '../kernel/errno.ts'],
  ['drivers/kernel', '../../reconciler/plan/plan.ts'],
  ['drivers/kernel', '../cgroup/driver.ts'],
  ['drivers/kernel', '../launcher/client.ts'],
  ['drivers/kernel', '../bpf/assemble.ts'],
];

const allowed: readonly (readonly [string, string])[] = [
  ['reconciler/plan', '../port/source.ts'],
  ['reconciler/plan', '../../schema/units.ts'],
  ['drivers/namespace', '../launcher/client.ts'],
  ['drivers/procfs', '../kernel/errno.ts'],
  ['drivers/cgroup', '../../reconciler/port/driver.ts'],
  ['drivers/kernel', 'koffi'],
];

const cases = [...refused, ...allowed];
const fileOf = (index: number): string => `${cases[index]?.[0]}/planted-${index}.ts`;
let scratch: string;
let complaints: ReadonlySet<string>;

beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'vzreconcile-directions-'));
  copyFileSync(join(repository, 'biome.json'), join(scratch, 'biome.json'));
  for (const [index, [, imported]] of cases.entries()) {
    const path = join(scratch, fileOf(index));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `import '${imported}';\n`);
  }
  const biome = join(repository, 'node_modules/.bin/biome');
  const { stdout, stderr } = spawnSync(
    biome,
    ['lint', '--vcs-enabled=false', '--reporter=json', '--max-diagnostics=none', '.'],
    { cwd: scratch, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } },
  );
  if (!stdout.startsWith('{')) throw new Error(`the linter failed: ${stderr}`);
  const { diagnostics } = JSON.parse(stdout) as {
    diagnostics: { category: string; location: { path: string } }[];
  };
  const ours = diagnostics.filter(({ category }) => category === 'lint/style/noRestrictedImports');
  complaints = new Set(ours.map(({ location }) => location.path));
});

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

test.each(refused.map(([folder, imported], index) => ({ folder, imported, index })))(
  'the linter refuses $imported in $folder',
  ({ index }) => expect(complaints.has(fileOf(index))).toBe(true),
);

test.each(allowed.map(([folder, imported], index) => ({ folder, imported, index: refused.length + index })))(
  'the linter allows $imported in $folder',
  ({ index }) => expect(complaints.has(fileOf(index))).toBe(false),
);
