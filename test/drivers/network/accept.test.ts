import { describe, expect, test } from 'vitest';
import { acceptNetwork } from '../../../drivers/network/accept.ts';
import type { RateState } from '../../../reconciler/state/container.ts';

const shaping = (): undefined => undefined;
const able = { obstacle: undefined, ipv6: true, shaping };
const host = { addresses: new Set(['192.0.2.2', 'fd00::2']), bridges: new Map() };
const codes = (addresses: string[], abilities: Parameters<typeof acceptNetwork>[1] = able): string[] =>
  acceptNetwork({ network: { addresses } }, abilities, host).refusals.map(({ code, pointer }) => `${code} ${pointer}`);

describe('what the network driver accepts', () => {
  test('addresses are put in order, without repetition', () => {
    const { wants } = acceptNetwork(
      { network: { addresses: ['fd00:202::1', '10.202.0.10', '10.202.0.9', '10.202.0.9'] } },
      able,
      host,
    );
    expect(wants).toEqual({ addresses: ['10.202.0.9', '10.202.0.10', 'fd00:202::1'] });
  });

  test('a state without a network section stays without', () => {
    expect(acceptNetwork({}, able, host)).toEqual({ wants: undefined, refusals: [] });
  });

  test.each([
    ['an address of the host', ['10.202.0.1', '192.0.2.2'], able, ['VZR642 /network/addresses/1']],
    ['IPv6 where it is off', ['fd00:202::1'], { ...able, ipv6: false }, ['VZR641 /network/addresses/0']],
    [
      'any address where sources cannot be checked',
      ['10.202.0.1'],
      { ...able, obstacle: 'cls_bpf' },
      ['VZR640 /network/addresses'],
    ],
    ['no address at all on such a host is fine', [], { ...able, obstacle: 'cls_bpf', ipv6: false }, []],
  ])('%s', (_, addresses, abilities, expected) => {
    expect(codes(addresses, abilities)).toEqual(expected);
  });

  test('a rate is refused where nothing keeps it, and only then', () => {
    const unable = { ...able, shaping: () => 'add qdisc htb dev veth1: ENOENT' };
    const of = (rate: readonly RateState[]) =>
      acceptNetwork({ network: { addresses: ['10.202.0.1'], rate } }, unable, host);
    expect(of([])).toEqual({ wants: { addresses: ['10.202.0.1'], rate: [] }, refusals: [] });
    expect(of([{ outgoing: 8000, incoming: 'max' }]).refusals).toMatchObject([
      { code: 'VZR644', pointer: '/network/rate', reason: expect.stringContaining('qdisc htb') },
    ]);
  });

  test('more addresses than the filter holds are refused', () => {
    expect(codes(Array.from({ length: 3000 }, (_, i) => `10.202.${i >> 8}.${i & 255}`))).toEqual([
      'VZR643 /network/addresses',
    ]);
  });
});
