import { describe, expect, it } from 'vitest';
import { replayGuardSuite } from '../../../test/conformance/replay-guard-suite.ts';
import { memoryReplayGuard } from './memory-replay-guard.ts';
import { replayKey } from './replay-guard.ts';

describe('replay guard in memory', () => {
  replayGuardSuite(async () => memoryReplayGuard());

  it('J9: remembers until exactly its time', async () => {
    let now = 0;
    const guard = memoryReplayGuard(() => now);
    await guard.firstUse('a', 10);
    now = 9_999;
    expect(await guard.firstUse('a', 10)).toBe(false);
    now = 10_000;
    expect(await guard.firstUse('a', 10)).toBe(true);
  });
});

describe('replayKey', () => {
  it('J9: tells issuers apart, also by where one claim ends', () => {
    const keys = [replayKey('a', 'b'), replayKey('b', 'a'), replayKey('a"b', ''), replayKey('', 'a"b')];
    expect(new Set(keys).size).toBe(4);
    expect(replayKey('a', 'x'.repeat(100_000))).toHaveLength(43);
  });
});
