import { describe, expect, it } from '@jest/globals';
import { subnetOf } from './client-key.js';

describe(subnetOf.name, () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['::ffff:cb00:7107', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:0002::1', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8::/64'],
    ['fe80::1%eth0', 'fe80::/64'],
    ['::1', '::/64'],
  ])('counts %s as %s', (address, network) => {
    expect(subnetOf(address)).toBe(network);
  });

  it.each([
    ['203.0.113.7:40000', '203.0.113.7'],
    ['203.0.113.7:', '203.0.113.7'],
    [' 203.0.113.7 ', '203.0.113.7'],
    ['[::ffff:203.0.113.7]:40000', '203.0.113.7'],
    ['[2001:db8:1:2::5]:40000', '2001:db8:1:2::/64'],
    ['[2001:db8:1:2::5]', '2001:db8:1:2::/64'],
    ['[fe80::1%eth0]:80', 'fe80::/64'],
  ])('leaves out what a proxy writes around the address: %s', (forwarded, network) => {
    expect(subnetOf(forwarded)).toBe(network);
  });

  it.each(['', 'unknown', '_hidden:40000', 'proxy.example:80', '[]:1', '2001:db8::1:zz', '127.1'])(
    'counts everybody together who comes from %j, which is no address',
    (forwarded) => {
      expect(subnetOf(forwarded)).toBe('unknown');
    },
  );
});
