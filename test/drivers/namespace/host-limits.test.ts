import { expect, test } from 'vitest';
import { hostLimits } from '../../../drivers/namespace/host-limits.ts';

const roomy = { 'kernel/pid_max': 4_194_304, 'kernel/dmesg_restrict': 1, 'user/max_net_namespaces': 60_000 };

const states = (settings: Record<string, number>) =>
  Object.fromEntries(hostLimits((name) => settings[name]).map(({ feature, state }) => [feature, state]));

test('a stock Debian host is fine', () => {
  expect(states(roomy)).toEqual({ 'process ids': 'ok', 'namespace limits': 'ok', 'kernel log': 'ok' });
});

test('a kernel without the settings is fine', () => {
  expect(Object.values(states({}))).toEqual(['ok', 'ok', 'ok']);
});

test('few process ids and an open kernel log are named with what helps', () => {
  const probes = hostLimits((name) => ({ ...roomy, 'kernel/pid_max': 32_768, 'kernel/dmesg_restrict': 0 })[name]);
  expect(probes.filter(({ state }) => state === 'degraded').map(({ hint }) => hint)).toEqual([
    'sysctl kernel.pid_max=4194304',
    'sysctl kernel.dmesg_restrict=1',
  ]);
});

test('namespaces that are switched off are missing, a small number of them is not', () => {
  expect(states({ ...roomy, 'user/max_user_namespaces': 0 })['namespace limits']).toBe('missing');
  expect(states({ ...roomy, 'user/max_user_namespaces': 20 })['namespace limits']).toBe('degraded');
});
