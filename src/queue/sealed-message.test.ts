import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { keysOf } from '../store/key-ring.ts';
import { readReply, sealRequest, unsealRequest, writeReply } from './sealed-message.ts';

const ringOf = (...ids: string[]) =>
  keysOf(
    ids.map((id) => ({ id, key: randomBytes(32) })),
    randomBytes(32),
  ).queue;

describe('a sealed message', () => {
  const ring = ringOf('k1');
  const rest = { replyTo: 'list', expires: 0 };

  it('opens as what it was, for its own job and purpose only', () => {
    const request = randomBytes(100);
    const data = { ...rest, ...sealRequest(request, 'a', ring) };
    expect(Buffer.from(unsealRequest(data, 'a', ring)).equals(request)).toBe(true);
    expect(() => unsealRequest(data, 'b', ring)).toThrow('does not open');
    const reply = writeReply({ job: 'a', scores: request }, ring);
    const body = reply.subarray(reply.indexOf('\n') + 1);
    expect(() => unsealRequest({ ...data, sealed: body.toString('base64') }, 'a', ring)).toThrow('does not open');
  });

  it('brings scores with any byte in them, or a code', () => {
    const scores = Uint8Array.from({ length: 1024 }, (_, at) => at % 256);
    const reply = readReply(writeReply({ job: 'a', scores }, ring), ring);
    expect(reply).toMatchObject({ job: 'a' });
    expect('scores' in reply && Buffer.from(reply.scores).equals(scores)).toBe(true);
    expect(readReply(writeReply({ job: 'a', failed: 'KEY_UNKNOWN' }, ring), ring)).toEqual({
      job: 'a',
      failed: 'KEY_UNKNOWN',
    });
  });

  it('does not open with another key', () => {
    const message = writeReply({ job: 'a', scores: randomBytes(8) }, ring);
    expect(() => readReply(message, ringOf('k1'))).toThrow('does not open');
    expect(() => readReply(message, ringOf('k2'))).toThrow('"k1"');
  });
});
