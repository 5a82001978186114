import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keysOf } from '../store/key-ring.ts';
import { type AuditRow, type ChainHead, emptyChain, extendChain } from './chain.ts';
import type { AuditRecord } from './record.ts';
import { verifyChain } from './verify-chain.ts';

const ring = keysOf([{ id: 'k1', key: randomBytes(32) }], randomBytes(32)).audit;
const foreignRing = keysOf([{ id: 'k1', key: randomBytes(32) }], randomBytes(32)).audit;

const record = fc.record({
  kind: fc.constantFrom('call', 'prediction', 'feedback', 'refusal'),
  at: fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('2100-01-01') }).map((date) => date.toISOString()),
  patient: fc.option(fc.string(), { nil: undefined }),
  user: fc.option(fc.string(), { nil: undefined }),
}) as fc.Arbitrary<AuditRecord>;

/** A chain of some records, written in groups as the trail does. */
const chain = fc
  .array(fc.array(record, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 5 })
  .map((groups) => {
    const rows: AuditRow[] = [];
    const heads = [emptyChain(ring)];
    for (const group of groups) {
      const more = extendChain(heads.at(-1)!, group, ring);
      rows.push(...more.rows);
      heads.push(more.head);
    }
    return { rows, heads };
  });

const verdictOf = (rows: readonly AuditRow[], head: ChainHead | undefined, anchor?: { seq: number; hash: string }) =>
  verifyChain({ rows, head, last: Math.max(0, ...rows.map(({ seq }) => seq)) }, ring, anchor);

type Mutation = (rows: AuditRow[], at: number, other: number) => AuditRow[];
const edit =
  (change: (row: AuditRow) => Partial<AuditRow>): Mutation =>
  (rows, at) =>
    rows.map((row, place) => (place === at ? { ...row, ...change(row) } : row));

/** Everything that somebody with the database but without the key can do to the rows. */
const mutations: Readonly<Record<string, Mutation>> = {
  'edits the body': edit(({ body }) => ({ body: body.replace('{', '{"x":1,') })),
  'edits one character of the body': edit(({ body }) => ({
    body: body.slice(0, -2) + (body.at(-2) === 'x' ? 'y' : 'x') + body.slice(-1),
  })),
  'edits the time': edit(() => ({ at: '1999-01-01T00:00:00.000Z' })),
  'edits the kind': edit(({ kind }) => ({ kind: kind === 'call' ? 'refusal' : 'call' })),
  'edits the patient': edit(({ patient }) => ({ patient: `${patient ?? ''}x` })),
  'edits the hash': edit(({ hash }) => ({ hash: hash.replace(/^./, (digit) => (digit === '0' ? '1' : '0')) })),
  'edits the key id': edit(() => ({ key_id: 'k2' })),
  'edits the number': edit(({ seq }) => ({ seq: seq + 1000 })),
  'removes one': (rows, at) => rows.filter((_, place) => place !== at),
  'removes one and closes the gap': (rows, at) =>
    rows.filter((_, place) => place !== at).map((row, place) => ({ ...row, seq: place + 1 })),
  'repeats one at the end': (rows, at) => [...rows, { ...rows[at]!, seq: rows.length + 1 }],
  'cuts off the tail': (rows, at) => rows.slice(0, at),
  'removes all': () => [],
  'exchanges two bodies': (rows, at, other) =>
    rows.map((row, place) => {
      const from = place === at ? rows[other]! : place === other ? rows[at]! : row;
      return { ...from, seq: row.seq };
    }),
  'exchanges two rows': (rows, at, other) =>
    rows.map((row, place) => (place === at ? rows[other]! : place === other ? rows[at]! : row)),
  'writes the rest anew without the key': (rows, at) => {
    const before =
      at === 0 ? emptyChain(foreignRing) : { ...emptyChain(foreignRing), seq: at, hash: rows[at - 1]!.hash };
    const forged = rows
      .slice(at)
      .map(({ body }): AuditRecord => ({ ...JSON.parse(body), user: 'Practitioner/nobody' }));
    return [...rows.slice(0, at), ...extendChain(before, forged, foreignRing).rows];
  },
};

describe('verifyChain', () => {
  it('finds a chain sound that nobody touched', async () => {
    await fc.assert(
      fc.asyncProperty(chain, async ({ rows, heads }) => {
        expect(await verdictOf(rows, heads.at(-1))).toMatchObject({ ok: true, records: rows.length });
      }),
    );
    expect(await verdictOf([], emptyChain(ring))).toMatchObject({ ok: true, records: 0 });
  });

  for (const [deed, mutate] of Object.entries(mutations)) {
    it(`finds out who ${deed}`, async () => {
      await fc.assert(
        fc.asyncProperty(chain, fc.nat(), fc.nat(), async ({ rows, heads }, one, two) => {
          const at = one % rows.length;
          const mutated = mutate(rows, at, two % rows.length);
          fc.pre(JSON.stringify(mutated) !== JSON.stringify(rows));
          const verdict = await verdictOf(mutated, heads.at(-1));
          expect(verdict).toMatchObject({ ok: false, problem: expect.any(String) });
          // What lies before the deed is not called in doubt.
          expect(verdict.records).toBeLessThanOrEqual(rows.length);
        }),
      );
    });
  }

  it('finds a tail cut off together with a head made to fit, but for an old head kept from back then', async () => {
    await fc.assert(
      fc.asyncProperty(chain, fc.nat(), async ({ rows, heads }, one) => {
        const at = one % rows.length;
        const fitting = { seq: at, hash: at === 0 ? '0'.repeat(64) : rows[at - 1]!.hash };
        const forged = { ...heads.at(-1)!, ...fitting };
        expect(await verdictOf(rows.slice(0, at), forged)).toMatchObject({ ok: false });
        expect(await verdictOf(rows.slice(0, at), undefined)).toMatchObject({ ok: false });
      }),
    );
  });

  it('finds even a whole earlier state by its anchor', async () => {
    await fc.assert(
      fc.asyncProperty(chain, async ({ rows, heads }) => {
        const anchor = { seq: rows.at(-1)!.seq, hash: rows.at(-1)!.hash };
        const earlier = heads.at(-2)!;
        expect(await verdictOf(rows.slice(0, earlier.seq), earlier)).toMatchObject({ ok: true });
        expect(await verdictOf(rows.slice(0, earlier.seq), earlier, anchor)).toMatchObject({ ok: false });
        expect(await verdictOf(rows, heads.at(-1), anchor)).toMatchObject({ ok: true });
        expect(await verdictOf(rows, heads.at(-1), { ...anchor, hash: 'f'.repeat(64) })).toMatchObject({ ok: false });
      }),
    );
  });
});
