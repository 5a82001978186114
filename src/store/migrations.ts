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
  '002-subscriptions': {
    async up(db) {
      await db.schema
        .createTable('subscription')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('owner', 'text', (column) => column.notNull())
        .addColumn('topic', 'text', (column) => column.notNull())
        .addColumn('url', 'text', (column) => column.notNull())
        .addColumn('status', 'text', (column) => column.notNull())
        .addColumn('created_at', 'text', (column) => column.notNull())
        .addColumn('updated_at', 'text', (column) => column.notNull())
        .addColumn('ends_at', 'text')
        .addColumn('events', 'bigint', (column) => column.notNull())
        .addColumn('delivered', 'bigint', (column) => column.notNull())
        .addColumn('attempts', 'integer', (column) => column.notNull())
        .addColumn('due_at', 'text')
        .addColumn('lease_until', 'text')
        .addColumn('error', 'text')
        .addColumn('key_id', 'text', (column) => column.notNull())
        .addColumn('sealed', 'bytea', (column) => column.notNull())
        .execute();
      await db.schema.createIndex('subscription_by_due').on('subscription').column('due_at').execute();
      await db.schema.createIndex('subscription_by_topic').on('subscription').columns(['topic', 'owner']).execute();
      await db.schema
        .createTable('subscription_event')
        .addColumn('subscription', 'text', (column) => column.notNull())
        .addColumn('number', 'bigint', (column) => column.notNull())
        .addColumn('at', 'text', (column) => column.notNull())
        .addColumn('focus', 'text', (column) => column.notNull())
        .addColumn('key_id', 'text', (column) => column.notNull())
        .addColumn('sealed', 'bytea', (column) => column.notNull())
        .addPrimaryKeyConstraint('subscription_event_key', ['subscription', 'number'])
        .execute();
      await db.schema.createIndex('subscription_event_by_focus').on('subscription_event').column('focus').execute();
      await db.schema
        .createTable('leading_diagnoses')
        .addColumn('patient', 'text', (column) => column.primaryKey())
        .addColumn('key_id', 'text', (column) => column.notNull())
        .addColumn('sealed', 'bytea', (column) => column.notNull())
        .execute();
    },
  },
  '003-notifications': {
    async up(db) {
      await db.schema
        .createTable('notification_event')
        .addColumn('source', 'text', (column) => column.notNull())
        .addColumn('key', 'text', (column) => column.notNull())
        .addColumn('number', 'bigint')
        .addColumn('received_at', 'text', (column) => column.notNull())
        .addColumn('state', 'text', (column) => column.notNull())
        .addColumn('attempts', 'integer', (column) => column.notNull())
        .addColumn('due_at', 'text', (column) => column.notNull())
        .addColumn('key_id', 'text', (column) => column.notNull())
        .addColumn('sealed', 'bytea', (column) => column.notNull())
        .addPrimaryKeyConstraint('notification_event_key', ['source', 'key'])
        .execute();
      await db.schema
        .createIndex('notification_event_by_state')
        .on('notification_event')
        .columns(['source', 'state', 'due_at'])
        .execute();
      await db.schema
        .createIndex('notification_event_by_number')
        .on('notification_event')
        .columns(['source', 'number'])
        .execute();
      await db.schema
        .createTable('notification_source')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('last_seen_at', 'text')
        .addColumn('status', 'text', (column) => column.notNull())
        .addColumn('contiguous', 'bigint')
        .addColumn('announced', 'bigint')
        .addColumn('searched_until', 'text')
        .addColumn('subscription', 'text')
        .addColumn('ends_at', 'text')
        .execute();
    },
  },
};
