import { findRecords, readChain } from '../audit/audit-log.ts';
import { type Anchor, verifyChain } from '../audit/verify-chain.ts';
import { loadConfig } from '../config/load.ts';
import { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import { readAuditSearch } from '../fhir-server/audit-search.ts';
import { withRecords } from '../records.ts';
import { readArguments } from './arguments.ts';

export function verify(args: readonly string[]): Promise<number> {
  const { values } = readArguments(args, {
    anchor: { type: 'string' },
    json: { type: 'boolean', default: false },
  });
  const anchor = values.anchor === undefined ? undefined : readAnchor(values.anchor);
  return withRecords(loadConfig(process.env), async ({ db, keys }) => {
    const verdict = await verifyChain(await readChain(db), keys.audit, anchor);
    const { ok, records, problem, end } = verdict;
    if (values.json) console.log(JSON.stringify(verdict));
    else if (ok)
      console.log(`ok: ${records} records\nNote this anchor where the database's owner cannot: ${end.seq}:${end.hash}`);
    else console.log(`NOT AS WRITTEN: ${problem}. The ${records} records before it are sound.`);
    return ok ? 0 : 1;
  });
}

function readAnchor(given: string): Anchor {
  const [, seq, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(given) ?? [];
  if (seq === undefined || hash === undefined)
    throw new HoofbeatsError('USAGE', '--anchor is what `audit verify` printed, NUMBER:HASH.');
  return { seq: Number(seq), hash };
}

/** Callers of a server that has no registry of EHRs. */
const openMode = 'open-mode';

export function show(args: readonly string[]): Promise<number> {
  const { values } = readArguments(args, {
    patient: { type: 'string' },
    client: { type: 'string', default: openMode },
    tenant: { type: 'string' },
    day: { type: 'string' },
    last: { type: 'string', default: '50' },
    json: { type: 'boolean', default: false },
  });
  const { patient, client, tenant, day, last } = values;
  return withRecords(loadConfig(process.env), async ({ db, pseudonymise }) => {
    const asked = { patient, client, tenant, date: day, _count: last };
    const given = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
    const records = await findRecords(readAuditSearch(given, pseudonymise).query, db);
    if (values.json) console.log(JSON.stringify({ records }));
    else for (const { seq, at, kind, ...rest } of records) console.log(`${seq}  ${at}  ${kind}  ${fields(rest)}`);
    return 0;
  });
}

const fields = (record: object) =>
  Object.entries(record)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ');
