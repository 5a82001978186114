import { describe, expect, it } from 'vitest';
import { daily, every } from './schedule.ts';

describe('schedule', () => {
  it('counts an interval from the beginning of the last run', () => {
    expect(every('24h')(1000, 5000)).toBe(86_401_000);
    expect(every('30m')(1000, 9_000_000)).toBe(9_000_000);
  });

  it('finds the next time of the day', () => {
    const at = (text: string) => new Date(`2026-03-01T${text}:00`).getTime();
    expect(daily('02:30')(0, at('01:00'))).toBe(at('02:30'));
    expect(daily('02:30')(0, at('02:30'))).toBe(new Date('2026-03-02T02:30:00').getTime());
  });

  it('refuses what is neither', () => {
    for (const text of ['', '24', '0h', 'h', '1w', '-1h']) expect(() => every(text)).toThrow('--every');
    for (const text of ['', '2:30', '24:00', '02:60']) expect(() => daily(text)).toThrow('--daily');
  });
});
