// The file that OpenVZ's tools read: its form to the byte (kernel/bc/proc.c, version 2.5).

import { expect, test } from 'vitest';
import { renderBeancounters } from '../../reconciler/cli/commands/ubc.ts';

test('beancounters have the form of version 2.5', () => {
  const text = renderBeancounters([
    [101, { numproc: { held: 12, maxheld: 40, limit: 64, failcnt: 3 }, kmemsize: { held: 1024 } }],
    [102, {}],
  ]);
  const lines = text.split('\n');
  expect(lines[0]).toBe('Version: 2.5');
  expect(lines[1]).toBe(
    '       uid  resource                     held              maxheld              barrier                limit              failcnt',
  );
  expect(lines[2]).toBe(
    '      101:  kmemsize                     1024                 1024  9223372036854775807  9223372036854775807                    0',
  );
  expect(lines[7]).toBe(
    '            numproc                        12                   40                   64                   64                    3',
  );
  expect(lines).toHaveLength(2 + 2 * 24 + 1);
  expect(lines.filter((line) => /^\s+dummy/.test(line))).toHaveLength(8);
  expect(lines[26]).toMatch(/^ {6}102: {2}kmemsize/);
  // printf("%10s  %-12s %20s %20s %20s %20s %20s\n")
  for (const line of lines.slice(1, -1)) expect(line).toHaveLength(10 + 2 + 12 + 5 * 21);
});

test('without a running container there is the head alone', () => {
  expect(renderBeancounters([]).split('\n')).toHaveLength(3);
});
