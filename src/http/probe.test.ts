import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createLogger } from '../monitoring/logger.ts';
import { probed } from './probe.ts';

const silent = () => new Promise<never>(() => {});
const refusing = async () => {
  throw Object.assign(new Error('connect ECONNREFUSED 10.1.2.3:5432'), { code: 'ECONNREFUSED' });
};

describe('probes', () => {
  it('say which parts answer; why one does not is told to the log alone', async () => {
    const stream = new PassThrough({ encoding: 'utf8' });
    const logger = createLogger({ level: 'warn', stream });
    const otherwise = 'The database does not answer.';
    const parts = await probed(
      [
        { part: 'trust', ask: async () => 'PONG', otherwise },
        { part: 'records', ask: refusing, otherwise },
      ],
      logger,
    );
    expect(parts).toEqual([
      { part: 'trust', ready: true },
      { part: 'records', ready: false, reason: otherwise },
    ]);
    const lines = String(stream.read()).trim().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { message: 'part does not answer', part: 'records', error: { code: 'ECONNREFUSED' } },
    ]);
  });

  it('do not wait for a part that says nothing', async () => {
    const started = performance.now();
    const [part] = await probed([{ part: 'trust', ask: silent, otherwise: '' }], createLogger({ level: 'error' }));
    expect(part?.ready).toBe(false);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
