// Rules of the OOM killer: which one is a process's own, and what manifests say of them.

import { describe, expect, test } from 'vitest';
import { acceptOom } from '../../drivers/namespace/judge-oom.ts';
import { adjustOf, adjustsOf, formatOomRules, isUniform, readOomAdjust } from '../../schema/oom.ts';
import { expectValue } from '../../schema/reading.ts';

const rules = expectValue(
  readOomAdjust([
    { command: 'sshd', parent: 'init', adjust: -500 },
    { command: 'http*', uid: 33, adjust: 300 },
    { command: '*-*d', uid: '<1000', adjust: 200 },
    { command: 'a*', adjust: 1 },
  ]),
);
const of = (command: string, parent = 'init', uid = 0): number => adjustOf(rules, { command, parent, uid });

describe('the first rule that fits', () => {
  test('fits by all that it says', () => {
    expect([of('sshd'), of('sshd', 'sshd'), of('sshd2')]).toEqual([-500, 0, 0]);
    expect([of('httpd', 'httpd', 33), of('http', '', 33), of('httpd', 'httpd', 34)]).toEqual([300, 300, 0]);
    expect([of('a-d', '', 999), of('a-d', '', 1000), of('-d'), of('-e')]).toEqual([200, 1, 200, 0]);
  });

  test('a star is any text, and no part of a text is used twice', () => {
    const one = (command: string, text: string): boolean =>
      adjustOf([{ command, adjust: 1 }], { command: text, parent: '', uid: 0 }) === 1;
    expect([one('*', ''), one('**', 'x'), one('ab*ba', 'aba'), one('ab*ba', 'abba'), one('*a*b*', 'xbaxb')]).toEqual([
      ...[true, true, false, true, true],
    ]);
    expect([one('a*b*c', 'abbc'), one('a*b*c', 'acb'), one('*b', 'ab'), one('*b', 'ba')]).toEqual([
      ...[true, false, true, false],
    ]);
  });

  test('without one for all, no adjustment is what some have', () => {
    expect([...adjustsOf(rules)].sort((a, b) => a - b)).toEqual([-500, 0, 1, 200, 300]);
    expect([...adjustsOf([{ command: '*', adjust: 7 }])]).toEqual([7]);
    expect([isUniform(rules), isUniform([{ command: '*', adjust: 7 }]), isUniform([])]).toEqual([false, true, false]);
  });
});

test('a number is a rule for all, and is shown as one', () => {
  expect(readOomAdjust(300)).toEqual({ value: [{ command: '*', adjust: 300 }] });
  expect(formatOomRules([{ command: '*', adjust: 300 }])).toBe('300');
  expect(formatOomRules([])).toBe('(none)');
  expect(formatOomRules(rules)).toBe('sshd of init -500, http* by uid 33 300, *-*d by uid <1000 200, a* 1');
});

test('what cannot be lowered is refused, and the state is without', () => {
  const poor = { mayRaise: false, least: 0 };
  expect(acceptOom(rules, poor)).toMatchObject({ wants: [], refusals: [{ code: 'VZR633', unenforced: true }] });
  expect(acceptOom(rules, { ...poor, mayRaise: true })).toEqual({ wants: rules, refusals: [] });
  expect(acceptOom([{ command: '*', adjust: 0 }], poor).refusals).toEqual([]);
  expect(acceptOom([], poor)).toEqual({ wants: [], refusals: [] });
});
