import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { SparseRow } from '../../src/features/term-vector.ts';
import { createEmbeddedInference } from '../../src/inference/embedded.ts';
import type { InferencePort, ScoreOptions } from '../../src/inference/inference-port.ts';
import type { ModelPackage } from '../../src/registry/model-package.ts';
import { randomRows } from '../fixtures/random-rows.ts';

/** The score of a diagnosis that is no candidate. */
const noCandidate = -1000;

/** What an adapter must do. Call it inside a `describe`; `open` gives a new port on the package at every call. */
export function inferencePortSuite(pkg: () => ModelPackage, open: () => Promise<InferencePort>): void {
  let port: InferencePort;
  /** The embedded model, whose bits count. */
  let reference: InferencePort;
  let rows: readonly SparseRow[];
  /** Scores of each row alone, in both modes. */
  let alone: readonly Float32Array[];
  let knowledgeAlone: readonly Float32Array[];

  beforeAll(async () => {
    rows = [...randomRows(pkg().vocabulary, 70), ...randomRows(pkg().vocabulary, 3, 300), empty];
    reference = await createEmbeddedInference(pkg());
    const oneByOne = async (options: ScoreOptions) => {
      const scores: Float32Array[] = [];
      for (const row of rows) scores.push(await reference.score([row], options));
      return scores;
    };
    alone = await oneByOne({});
    knowledgeAlone = await oneByOne({ withoutSupport: true });
    port = await open();
  });
  afterAll(async () => {
    await reference.close();
    await port.close();
  });

  const rowOf = (scores: Float32Array, place: number) =>
    scores.subarray(place * port.diagnoses, (place + 1) * port.diagnoses);
  const sameBits = (one: Float32Array, other: Float32Array) =>
    Buffer.from(one.buffer, one.byteOffset, one.byteLength).equals(
      Buffer.from(other.buffer, other.byteOffset, other.byteLength),
    );

  it('gives a row of scores per row of input', async () => {
    expect(port.diagnoses).toBe(pkg().diagnoses.length);
    expect(await port.score(rows.slice(0, 3))).toHaveLength(3 * port.diagnoses);
  });

  it('answers an empty list with an empty result', async () => {
    expect(await port.score([])).toHaveLength(0);
  });

  it('gives every row the bits that it gets alone, in a batch of any size', async () => {
    for (const size of [1, 2, 17, rows.length]) {
      const scores = await port.score(rows.slice(0, size));
      for (let place = 0; place < size; place += 1)
        expect(sameBits(rowOf(scores, place), alone[place]!), `row ${place} of ${size}`).toBe(true);
    }
  });

  it('scores some diagnoses alone, as the whole row has them, by the same bits in every company', async () => {
    const some = [0, 7, 4711, port.diagnoses - 1, 7];
    for (const [options, whole] of [[{}, alone] as const, [{ withoutSupport: true }, knowledgeAlone] as const]) {
      const scores = await port.score(rows, { ...options, diagnoses: some });
      expect(scores).toHaveLength(rows.length * some.length);
      for (const [place, expected] of whole.entries()) {
        const own = scores.subarray(place * some.length, (place + 1) * some.length);
        for (const [at, diagnosis] of some.entries())
          expect(Math.abs(own[at]! - expected[diagnosis]!), `row ${place}`).toBeLessThan(1e-4);
        const [again] = await port.score([rows[place]!], { ...options, diagnoses: [4711] });
        expect(again).toBe(own[2]);
        expect(again).toBe((await reference.score([rows[place]!], { ...options, diagnoses: [4711] }))[0]);
      }
    }
  });

  it('gives concurrent calls in both modes their own answers', async () => {
    const calls = rows.map(async (row, place) => {
      if (place % 5 === 0) await nextTurn();
      const withoutSupport = place % 3 === 0;
      const scores = await port.score([row, rows[0]!], { withoutSupport });
      const expected = withoutSupport ? knowledgeAlone : alone;
      return sameBits(rowOf(scores, 0), expected[place]!) && sameBits(rowOf(scores, 1), expected[0]!);
    });
    expect((await Promise.all(calls)).every(Boolean)).toBe(true);
  });

  it('scores what is no candidate −1000, and only with support more can be candidates', async () => {
    const candidates = (scores: Float32Array) => scores.filter((score) => score !== noCandidate).length;
    const withSupport = candidates(await port.score([rows[0]!]));
    const without = candidates(await port.score([rows[0]!], { withoutSupport: true }));
    expect(without).toBeGreaterThan(0);
    expect(withSupport).toBeGreaterThan(without);
  });

  it('finishes what was begun when it is closed, and refuses what comes after', async () => {
    const own = await open();
    const begun = own.score(rows);
    await own.close();
    expect(await begun).toHaveLength(rows.length * own.diagnoses);
    await expect(own.score([rows[0]!])).rejects.toMatchObject({ code: 'MODEL_UNAVAILABLE' });
    await expect(own.score([])).rejects.toMatchObject({ code: 'MODEL_UNAVAILABLE' });
    await own.close();
  });
}

const empty: SparseRow = { nodes: new Int32Array(), coefficients: new Float32Array() };
