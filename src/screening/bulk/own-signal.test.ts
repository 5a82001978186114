import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { underOwnSignal } from './own-signal.ts';

const untilAborted = (signal: AbortSignal) =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));

describe('underOwnSignal', () => {
  it('leaves nothing behind on the signal that it stands under', async () => {
    const parent = new AbortController();
    const seen = await underOwnSignal(parent.signal, async (signal) => {
      signal.addEventListener('abort', () => {});
      return getEventListeners(parent.signal, 'abort').length;
    });
    expect([seen, getEventListeners(parent.signal, 'abort').length]).toEqual([1, 0]);
  });

  it('ends with its parent, for the same reason, and does not begin after it', async () => {
    const parent = new AbortController();
    const work = underOwnSignal(parent.signal, untilAborted);
    parent.abort(new Error('enough'));
    await expect(work).rejects.toThrow('enough');
    await expect(underOwnSignal(parent.signal, async () => 'begun')).rejects.toThrow('enough');
  });

  it('ends when its time is over', async () => {
    await expect(underOwnSignal(undefined, untilAborted, 1)).rejects.toMatchObject({ name: 'TimeoutError' });
  });
});
