import { toHoofbeatsError } from '../errors/hoofbeats-error.ts';
import type { KeyRing } from '../store/key-ring.ts';
import { type AuditRow, type ChainHead, chainStart, flawOf, isGenuine } from './chain.ts';

/** A place in the chain that was noted elsewhere: what is before it can no longer be replaced or cut off unnoticed. */
export interface Anchor {
  readonly seq: number;
  readonly hash: string;
}

export interface Verdict {
  readonly ok: boolean;
  /** How many records are sound, from the first on. */
  readonly records: number;
  /** What is wrong, and where. */
  readonly problem?: string;
  /** The last sound place, to be noted as an anchor. */
  readonly end: Anchor;
}

/** What is to be verified. */
export interface Chain {
  /** Undefined when the row is gone. */
  readonly head: ChainHead | undefined;
  /** Number of the last record at the moment when the head was read. */
  readonly last: number;
  /** Every record up to the head, by number. */
  readonly rows: Iterable<AuditRow> | AsyncIterable<AuditRow>;
}

/**
 * Walks the chain from its start. Finds every record that was edited, removed, inserted or moved, and a tail that was cut
 * off. A whole database put back to an earlier state is sound in itself: only an anchor tells.
 */
export async function verifyChain({ head, last, rows }: Chain, ring: KeyRing, anchor?: Anchor): Promise<Verdict> {
  let end: Anchor = chainStart;
  const broken = (problem: string): Verdict => ({ ok: false, records: end.seq, problem, end });
  try {
    if (!head) return broken('the head of the chain is missing');
    if (!isGenuine(head, ring)) return broken('the head of the chain is not what was written');
    for await (const row of rows) {
      const flaw = flawOf(row, end, ring);
      if (flaw) return broken(`record ${row.seq}: ${flaw}`);
      end = { seq: row.seq, hash: row.hash };
      if (anchor?.seq === end.seq && anchor.hash !== end.hash)
        return broken(`record ${end.seq} is not the anchored one`);
    }
  } catch (thrown) {
    // A key that is not given, or a body that is no JSON: either way nothing beyond can be vouched for.
    return broken(`record ${end.seq + 1}: ${toHoofbeatsError(thrown).message}`);
  }
  if (end.seq !== head.seq || end.hash !== head.hash)
    return broken(`the chain ends at record ${end.seq}, its head at ${head.seq}`);
  if (last !== head.seq) return broken(`record ${last} stands beyond the head of the chain, ${head.seq}`);
  if (anchor && anchor.seq > end.seq) return broken(`the chain ends before the anchored record ${anchor.seq}`);
  return { ok: true, records: end.seq, end };
}
