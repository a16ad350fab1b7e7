// The published schema: complete for editors, the same as what is generated from it, and the same as the program's defaults.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { containerDefaults } from '../../reconciler/state/defaults.ts';
import { generate } from '../../schema/build/generate.ts';
import { readInodes, readIoLimit, readOperations, readSpace } from '../../schema/fields.ts';
import { healthDefaults } from '../../schema/health.ts';
import { expectValue } from '../../schema/reading.ts';
import { pagesToBytes, readBeancounter } from '../../schema/ubc.ts';
import { parseCpuLimit, parseSize } from '../../schema/units.ts';
import {
  validateApproval,
  validateContainer,
  validateDefaults,
  validateNode,
  validatePolicy,
  validateProfile,
  validateRollout,
  validateTemplate,
  validateWindow,
} from '../../schema/validators.generated.js';
import { partsOf, poorlyDescribed, type Schema, unbounded } from './parts.ts';

const text = readFileSync('schema/manifest.schema.json', 'utf8');
const schema: Schema = JSON.parse(text);

const parts = partsOf(schema);
const configText = readFileSync('schema/config.schema.json', 'utf8');

test('the generated files are those of the schema', async () => {
  const generated = await generate(text, configText);
  expect(readFileSync('schema/manifest.generated.ts', 'utf8')).toBe(generated.types);
  expect(readFileSync('schema/merge-rules.generated.ts', 'utf8')).toBe(generated.mergeRules);
  expect(readFileSync('schema/config.generated.ts', 'utf8')).toBe(generated.configTypes);
  expect(readFileSync('schema/validators.generated.js', 'utf8')).toBe(generated.validators);
  expect(readFileSync('schema/validators.generated.d.ts', 'utf8')).toBe(generated.declarations);
});

test('nothing is compiled or required at run time', () => {
  expect(readFileSync('schema/validators.generated.js', 'utf8')).not.toMatch(
    /new Function|require\(|\bimport\b|eval\(/,
  );
});

test('the schema names its draft and its version', () => {
  expect(JSON.parse(text)).toMatchObject({
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: 'urn:vzreconcile:manifest:v1alpha1',
  });
});

test('every field has a description, examples, and a default unless it is required or the description tells', () => {
  // A member of a choice (one of the sources, path or url) has no default.
  expect(poorlyDescribed(parts)).toEqual([
    'TemplateManifest.spec.source.tarball',
    'TemplateManifest.spec.source.tarball.path',
    'TemplateManifest.spec.source.tarball.url',
    'TemplateManifest.spec.source.directory',
    'TemplateManifest.spec.source.debian',
    'TemplateManifest.spec.source.busybox',
  ]);
});

test('every mapping is closed and every free text is bounded', () => {
  expect(unbounded(parts)).toEqual([]);
});

test('every example of a kind and of a field passes its validator', () => {
  const validators = {
    ContainerManifest: validateContainer,
    ProfileManifest: validateProfile,
    DefaultsManifest: validateDefaults,
    TemplateManifest: validateTemplate,
    NodeManifest: validateNode,
    PolicyManifest: validatePolicy,
    WindowManifest: validateWindow,
    ApprovalManifest: validateApproval,
    RolloutManifest: validateRollout,
  };
  for (const [name, validate] of Object.entries(validators)) {
    const kind = schema.definitions?.[name];
    const [example] = (kind?.examples ?? []) as { spec: Record<string, unknown> }[];
    expect(validate(example), `${name} ${JSON.stringify(validate.errors)}`).toBe(true);
    for (const [field, part] of Object.entries(kind?.properties?.['spec']?.properties ?? {})) {
      for (const value of [...(part.examples ?? []), ...(part.default === undefined ? [] : [part.default])]) {
        expect(
          validate({ ...example, spec: { ...example?.spec, [field]: value } }),
          `${name} ${field} ${JSON.stringify(value)}`,
        ).toBe(true);
      }
    }
  }
});

test('the defaults editors show are the defaults that apply', () => {
  const spec = schema.definitions?.['ContainerManifest']?.properties?.['spec']?.properties ?? {};
  const ubc = spec['ubc']?.properties ?? {};
  expect(containerDefaults).toEqual({
    state: spec['state']?.default,
    ram: expectValue(parseSize(spec['vswap']?.properties?.['ram']?.default)),
    swap: expectValue(parseSize(spec['vswap']?.properties?.['swap']?.default)),
    memguarantee: spec['memguarantee']?.default,
    cpumask: spec['cpumask']?.default,
    nodemask: spec['nodemask']?.default,
    cpuunits: spec['cpuunits']?.default,
    cpulimit: expectValue(parseCpuLimit(spec['cpulimit']?.default)),
    rate: spec['rate']?.default,
    netifs: spec['netifs']?.default,
    netdevs: spec['netdevs']?.default,
    iolimit: expectValue(readIoLimit(spec['iolimit']?.default)),
    ioprio: spec['ioprio']?.default,
    iopslimit: expectValue(readOperations(spec['iopslimit']?.default)),
    numproc: spec['numproc']?.default,
    sockets: expectValue(readBeancounter('numtcpsock', ubc['numtcpsock']?.default)).barrier,
    ubc: {
      numpty: ubc['numpty']?.default,
      numfile: ubc['numfile']?.default,
      numsiginfo: expectValue(readBeancounter('numsiginfo', ubc['numsiginfo']?.default)).barrier,
      lockedpages: pagesToBytes(expectValue(readBeancounter('lockedpages', ubc['lockedpages']?.default)).barrier),
      privvmpages: expectValue(readBeancounter('privvmpages', ubc['privvmpages']?.default)).barrier,
      shmpages: expectValue(readBeancounter('shmpages', ubc['shmpages']?.default)).barrier,
    },
    vmOvercommit: spec['vmOvercommit']?.default,
    diskspace: expectValue(readSpace(spec['diskspace']?.default)),
    diskinodes: expectValue(readInodes(spec['diskinodes']?.default)),
    netfilter: spec['netfilter']?.default,
    oomAdjust: spec['oomAdjust']?.default,
    stopTimeout: spec['stopTimeout']?.default,
  });
});

test('and so are those of health', () => {
  const health =
    schema.definitions?.['ContainerManifest']?.properties?.['spec']?.properties?.['health']?.properties ?? {};
  const of = (part: Readonly<Record<string, Schema>> | undefined, name: string) => part?.[name]?.default;
  for (const name of ['interval', 'timeout', 'retries', 'successThreshold', 'startPeriod'] as const)
    expect(of(health, name)).toBe(healthDefaults[name]);
  for (const kind of ['tcp', 'http']) expect(of(health[kind]?.properties, 'host')).toBe(healthDefaults.host);
  expect(of(health['http']?.properties, 'path')).toBe(healthDefaults.path);
});
