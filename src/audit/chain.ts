import { createHmac } from 'node:crypto';
import type { NamedKey } from '../config/secret-key.ts';
import type { KeyRing } from '../store/key-ring.ts';
import type { Tables } from '../store/tables.ts';
import type { AuditRecord } from './record.ts';

export type AuditRow = Readonly<Tables['audit']>;
/** Where the chain ends. Its code keeps anybody without the key from cutting the chain short. */
export type ChainHead = Readonly<Omit<Tables['audit_head'], 'id'>>;

/** The hash before the first record. */
const origin = '0'.repeat(64);

/** The end of a chain without records. */
export const emptyChain = ({ current }: KeyRing): ChainHead => headAt(0, origin, current);

/** The rows that carry the chain on from its head, and its new head. */
export function extendChain(
  head: ChainHead,
  records: readonly AuditRecord[],
  { current }: KeyRing,
): { readonly rows: readonly AuditRow[]; readonly head: ChainHead } {
  const rows: AuditRow[] = [];
  let { seq, hash } = head;
  for (const record of records) {
    const body = JSON.stringify(record);
    seq += 1;
    hash = linkHash(hash, seq, body, current);
    rows.push({ seq, ...columnsOf(record), body, key_id: current.id, hash });
  }
  return { rows, head: headAt(seq, hash, current) };
}

/** Whether the head is one that we wrote. */
export const isGenuine = ({ seq, hash, key_id, mac }: ChainHead, ring: KeyRing) =>
  headAt(seq, hash, ring.find(key_id)).mac === mac;

/** Why a row is not what follows the hash before it, or undefined when it is. */
export function flawOf(row: AuditRow, after: { readonly seq: number; readonly hash: string }, ring: KeyRing) {
  if (row.seq !== after.seq + 1) return 'records before it are missing or out of order';
  if (linkHash(after.hash, row.seq, row.body, ring.find(row.key_id)) !== row.hash)
    return 'it is not what was written, or does not follow the record before it';
  const columns = columnsOf(JSON.parse(row.body));
  const told = row.at === columns.at && row.kind === columns.kind && row.patient === columns.patient;
  return told ? undefined : 'its columns do not say what the record says';
}

/** The start of every walk along the chain. */
export const chainStart = { seq: 0, hash: origin };

const columnsOf = ({ at, kind, patient }: AuditRecord) => ({ at, kind, patient: patient ?? null });

// Lines cannot run into one another: numbers, hexadecimal and key ids hold no line break, and the body comes last.
const linkHash = (previous: string, seq: number, body: string, { id, key }: NamedKey) =>
  createHmac('sha256', key).update(`record\n${seq}\n${previous}\n${id}\n${body}`).digest('hex');

function headAt(seq: number, hash: string, { id, key }: NamedKey): ChainHead {
  const mac = createHmac('sha256', key).update(`head\n${seq}\n${hash}\n${id}`).digest('hex');
  return { seq, hash, key_id: id, mac };
}
