import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Finding } from '../clinical/finding.ts';
import { modelsDir } from '../config/paths.ts';
import { buildTermVector, splitByFinding } from '../features/term-vector.ts';
import { closure, type InputVocabulary } from '../features/vocabulary.ts';
import { loadModelPackage, type ModelPackage } from '../registry/model-package.ts';
import { createEmbeddedInference } from './embedded.ts';
import { explain } from './explain.ts';
import type { InferencePort } from './inference-port.ts';
import { isSilent, linearPackage, linearPort, linearVocabulary, twins } from './linear-model.fixture.ts';
import { finding } from './marfan.fixture.ts';

const shipped = join(modelsDir, 'rare-disease');

interface Model {
  readonly package: ModelPackage;
  readonly port: InferencePort;
}

/** A record of the model's terms, present and excluded, nested or not. */
const record = (most: number) =>
  fc.uniqueArray(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), fc.boolean()), {
    selector: ([place]) => place,
    minLength: 1,
    maxLength: most,
  });

const findingsOf = (places: readonly (readonly [number, boolean])[], { ids }: InputVocabulary): readonly Finding[] => {
  const nodes = new Map(places.map(([place, present]) => [Math.floor(place * ids.length), present]));
  return [...nodes].map(([node, present]) => finding(ids[node]!, present ? 'present' : 'excluded'));
};

async function weights({ package: pkg, port }: Model, findings: readonly Finding[], diagnoses: readonly number[]) {
  const vector = buildTermVector(findings, pkg.vocabulary);
  const explanations = await explain({ findings, package: pkg, port, vector, diagnoses });
  return {
    vector,
    prior: explanations.map(({ prior }) => prior),
    of: explanations.map(({ evidence }) => new Map(evidence.map((each) => [each.finding, each.weight]))),
  };
}

const sumOf = (numbers: Iterable<number>) => [...numbers].reduce((sum, number) => sum + number, 0);

describe.each([
  {
    name: 'a random linear model',
    open: async () => ({ package: linearPackage, port: linearPort }),
    runs: 100,
    ready: true,
  },
  {
    name: 'the shipped package',
    open: async () => {
      const pkg = await loadModelPackage(shipped);
      return { package: pkg, port: await createEmbeddedInference(pkg) };
    },
    runs: 15,
    ready: existsSync(join(shipped, 'model.onnx')),
  },
])('explanation by $name', ({ open, runs, ready }) => {
  describe.skipIf(!ready)('when it is there', () => {
    let model: Model;
    let all: readonly number[];
    beforeAll(async () => {
      model = await open();
      const step = Math.ceil(model.port.diagnoses / 40);
      all = Array.from({ length: Math.floor(model.port.diagnoses / step) }, (_, place) => place * step);
    });
    afterAll(() => model.port.close());
    const holds = (check: (findings: readonly Finding[]) => Promise<void>) =>
      fc.assert(
        fc.asyncProperty(record(8), (places) => check(findingsOf(places, model.package.vocabulary))),
        { numRuns: runs, seed: 3 },
      );

    it('is efficient: prior and weights sum to the score', () =>
      holds(async (findings) => {
        const { vector, prior, of } = await weights(model, findings, all);
        const scores = await model.port.score([vector]);
        for (const [place, diagnosis] of all.entries()) {
          expect(Math.abs(prior[place]! + sumOf(of[place]!.values()) - scores[diagnosis]!)).toBeLessThan(1e-4);
        }
      }));

    it('does not depend on the order of the findings, nor on how often one is told', () =>
      holds(async (findings) => {
        const { of } = await weights(model, findings, all);
        const again = await weights(model, [...findings.toReversed(), findings[0]!], all);
        for (const [place, expected] of of.entries()) {
          for (const [term, weight] of expected) expect(again.of[place]!.get(term)).toBeCloseTo(weight, 4);
          expect(again.of[place]!.size).toBe(expected.size);
        }
      }));

    it('gives nothing to an exclusion that a broader one implies', () =>
      holds(async (findings) => {
        const { vocabulary } = model.package;
        const excluded = findings.map(({ term }) => finding(term, 'excluded'));
        const { of } = await weights(model, excluded, all);
        const nodes = excluded.map(({ term }) => vocabulary.nodeOf.get(term)!);
        for (const node of nodes) {
          const implied = nodes.some((other) => other !== node && closure(vocabulary, node).has(other));
          if (implied) for (const each of of) expect(each.get(vocabulary.ids[node]!)).toBe(0);
        }
      }));

    it('is linear over diagnoses: the weights of a mixture of scores are the mixture of the weights', () =>
      holds(async (findings) => {
        const [a, b] = [all[1]!, all[2]!];
        const mixed: InferencePort = {
          ...model.port,
          async score(rows) {
            const scores = await model.port.score(rows, { diagnoses: [a, b] });
            return Float32Array.from(rows, (_, row) => 2 * scores[row * 2]! - 0.5 * scores[row * 2 + 1]!);
          },
        };
        const { prior, of } = await weights(model, findings, [a, b]);
        const mixture = await weights({ ...model, port: mixed }, findings, [0]);
        expect(mixture.prior[0]).toBeCloseTo(2 * prior[0]! - 0.5 * prior[1]!, 3);
        for (const [term, weight] of mixture.of[0]!) {
          expect(weight).toBeCloseTo(2 * of[0]!.get(term)! - 0.5 * of[1]!.get(term)!, 3);
        }
      }));
  });
});

describe('explanation by a model whose weights are known', () => {
  const model = { package: linearPackage, port: linearPort };
  const all = Array.from({ length: linearPort.diagnoses }, (_, diagnosis) => diagnosis);
  const check = (property: (findings: readonly Finding[]) => Promise<void>, most = 8) =>
    fc.assert(
      fc.asyncProperty(record(most), (places) => property(findingsOf(places, linearVocabulary))),
      { numRuns: 100, seed: 5 },
    );

  it('treats findings alike that the model cannot tell apart', () =>
    check(async (findings) => {
      const [a, b] = twins.map((node) => linearVocabulary.ids[node]!) as [string, string];
      const others = findings.filter(({ term }) => term !== a && term !== b);
      for (const status of ['present', 'excluded'] as const) {
        const { of } = await weights(model, [finding(a, status), ...others, finding(b, status)], all);
        for (const each of of) expect(each.get(a)).toBeCloseTo(each.get(b)!, 5);
      }
    }));

  it('gives nothing to a finding none of whose nodes has a weight for the diagnosis', async () => {
    let dummies = 0;
    await check(async (findings) => {
      const { vector, of } = await weights(model, findings, all);
      const rows = splitByFinding(vector, model.package.vocabulary);
      for (const [place, part] of vector.parts.entries()) {
        for (const diagnosis of all) {
          if (!rows[place]!.nodes.every((node) => isSilent(node, diagnosis))) continue;
          dummies += 1;
          expect(of[diagnosis]!.get(part.term)).toBeCloseTo(0, 6);
        }
      }
    });
    expect(dummies).toBeGreaterThan(50);
  });

  it('gives Shapley values, by brute force over all coalitions', async () => {
    // Channels as they stand in a full record: nothing is divided by a length. The chain belongs to the most specific
    // finding by definition, so nested findings are compared on the other channels.
    const channels = linearVocabulary.channels.map(({ kind }) => ({ kind, lengthExponent: 0 }));
    const unscaled = { ...linearVocabulary, channels };
    const withoutChain: InferencePort = {
      ...linearPort,
      score: (rows, options) =>
        linearPort.score(
          rows.map((row) => ({
            ...row,
            coefficients: row.coefficients.map((value, at) =>
              channels[at % channels.length]!.kind === 'chain' ? 0 : value,
            ),
          })),
          options,
        ),
    };
    const game = { package: { ...linearPackage, vocabulary: unscaled }, port: withoutChain };
    await check(async (findings) => {
      const present = findings.map(({ term }) => finding(term));
      const coalitions = Array.from({ length: 2 ** present.length }, (_, mask) =>
        buildTermVector(
          present.filter((_, place) => mask & (1 << place)),
          unscaled,
        ),
      );
      const worth = await withoutChain.score(coalitions);
      const { of } = await weights(game, present, all);
      for (const [place, { term }] of present.entries()) {
        for (const diagnosis of all) {
          const value = shapley(place, present.length, (mask) => worth[mask * linearPort.diagnoses + diagnosis]!);
          expect(of[diagnosis]!.get(term)).toBeCloseTo(value, 4);
        }
      }
    }, 5);
  });
});

/** Mean of what a player adds, over all orders of arrival (Shapley 1953). */
function shapley(player: number, players: number, worth: (mask: number) => number): number {
  const factorial = (n: number): number => (n <= 1 ? 1 : n * factorial(n - 1));
  let value = 0;
  for (let mask = 0; mask < 2 ** players; mask++) {
    if (mask & (1 << player)) continue;
    const before = [...mask.toString(2)].filter((bit) => bit === '1').length;
    const share = (factorial(before) * factorial(players - before - 1)) / factorial(players);
    value += share * (worth(mask | (1 << player)) - worth(mask));
  }
  return value;
}
