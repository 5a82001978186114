import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { afterEach, describe, expect, it } from 'vitest';
import { keptRun } from '../../src/assessment/kept-run.ts';
import { findRecord, findRecords, readChain } from '../../src/audit/audit-log.ts';
import { verifyChain } from '../../src/audit/verify-chain.ts';
import type { NamedKey } from '../../src/config/secret-key.ts';
import { openRecords, type Records } from '../../src/records.ts';
import { findAssessment } from '../../src/store/assessments.ts';
import { type CardFeedback, feedbackSince, insertFeedback } from '../../src/store/feedback.ts';
import { recallShown, rememberShown } from '../../src/store/shown-cards.ts';
import { finishedRun, testKeys } from '../fixtures/test-records.ts';

/** Settings that name a database; the same place gives the same database. */
export interface Place {
  readonly DATA_DIR: string;
  readonly DATABASE_URL: string | undefined;
}

/**
 * What every database must do for the program, whichever it is. To prove another one, call this with its name and a function
 * that makes a new empty place.
 */
export function storeSuite(name: string, newPlace: () => Promise<Place>): void {
  describe(`store in ${name}`, () => {
    const opened: Records[] = [];
    const open = async (place: Place, keys = testKeys, onLoss = (_thrown: unknown) => {}) => {
      const records = await openRecords({ ...place, ...keys }, { onLoss });
      opened.push(records);
      return records;
    };
    afterEach(async () => {
      for (const records of opened.splice(0)) await records.close();
    });
    const verify = async ({ db, keys }: Records) => verifyChain(await readChain(db), keys.audit);

    it('keeps an assessment with its audit record, and gives both back after reopening', async () => {
      const place = await newPlace();
      const first = await open(place);
      const run = finishedRun();
      await first.keep(run);
      await first.close();
      opened.pop();
      const { db, keys, pseudonymise } = await open(place);
      expect(await findAssessment(run.assessment.id, db, keys.seal)).toEqual(keptRun(run));
      const [record] = await findRecords({ count: 1 }, db);
      expect(record).toMatchObject({
        seq: 1,
        kind: 'prediction',
        assessment: run.assessment.id,
        user: 'Practitioner/u1',
        patient: pseudonymise(run.assessment.case.subject.reference, { client: 'open-mode' }),
      });
      expect(await findRecord(1, db)).toEqual(record);
    });

    it('keeps an assessment once: a second of the same id leaves no trace, and is not passed over', async () => {
      const losses: unknown[] = [];
      const records = await open(await newPlace(), testKeys, (thrown) => losses.push(thrown));
      const run = finishedRun();
      await records.keep(run);
      await records.trail.drained();
      await records.keep(run);
      await records.trail.drained();
      expect(losses).toMatchObject([{ code: 'STORE_UNAVAILABLE' }]);
      // From then on nothing counts as kept that is not.
      await expect(records.keep(run)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
      await records.keep(finishedRun());
      expect(await verify(records)).toMatchObject({ ok: true, records: 2 });
      expect(records.trail.sound).toBe(true);
      await expect(findAssessment('no-such-id', records.db, records.keys.seal)).rejects.toMatchObject({
        code: 'RECORD_UNKNOWN',
      });
    });

    it('holds neither findings nor patient in the clear', async () => {
      const { keep, trail, db } = await open(await newPlace());
      const run = finishedRun();
      await keep(run);
      await trail.drained();
      const row = await db.selectFrom('assessment').selectAll().executeTakeFirstOrThrow();
      const log = await db.selectFrom('audit').selectAll().execute();
      const bytes = Buffer.concat([
        Buffer.from(row.sealed),
        Buffer.from(JSON.stringify([{ ...row, sealed: '' }, log])),
      ]);
      const { subject, findings } = run.assessment.case;
      for (const secret of [subject.reference, ...findings.flatMap(({ term, label }) => [term, label])])
        expect(bytes.includes(secret), secret).toBe(false);
    });

    it('opens records of every key that is given, seals with the first, and names a key that is not', async () => {
      const place = await newPlace();
      const key = (id: string): NamedKey => ({ id, key: randomBytes(32) });
      const [old, young] = [key('2025'), key('2026')];
      const withKeys = (...SEAL_KEYS: NamedKey[]) => open(place, { ...testKeys, SEAL_KEYS });
      const [before, after] = [finishedRun(), finishedRun()];
      const early = await withKeys(old);
      await early.keep(before);
      await early.trail.drained();
      const rotated = await withKeys(young, old);
      await rotated.keep(after);
      await rotated.trail.drained();
      for (const { assessment } of [before, after])
        expect(await findAssessment(assessment.id, rotated.db, rotated.keys.seal)).toMatchObject({ id: assessment.id });
      expect(await verify(rotated)).toMatchObject({ ok: true, records: 2 });
      const keyIds = await rotated.db.selectFrom('assessment').select('key_id').orderBy('key_id').execute();
      expect(keyIds.map(({ key_id }) => key_id)).toEqual(['2025', '2026']);
      const { db, keys } = await withKeys(young);
      await expect(findAssessment(before.assessment.id, db, keys.seal)).rejects.toThrow('"2025"');
      expect(await verifyChain(await readChain(db), keys.audit)).toMatchObject({ ok: false, records: 0 });
    });

    it('does not open a sealed row that was changed, or moved to another id', async () => {
      const { keep, trail, db, keys } = await open(await newPlace());
      const run = finishedRun();
      await keep(run);
      await trail.drained();
      await db.updateTable('assessment').set({ id: 'another' }).execute();
      await expect(findAssessment('another', db, keys.seal)).rejects.toMatchObject({ code: 'RECORD_ALTERED' });
      await db
        .updateTable('assessment')
        .set({ id: run.assessment.id, sealed: Buffer.alloc(64) })
        .execute();
      await expect(findAssessment(run.assessment.id, db, keys.seal)).rejects.toMatchObject({ code: 'RECORD_ALTERED' });
    });

    it('takes the same feedback once, however often it comes', async () => {
      const records = await open(await newPlace());
      const { db, keys } = records;
      const feedback: CardFeedback = {
        card: 'c1',
        service: 'differential-diagnosis',
        outcome: 'overridden',
        outcomeAt: '2026-03-01T10:00:00.000Z',
        overrideReason: { code: 'already-considered', display: 'Already considered' },
        comment: 'Known to genetics.',
      };
      const later: CardFeedback = { ...feedback, outcome: 'accepted', outcomeAt: '2026-03-02T10:00:00.000Z' };
      for (const one of [feedback, feedback, later]) await records.keepFeedback(one, { client: 'open-mode' });
      expect(await insertFeedback(later, new Date(), db, keys.seal)).toBe(false);
      expect(await insertFeedback({ ...later, card: 'c2' }, new Date(), db, keys.seal)).toBe(true);
      await db.deleteFrom('feedback').where('card', '=', 'c2').execute();
      expect(await findRecords({ count: 1, kind: 'feedback' }, db)).toMatchObject([
        { seq: 3, card: 'c1', outcome: 'accepted', client: 'open-mode' },
      ]);
      expect(await feedbackSince(new Date(0), db, keys.seal)).toEqual([feedback, later]);
      expect(await feedbackSince(new Date('2026-03-02'), db, keys.seal)).toEqual([later]);
      const [row] = await db.selectFrom('feedback').select('sealed').execute();
      expect(Buffer.from(row!.sealed).includes('genetics')).toBe(false);
    });

    it('remembers what was shown last to each user of each service', async () => {
      const { db, keys } = await open(await newPlace());
      const key = { patient: 'pseudonym', service: 'differential-diagnosis', viewer: 'u' };
      const shown = { at: '2026-03-01T10:00:00.000Z', diagnoses: ['OMIM:154700'], findings: 'digest' };
      expect(await recallShown(key, db, keys.seal)).toBeUndefined();
      await rememberShown(key, { ...shown, diagnoses: [] }, db, keys.seal);
      await rememberShown(key, shown, db, keys.seal);
      expect(await recallShown(key, db, keys.seal)).toEqual(shown);
      expect(await recallShown({ ...key, viewer: 'v' }, db, keys.seal)).toBeUndefined();
    });

    it('lets openers that start together wait for one another, and chains what they write at the same time', async () => {
      const place = await newPlace();
      const all = await Promise.all(Array.from({ length: 3 }, () => open(place)));
      await Promise.all(
        all.flatMap(({ trail, keep }) => [
          ...Array.from({ length: 20 }, () => trail.record({ kind: 'call', status: 200 })),
          keep(finishedRun()),
        ]),
      );
      await Promise.all(all.map(({ trail }) => trail.drained()));
      expect(await verify(all[0]!)).toMatchObject({ ok: true, records: 63 });
    });

    it('finds records by patient, kind and time, newest first, page by page', async () => {
      const { trail, db } = await open(await newPlace());
      for (const patient of ['a', 'b', 'a']) await trail.record({ kind: 'prediction', patient });
      await trail.record({ kind: 'refusal', status: 401 });
      const found = async (query: object) => (await findRecords({ count: 10, ...query }, db)).map(({ seq }) => seq);
      expect(await found({ patient: 'a' })).toEqual([3, 1]);
      expect(await found({ patient: 'a', before: 3 })).toEqual([1]);
      expect(await found({ kind: 'refusal' })).toEqual([4]);
      expect(await found({ count: 2 })).toEqual([4, 3]);
      expect(await found({ from: '2999-01-01T00:00:00.000Z' })).toEqual([]);
      expect(await found({ until: '2999-01-01T00:00:00.000Z' })).toHaveLength(4);
    });

    it('refuses to go on from a head that it did not write', async () => {
      const records = await open(await newPlace());
      for (let count = 0; count < 3; count += 1) await records.trail.record({ kind: 'call' });
      const second = await records.db.selectFrom('audit').selectAll().where('seq', '=', 2).executeTakeFirstOrThrow();
      await records.db.deleteFrom('audit').where('seq', '>', 2).execute();
      expect(await verify(records)).toMatchObject({ ok: false, records: 2 });
      await records.db.updateTable('audit_head').set({ seq: 2, hash: second.hash }).execute();
      expect(await verify(records)).toMatchObject({ ok: false, problem: expect.stringContaining('head') });
      await expect(records.trail.record({ kind: 'call' })).rejects.toMatchObject({ code: 'RECORD_ALTERED' });
      await records.db.deleteFrom('audit_head').execute();
      await expect(records.trail.record({ kind: 'call' })).rejects.toMatchObject({ code: 'RECORD_ALTERED' });
      expect(await verify(records)).toMatchObject({ ok: false, problem: expect.stringContaining('missing') });
    });

    it('says when it was made by a later version of the program', async () => {
      const place = await newPlace();
      const { db } = await open(place);
      await sql`insert into kysely_migration (name, timestamp) values ('999-later', '2999')`.execute(db);
      await expect(open(place)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    });
  });
}
