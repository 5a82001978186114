import type { InputVocabulary } from '../features/vocabulary.ts';
import { hpoIdOf } from '../registry/feature-file.ts';
import type { ModelPackage } from '../registry/model-package.ts';
import { indexSupport } from '../registry/support.ts';
import type { InferencePort } from './inference-port.ts';

/** A small linear model with random weights over a random ontology: what holds for it holds for any linear model. */

const size = 60;
const diagnoses = 12;
const random = randomFrom(20_240_813);

/** Numbers from 0 to 1, the same ones every time (Park and Miller 1988). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

const below = (limit: number) => Math.floor(random() * limit);
const ids = Array.from({ length: size }, (_, node) => hpoIdOf(node + 1));
/** Two leaves that have the same parents and the same weights. */
export const twins = [size - 2, size - 1] as const;
const parents: (readonly number[])[] = [[]];
for (let node = 1; node < size - 1; node++) {
  const limit = Math.min(node, twins[0]);
  parents.push([...new Set(random() < 0.3 ? [below(limit), below(limit)] : [below(limit)])]);
}
parents.push(parents[twins[0]]!);

export const linearVocabulary: InputVocabulary = {
  ids,
  labels: ids.map((id) => `Feature ${id}`),
  parents,
  informationContent: Float32Array.from(ids, (_, node) => Math.log(1 + node)),
  background: new Float32Array(size).fill(0.05),
  channels: [
    { kind: 'frontier', lengthExponent: 0.5 },
    { kind: 'closure', lengthExponent: 0 },
    { kind: 'chain', lengthExponent: 0.5 },
    { kind: 'excluded', lengthExponent: 0.5 },
  ],
  nodeOf: new Map(ids.map((id, node) => [id, node])),
};

const width = linearVocabulary.channels.length;
const prior = Float32Array.from({ length: diagnoses }, () => -5 * random());

/** Weight of node, channel and diagnosis. */
const table = Float32Array.from({ length: size * width * diagnoses }, () => 4 * random() - 2);

/** Whether the node says nothing about the diagnosis; half of them do not. */
export function isSilent(node: number, diagnosis: number): boolean {
  return (Math.min(node, twins[0]) + diagnosis) % 2 === 0;
}

function weight(node: number, channel: number, diagnosis: number): number {
  return isSilent(node, diagnosis) ? 0 : table[(Math.min(node, twins[0]) * width + channel) * diagnoses + diagnosis]!;
}

const all = Array.from({ length: diagnoses }, (_, diagnosis) => diagnosis);

export const linearPort: InferencePort = {
  diagnoses,
  async score(rows, { diagnoses: wanted = all } = {}) {
    const scores = new Float32Array(rows.length * wanted.length);
    rows.forEach(({ nodes, coefficients }, row) => {
      for (const [place, diagnosis] of wanted.entries()) {
        let score = prior[diagnosis]!;
        nodes.forEach((node, at) => {
          for (let channel = 0; channel < width; channel++) {
            score += coefficients[at * width + channel]! * weight(node, channel, diagnosis);
          }
        });
        scores[row * wanted.length + place] = score;
      }
    });
    return scores;
  },
  async close() {},
};

/** As much of a package as explanation and suggestion read. */
export const linearPackage = {
  vocabulary: linearVocabulary,
  diagnoses: Array.from({ length: diagnoses }, (_, place) => ({
    id: `OMIM:${place}`,
    ids: [`OMIM:${place}`],
    label: `Disease ${place}`,
    flags: [],
  })),
  profiles: {
    size: diagnoses,
    get: (diagnosis: number) => ({
      id: `OMIM:${diagnosis}`,
      absent: [],
      annotations: ids.flatMap((_, node) =>
        node > 0 && !isSilent(node, diagnosis) ? [{ node, frequency: `${1 + (node % 9)}/10`, references: [] }] : [],
      ),
    }),
  },
  support: indexSupport([]),
  calibration: { temperature: 1 },
} as unknown as ModelPackage;
