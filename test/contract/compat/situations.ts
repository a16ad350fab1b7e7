// What is recorded: command lines over manifests that stay as they are, because what they printed once is the contract.

import type { Repository } from '../../source/repository.ts';

const template = (name: string) => `apiVersion: vzreconcile/v1alpha1
kind: Template
metadata: { name: ${name} }
spec: { source: { ${name === 'tiny' ? 'busybox: {}' : 'directory: { name: other }'} } }
`;
const box = (name: string, ctid: number, more: string) => `apiVersion: vzreconcile/v1alpha1
kind: Container
metadata: { name: ${name}, ctid: ${ctid} }
spec: { template: tiny, vswap: { ram: 64M, swap: 0 }, ips: [10.9.0.${ctid - 60_500}]${more} }
`;

const before = {
  'manifests/t.yaml': template('tiny'),
  'manifests/live.yaml': box('live', 60_501, ', numproc: 64'),
  'manifests/restart.yaml': box('restart', 60_502, ''),
  'manifests/same.yaml': box('same', 60_503, ''),
  'manifests/gone.yaml': box('gone', 60_504, ''),
};
const after = {
  'manifests/live.yaml': box('live', 60_501, ', numproc: 128'),
  'manifests/restart.yaml': box('restart', 60_502, ', init: [/bin/other]'),
  'manifests/new.yaml': box('new', 60_505, ''),
};

/** Branches: before, after (a commit on it), refused, invalid. */
export function fill(repository: Repository): void {
  repository.commit(before);
  repository.git('branch', 'before');
  repository.git('rm', '-q', 'manifests/gone.yaml');
  repository.commit(after);
  repository.git('branch', 'after');
  repository.commit({ 'manifests/live.yaml': box('live', 60_501, ', cpumask: "9"') });
  repository.git('branch', 'refused');
  repository.commit({ 'manifests/live.yaml': box('live', 60_501, ', nmproc: 1'), 'manifests/x.yaml': 'a: [' });
  repository.git('branch', 'invalid');
}

interface Situation {
  readonly argv: readonly string[];
  /** Of the text output only the last line is a contract. */
  readonly kind: 'json' | 'line';
}

const json = (...argv: string[]): Situation => ({ argv, kind: 'json' });
const line = (...argv: string[]): Situation => ({ argv, kind: 'line' });
const dry = ['--dry-run', '--ref'];
const once = ['--once', '--simulate', '--ref'];
// A simulated host has the same processors everywhere.
const compared = ['--dry-run', '--simulate', '--against', 'before', '--ref', 'after'];
const equal = ['--dry-run', '--simulate', '--against', 'after', '--ref', 'after'];

/** By the name under which each is recorded. */
export const situations: Readonly<Record<string, Situation>> = {
  'plan-create': json(...dry, 'before', '--simulate', '-o', 'json'),
  'plan-changes': json(...compared, '-o', 'json'),
  'plan-changes-detailed': json(...compared, '-o', 'json', '--detailed-exitcode'),
  'plan-none': json(...equal, '-o', 'json', '--detailed-exitcode'),
  'plan-refused': json(...dry, 'refused', '--simulate', '-o', 'json'),
  'plan-invalid': json(...dry, 'invalid', '--simulate', '-o', 'json'),
  'plan-gitlab': json(...dry, 'refused', '--simulate', '-o', 'gitlab'),
  'plan-widget': json(...compared, '-o', 'gitlab-plan'),
  'plan-sarif': json(...dry, 'invalid', '--simulate', '-o', 'sarif'),
  'once-create': json(...once, 'before', '-o', 'json'),
  'once-refused': json(...once, 'refused', '-o', 'json'),
  validate: json('validate', '--simulate', '--ref', 'before', '-o', 'json'),
  'validate-invalid': json('validate', '--simulate', '--ref', 'invalid', '-o', 'json'),
  status: json('status', '--simulate', '-o', 'json'),
  doctor: json('doctor', '--simulate', '-o', 'json'),
  'error-absent': json('status', 'web', '--simulate', '-o', 'json'),
  'error-option': json('status', '--bogus', '-o', 'json'),
  'error-source': json('validate', '--ref', 'absent', '-o', 'json'),
  'line-create': line(...dry, 'before', '--simulate'),
  'line-changes': line(...compared),
  'line-none': line(...equal),
  'line-once': line(...once, 'before'),
  'line-once-refused': line(...once, 'refused'),
};
