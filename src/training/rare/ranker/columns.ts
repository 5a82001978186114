import type { InputVocabulary } from '../../../features/vocabulary.ts';
import type { RankerWeights } from '../../../registry/ranker-weights.ts';
import { indexSupport, type Support, type SupportCase } from '../../../registry/support.ts';
import { type Disease, factsOf } from '../candidates/candidates.ts';
import type { Mode, RealWeights } from '../graph/weights.ts';
import { channels, type DiseaseFacts, informationOf, potentials, priorPotentials } from './potentials.ts';

/** Every potential of every column, entry by entry: what the fit chooses weights for. */
export interface ColumnTable {
  readonly columns: number;
  /** Compressed sparse rows by node. */
  readonly start: Int32Array;
  readonly column: Uint16Array;
  /** entries × potentials. */
  readonly value: Float32Array;
  /** columns × prior potentials. */
  readonly prior: Float32Array;
  /** Columns that stand for each diagnosis: by knowledge alone, and with all its support; −1 where there is none. */
  readonly choice: readonly [Int32Array, Int32Array];
  /** The column of a diagnosis without the cases of one publication; undefined where it has none from there. */
  without(diagnosis: number, publication: string): number | undefined;
  readonly support: Support;
}

export interface ColumnOptions {
  /** Make a column without each publication too, so that a case can be ranked without its own. */
  readonly withoutEach: boolean;
}

/** Lays out the prototypes of diseases and their support cases as columns. */
export function buildColumns(
  diseases: readonly Disease[],
  cases: readonly SupportCase[],
  vocabulary: InputVocabulary,
  { withoutEach }: ColumnOptions,
): ColumnTable {
  const support = indexSupport(cases);
  const facts: DiseaseFacts[] = [];
  const add = (disease: Disease, own: readonly SupportCase[]) =>
    disease.kind === 'supported' && own.length === 0 ? -1 : facts.push(factsOf(disease, own, vocabulary)) - 1;
  const known = Int32Array.from(diseases, (disease) => add(disease, []));
  const alone = known.map((column, place) => (diseases[place]!.kind === 'annotated' ? column : -1));
  const updated = known.map((column, place) => {
    const own = support.casesOf(place);
    return own.length === 0 ? column : add(diseases[place]!, own);
  });
  const left = new Map<string, number>();
  if (withoutEach) {
    diseases.forEach((disease, place) => {
      const own = support.casesOf(place);
      for (const publication of new Set(own.map((each) => each.publication))) {
        const others = own.filter((each) => each.publication !== publication);
        left.set(`${place} ${publication}`, others.length === 0 ? known[place]! : add(disease, others));
      }
    });
  }
  return {
    ...layOut(facts, vocabulary),
    choice: [alone, updated],
    without: (diagnosis, publication) => left.get(`${diagnosis} ${publication}`),
    support,
  };
}

/** The values of all potentials of one column by node, and of all its priors. */
function columnValues(facts: DiseaseFacts): {
  readonly nodes: ReadonlyMap<number, Float64Array>;
  readonly prior: Float64Array;
} {
  const { prototype, vocabulary } = facts;
  const context = { prototype, vocabulary, information: informationOf(prototype, vocabulary) };
  const nodes = new Map<number, Float64Array>();
  for (const node of new Set([...prototype.shares.keys(), ...prototype.excluded.keys()])) {
    const share = prototype.shares.get(node) ?? 0;
    nodes.set(
      node,
      Float64Array.from(potentials, ({ value }) => value(node, share, context)),
    );
  }
  return { nodes, prior: Float64Array.from(priorPotentials, ({ value }) => value(facts)) };
}

function layOut(facts: readonly DiseaseFacts[], vocabulary: InputVocabulary) {
  const size = vocabulary.ids.length;
  const width = potentials.length;
  const prior = new Float32Array(facts.length * priorPotentials.length);
  const filled = facts.map((each, place) => {
    const { nodes, prior: own } = columnValues(each);
    prior.set(own, place * priorPotentials.length);
    const value = new Float32Array(nodes.size * width);
    let at = 0;
    for (const values of nodes.values()) value.set(values, width * at++);
    return { nodes: Int32Array.from(nodes.keys()), value };
  });
  const start = new Int32Array(size + 1);
  for (const { nodes } of filled) for (const node of nodes) start[node + 1]! += 1;
  for (let node = 0; node < size; node++) start[node + 1]! += start[node]!;
  const column = new Uint16Array(start[size]!);
  const value = new Float32Array(start[size]! * width);
  const next = start.slice();
  filled.forEach((each, place) => {
    each.nodes.forEach((node, i) => {
      const at = next[node]!++;
      column[at] = place;
      for (let p = 0; p < width; p++) value[at * width + p] = each.value[i * width + p]!;
    });
  });
  return { columns: facts.length, start, column, value, prior };
}

/** Whether a column rests on support cases. */
export function isSupported({ prior }: Pick<ColumnTable, 'prior'>, column: number): boolean {
  return prior[column * priorPotentials.length + supportedPlace] === 1;
}

const supportedPlace = priorPotentials.findIndex(({ name }) => name === 'supported');

/** Sums the potentials of a table with their weights into the model's parameters. */
export function combine(table: ColumnTable, weights: RankerWeights): RealWeights {
  const { start, column, columns, choice } = table;
  const [width, channelCount] = [potentials.length, channels.length];
  const kinds = Array.from({ length: columns }, (_, place) => vectorsOf(weights, isSupported(table, place)));
  const value = new Float32Array(column.length * channelCount);
  for (let at = 0; at < column.length; at++) {
    const { node } = kinds[column[at]!]!;
    for (let p = 0; p < width; p++) {
      value[at * channelCount + potentials[p]!.channel]! += node[p]! * table.value[at * width + p]!;
    }
  }
  const priorOf = (mode: Mode) =>
    Float32Array.from(kinds, ({ prior }, place) =>
      dot(prior[mode], table.prior.subarray(place * priorPotentials.length, (place + 1) * priorPotentials.length)),
    );
  return { columns, channels: channelCount, start, column, value, prior: [priorOf(0), priorOf(1)], choice };
}

/** One column of the model's parameters by itself: a disease whose support has changed. */
export interface Column {
  /** One number per channel for every node that the prototype has. */
  readonly nodes: ReadonlyMap<number, Float64Array>;
  /** By mode. */
  readonly prior: readonly [number, number];
}

/** Makes the column that `buildColumns` and `combine` would make of the same disease. */
export function columnOf(facts: DiseaseFacts, weights: RankerWeights): Column {
  const { nodes, prior: values } = columnValues(facts);
  const { node: vector, prior } = vectorsOf(weights, facts.prototype.publications > 0);
  const coefficients = [...nodes].map(([node, own]): [number, Float64Array] => {
    const sums = new Float64Array(channels.length);
    potentials.forEach(({ channel }, p) => {
      sums[channel]! += vector[p]! * own[p]!;
    });
    return [node, sums];
  });
  return { nodes: new Map(coefficients), prior: [dot(prior[0], values), dot(prior[1], values)] };
}

/** The weights of a kind of column, in the order of the potentials and of the priors; the latter by mode. */
function vectorsOf({ knowledge, support, unsupported }: RankerWeights, supported: boolean) {
  const priorVector = (weights: Readonly<Record<string, number>>) =>
    priorPotentials.map(({ name }) => weights[name] ?? 0);
  const own = supported ? support : knowledge;
  return {
    node: potentials.map(({ name }) => own[name] ?? 0),
    prior: [priorVector(own), priorVector(supported ? support : unsupported)] as const,
  };
}

function dot(a: readonly number[], b: ArrayLike<number>): number {
  return a.reduce((sum, value, at) => sum + value * b[at]!, 0);
}
