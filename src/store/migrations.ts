import type { Migration } from 'kysely';

/**
 * The schema's history, oldest first: a released migration is never edited. Types are PostgreSQL's; SQLite keeps whatever
 * it is given under any type name, so one text serves both.
 */
export const migrations: Readonly<Record<string, Migration>> = {
  '001-assessments-feedback-audit': {
    async up(db) {
      await db.schema
        .createTable('assessment')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('created_at', 'text', (column) => column.notNull())
        .addColumn('patient', 'text', (column) => column.notNull())
        .addColumn('versions', 'text', (column) => column.notNull())
        .addColumn('input_hash', 'text', (column) => column.notNull())
        .addColumn('key_id', 'text', (column) => column.notNull())
        .addColumn('sealed', 'bytea', (column) => column.notNull())
        .execute();
      await db.schema
        .createIndex('assessment_by_patient')
        .on('assessment')
        .columns(['patient', 'created_at'])
        .execute();
      await db.schema
        .createTable('feedback')
        .addColumn('card', 'text', (column) => column.notNull())
        .addColumn('outcome', 'text', (column) => column.notNull())
        .addColumn('outcome_at', 'text', (column) => column.notNull())
        .addColumn('received_at', 'text', (column) => column.notNull())
        .addColumn('service', 'text', (column) => column.notNull())
        .addColumn('key_id', 'text', (column) => column.notNull())
        .addColumn('sealed', 'bytea', (column) => column.notNull())
        .addPrimaryKeyConstraint('feedback_key', ['card', 'outcome', 'outcome_at'])
        .execute();
      await db.schema
        .createTable('shown_card')
        .addColumn('patient', 'text', (column) => column.notNull())
        .addColumn('service', 'text', (column) => column.notNull())
        .addColumn('viewer', 'text', (column) => column.notNull())
        .addColumn('shown_at', 'text', (column) => column.notNull())
        .addColumn('key_id', 'text', (column) => column.notNull())
        .addColumn('sealed', 'bytea', (column) => column.notNull())
        .addPrimaryKeyConstraint('shown_card_key', ['patient', 'service', 'viewer'])
        .execute();
      await db.schema
        .createTable('audit')
        .addColumn('seq', 'bigint', (column) => column.primaryKey())
        .addColumn('at', 'text', (column) => column.notNull())
        .addColumn('kind', 'text', (column) => column.notNull())
        .addColumn('patient', 'text')
        .addColumn('body', 'text', (column) => column.notNull())
        .addColumn('key_id', 'text', (column) => column.notNull())
        .addColumn('hash', 'text', (column) => column.notNull())
        .execute();
      await db.schema.createIndex('audit_by_patient').on('audit').columns(['patient', 'seq']).execute();
      await db.schema.createIndex('audit_by_time').on('audit').column('at').execute();
      await db.schema
        .createTable('audit_head')
        .addColumn('id', 'integer', (column) => column.primaryKey())
        .addColumn('seq', 'bigint', (column) => column.notNull())
        .addColumn('hash', 'text', (column) => column.notNull())
        .addColumn('key_id', 'text', (column) => column.notNull())
        .addColumn('mac', 'text', (column) => column.notNull())
        .execute();
    },
  },
};
