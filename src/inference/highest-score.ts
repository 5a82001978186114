import type { SparseRow } from '../features/term-vector.ts';
import type { RankingTables } from './ranking-tables.ts';

/** The highest score that any diagnosis has for a row, with support cases. */
export type HighestScore = (row: SparseRow) => number;

/** What one channel of a dense node adds to the scores of all columns: `weight` × the codes of a line of the table. */
interface Addend {
  /** Where the line begins. */
  readonly line: number;
  readonly weight: number;
  /** The most that it adds to any column. */
  readonly most: number;
  /** By how much columns differ in it at most. */
  readonly spread: number;
}

/** Addends that are added in one go. */
const together = 4;
const nothing: Addend = { line: 0, weight: 0, most: 0, spread: 0 };
/** Far above the rounding of a sum in double precision, and far below what a score is good for. */
const rounding = 1e-9;

/**
 * Finds the highest score without adding up all of them: whether a rare disease is likely at all depends on no other, and
 * is asked of every patient of a hospital. The short lines of special findings come first. Then general findings, the most
 * telling one first; a column is left out as soon as all that is still to come could not bring it to the first place.
 * Exact: the sum is that of the graph in another order, in double precision, and its bits depend on nothing but the row.
 */
export function highestScore(tables: RankingTables): HighestScore {
  const { columns, prior, choice, diagnoses, channels, scale, densePlace, dense, denseCode } = tables;
  const { firstBlock, blockCount, blockLength, blockColumn, blockCode } = tables;
  const width = columns + 1;
  const priors = Float64Array.from(prior.subarray(width));
  const candidates = Uint16Array.from(new Set(choice.subarray(diagnoses).filter((column) => column < columns)));
  const { lowest, highest } = lineRanges(tables);
  const sums = new Float64Array(width);
  const alive = new Uint16Array(candidates.length);

  /** Adds what a node of few entries says; those behind the end of a line have a code of 0. */
  function addBlocks(node: number, channel: number, weight: number): void {
    const end = firstBlock[node]! + blockCount[node]!;
    for (let block = firstBlock[node]!; block < end; block++) {
      let place = block * blockLength;
      let code = (block * channels + channel) * blockLength;
      for (const next = place + blockLength; place < next; place++, code++)
        sums[blockColumn[place]!]! += weight * blockCode[code]!;
    }
  }

  /** Begins the sums with everything but the addends that it returns, the most telling first. */
  function begin({ nodes, coefficients }: SparseRow): readonly Addend[] {
    sums.set(priors);
    const addends: Addend[] = [];
    for (let at = 0; at < nodes.length; at++) {
      const node = nodes[at]!;
      const place = densePlace[node]!;
      for (let channel = 0; channel < channels; channel++) {
        const weight = coefficients[at * channels + channel]! * scale[node * channels + channel]!;
        if (weight === 0) continue;
        if (place >= dense) addBlocks(node, channel, weight);
        else {
          const line = place * channels + channel;
          const low = weight * lowest[line]!;
          const high = weight * highest[line]!;
          addends.push({ line: line * width, weight, most: Math.max(low, high), spread: Math.abs(high - low) });
        }
      }
    }
    return addends.sort((a, b) => b.spread - a.spread);
  }

  /**
   * Adds four addends to the columns alive, and keeps those that are not below; all in one go, because the numbers are
   * looked at for a moment only.
   */
  function advance(some: readonly Addend[], at: number, count: number, least: number) {
    const { line: a, weight: forA } = some[at] ?? nothing;
    const { line: b, weight: forB } = some[at + 1] ?? nothing;
    const { line: c, weight: forC } = some[at + 2] ?? nothing;
    const { line: d, weight: forD } = some[at + 3] ?? nothing;
    let kept = 0;
    let first = -1;
    let most = Number.NEGATIVE_INFINITY;
    for (let place = 0; place < count; place++) {
      const column = alive[place]!;
      const sum =
        sums[column]! +
        forA * denseCode[a + column]! +
        forB * denseCode[b + column]! +
        forC * denseCode[c + column]! +
        forD * denseCode[d + column]!;
      if (sum < least) continue;
      sums[column] = sum;
      alive[kept++] = column;
      if (sum > most) {
        most = sum;
        first = column;
      }
    }
    return { kept, first, most };
  }

  return (row) => {
    const addends = begin(row);
    let toCome = addends.reduce((sum, { most }) => sum + most, 0);
    alive.set(candidates);
    let count = candidates.length;
    let best = Number.NEGATIVE_INFINITY;
    for (let at = 0; at < addends.length || best === Number.NEGATIVE_INFINITY; at += together) {
      for (let next = at; next < at + together; next++) toCome -= addends[next]?.most ?? 0;
      // What equals the best but for rounding may be left out: it is no higher.
      const { kept, first, most } = advance(addends, at, count, best - toCome + rounding);
      if (kept === 0) break;
      let whole = most;
      for (let left = at + together; left < addends.length; left++)
        whole += addends[left]!.weight * denseCode[addends[left]!.line + first]!;
      best = Math.max(best, whole);
      count = kept;
    }
    return best;
  };
}

/** Lowest and highest code of every line of the dense table. */
function lineRanges({ columns, channels, dense, denseCode }: RankingTables) {
  const lowest = new Int8Array(dense * channels);
  const highest = new Int8Array(dense * channels);
  for (let line = 0; line < lowest.length; line++) {
    const codes = denseCode.subarray(line * (columns + 1), line * (columns + 1) + columns);
    lowest[line] = codes.reduce((least, code) => Math.min(least, code), 0);
    highest[line] = codes.reduce((most, code) => Math.max(most, code), 0);
  }
  return { lowest, highest };
}
