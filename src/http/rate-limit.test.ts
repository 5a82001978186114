import { describe, expect, it } from 'vitest';
import { addressKey } from './rate-limit.ts';
import { createBuckets } from './rate-limit-buckets.ts';

describe('buckets', () => {
  function setUp(perMinute: number, mostKeys = 10) {
    const clock = { ms: 0 };
    return { clock, ...createBuckets({ perMinute, mostKeys, now: () => clock.ms }) };
  }

  it('holds a minute’s worth, then says how long to wait', () => {
    const { take } = setUp(3);
    expect([take('a'), take('a'), take('a'), take('a')]).toEqual([0, 0, 0, 20]);
    expect(take('b')).toBe(0);
  });

  it('fills up again evenly, and never beyond its size', () => {
    const { take, clock } = setUp(2);
    take('a');
    take('a');
    clock.ms = 15_000;
    expect(take('a')).toBeCloseTo(15);
    clock.ms = 30_000;
    expect(take('a')).toBe(0);
    clock.ms = 3_600_000;
    expect([take('a'), take('a'), take('a') > 0]).toEqual([0, 0, true]);
  });

  it('remembers no more keys than it may, forgetting the longest unused', () => {
    const { take } = setUp(1, 2);
    take('a');
    take('b');
    expect(take('a')).toBeGreaterThan(0);
    take('c'); // drops b, since a was used later
    expect(take('a')).toBeGreaterThan(0);
    expect(take('b')).toBe(0);
  });
});

describe('addressKey', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:db8:1:2::9', '2001:db8:1:2'],
    ['2001:db8::9', '2001:db8:0:0'],
    ['fe80::1', 'fe80:0:0:0'],
  ])('of %s is %s', (ip, key) => {
    expect(addressKey(ip)).toBe(key);
  });
});
