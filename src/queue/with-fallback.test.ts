import { describe, expect, it } from 'vitest';
import { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import type { InferencePort } from '../inference/inference-port.ts';
import { type FailureReason, QueueFailure } from './queue-failure.ts';
import { withFallback } from './with-fallback.ts';

const [fromQueue, fromModel] = [Float32Array.of(1), Float32Array.of(2)];

function ports() {
  const state = { failure: undefined as Error | undefined, asked: 0, fallbacks: [] as FailureReason[] };
  const timers: (() => void)[] = [];
  const queued: InferencePort = {
    diagnoses: 1,
    async score() {
      state.asked += 1;
      if (state.failure) throw state.failure;
      return fromQueue;
    },
    close: async () => {},
  };
  const embedded: InferencePort = { diagnoses: 1, score: async () => fromModel, close: async () => {} };
  const port = withFallback(queued, embedded, {
    onFallback: (reason) => state.fallbacks.push(reason),
    probe: async () => {
      if (state.failure) throw state.failure;
    },
    setTimer: (task) => {
      timers.push(task);
      return { unref: () => {} };
    },
  });
  const tick = async () => {
    for (const task of timers.splice(0)) task();
    await new Promise(setImmediate);
  };
  return { state, timers, port, tick };
}

describe('the fallback to the embedded model', () => {
  it.each<FailureReason>(['unreachable', 'overloaded', 'late', 'failed'])(
    'answers when the queue is %s',
    async (reason) => {
      const { state, port } = ports();
      expect(await port.score([])).toBe(fromQueue);
      state.failure = new QueueFailure(reason);
      expect(await port.score([])).toBe(fromModel);
      expect(state.fallbacks).toEqual([reason]);
    },
  );

  it('does not hide an error that the embedded model would have as well', async () => {
    const { state, port } = ports();
    state.failure = new HoofbeatsError('MODEL_UNAVAILABLE', 'The model has been shut down.');
    await expect(port.score([])).rejects.toBe(state.failure);
  });

  it('lets the queue rest after three misses in a row, until a probe is answered', async () => {
    const { state, timers, port, tick } = ports();
    const late = new QueueFailure('late');
    for (const failure of [late, late, undefined, late, late, late]) {
      state.failure = failure;
      await port.score([]);
    }
    expect(state.asked).toBe(6);
    await port.score([]);
    expect(state.asked).toBe(6);
    expect(state.fallbacks.at(-1)).toBe('resting');
    await tick();
    await port.score([]);
    expect(state.asked).toBe(6);
    state.failure = undefined;
    await tick();
    expect(await port.score([])).toBe(fromQueue);
    expect(timers).toEqual([]);
  });

  it('probes no more once it is closed', async () => {
    const { state, timers, port, tick } = ports();
    state.failure = new QueueFailure('late');
    for (let miss = 0; miss < 3; miss += 1) await port.score([]);
    await port.close();
    await tick();
    expect(timers).toEqual([]);
  });
});
