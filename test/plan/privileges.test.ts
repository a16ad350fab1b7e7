// What plans say of privileges: which changes restart, and of settings only those that differ.

import { expect, test } from 'vitest';
import { makePlan } from '../../reconciler/plan/make.ts';
import { renderText } from '../../reconciler/plan/render-text.ts';
import type { NamespaceState } from '../../reconciler/state/container.ts';
import { desire, observe, running, seen, wish } from './builders.ts';

const many = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`net.ipv4.many_${index}`, '0']));
const base = {
  idmap: { base: 101 * 65_536 },
  hostname: 'ct101',
  capabilities: [],
  netfilter: 'full',
  sysctls: many,
} as const;

function planned(more: Partial<NamespaceState>, before: Partial<NamespaceState> = {}) {
  const plan = makePlan({
    desired: desire([wish(101, running(101, { namespace: { ...base, ...more } }))]),
    observed: observe([seen(101, running(101, { namespace: { ...base, ...before } }))]),
    accepted: new Map(),
    revision: 'main@1',
  });
  const rows = renderText(plan)
    .split('\n')
    .filter((line) => /^ {4,}. ?\w/.test(line) || / -> /.test(line));
  return { action: plan.containers[0]?.action, text: rows.map((row) => row.trim().replace(/\s+/g, ' ')).join('\n') };
}

test('capabilities and the packet filter are what a process starts with: a change restarts', () => {
  const { action, text } = planned({ capabilities: ['chown:off', 'checkpoint_restore:on'], netfilter: 'disabled' });
  expect(action).toBe('restart');
  expect(text).toContain('capabilities default -> chown:off, checkpoint_restore:on restart');
  expect(text).toContain('netfilter full -> disabled restart');
});

test('settings change live, and only those that differ are shown', () => {
  const sysctls: Record<string, string> = { ...many, 'net.ipv4.many_7': '1', 'net.ipv4.new': '2' };
  delete sysctls['net.ipv4.many_9'];
  const { action, text } = planned({ sysctls });
  expect(action).toBe('change');
  expect(text).toBe('sysctls net.ipv4.many_7=0, net.ipv4.many_9=0 -> net.ipv4.many_7=1, net.ipv4.new=2 live');
  expect(planned({ sysctls: { ...many } }).action).toBe('none');
});

test('a secret that changes is not shown, and said to be another one', () => {
  const { text } = planned({ sysctls: { ...many, 'net.ipv4.tcp_fastopen_key': '2' } });
  expect(text).toBe('sysctls (none) -> net.ipv4.tcp_fastopen_key=(secret) live');
  const { text: changed } = planned(
    { sysctls: { ...many, 'net.ipv4.tcp_fastopen_key': '2' } },
    { sysctls: { ...many, 'net.ipv4.tcp_fastopen_key': '1' } },
  );
  const hidden = 'net.ipv4.tcp_fastopen_key=(secret)';
  expect(changed).toBe(`sysctls ${hidden} -> ${hidden}, another one live`);
});
