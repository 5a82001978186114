import { setTimeout as sleep } from 'node:timers/promises';
import type { CompiledQuery, DatabaseConnection, Driver, QueryResult } from 'kysely';
import Libsql from 'libsql/promise';

/** How long a statement waits for another connection that writes, and how often it looks. */
const patienceMs = 10_000;
const lookEveryMs = 2;

/**
 * One connection to a libsql file, for one user at a time. Write-ahead log and synchronous=FULL, so that what is committed
 * outlives the process and the power. What writes and returns rows belongs into a transaction: of its own accord libsql
 * may not commit it while another connection writes. Beginning and committing, which wait for other processes and for the disk, happen on
 * libsql's own threads: with its synchronous API each commit would keep the event loop for the 4 ms of an fsync.
 */
export class LibsqlDriver implements Driver {
  readonly #file: string;
  #database: Libsql | undefined;
  #connection: LibsqlConnection | undefined;
  #turn: Promise<void> = Promise.resolve();
  #release = () => {};

  constructor(file: string) {
    this.#file = file;
  }

  async init() {
    this.#database = new Libsql(this.#file, {});
    this.#connection = new LibsqlConnection(this.#database);
    await this.#execute('pragma journal_mode = wal');
    await this.#execute('pragma synchronous = full');
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    const before = this.#turn;
    const { promise, resolve } = newTurn();
    this.#turn = promise;
    await before;
    this.#release = resolve;
    return this.#connection!;
  }

  async releaseConnection() {
    this.#release();
  }

  /**
   * Transactions take the write lock when they begin. With SQLite's default two processes could both read, both try to
   * write, and one would fail at once instead of waiting (https://sqlite.org/isolation.html, SQLITE_BUSY_SNAPSHOT).
   */
  async beginTransaction() {
    await this.#execute('begin immediate');
  }

  async commitTransaction() {
    await this.#execute('commit');
  }

  async rollbackTransaction() {
    await this.#execute('rollback');
  }

  async destroy() {
    this.#database?.close();
  }

  #execute(sql: string): Promise<void> {
    return patiently(() => this.#database!.exec(sql));
  }
}

/**
 * Tries again while another connection holds the lock. SQLite's own busy timeout would keep one of libsql's few threads
 * waiting, and with it whoever is to let go of the lock.
 */
async function patiently<Result>(work: () => Promise<Result>): Promise<Result> {
  const until = performance.now() + patienceMs;
  for (;;) {
    try {
      return await work();
    } catch (thrown) {
      const busy = thrown instanceof Error && 'code' in thrown && thrown.code === 'SQLITE_BUSY';
      if (!busy || performance.now() > until) throw thrown;
      await sleep(lookEveryMs);
    }
  }
}

function newTurn() {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

type Statement = Awaited<ReturnType<Libsql['prepare']>>;

/** Statements that are kept prepared: more than the program has but for inserts of many rows. */
const mostStatements = 100;

class LibsqlConnection implements DatabaseConnection {
  readonly #database: Libsql;
  readonly #statements = new Map<string, Statement>();

  constructor(database: Libsql) {
    this.#database = database;
  }

  executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    return patiently(async () => {
      const statement = await this.#prepared(sql);
      if (statement.reader) return { rows: await statement.all([...parameters]) };
      const { changes } = statement.run([...parameters]);
      return { rows: [], numAffectedRows: BigInt(changes) };
    });
  }

  /** Preparing costs as much as running; the few texts that the program has come again and again. */
  async #prepared(sql: string): Promise<Statement> {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = await this.#database.prepare(sql);
    if (this.#statements.size < mostStatements) this.#statements.set(sql, statement);
    return statement;
  }

  // biome-ignore lint/correctness/useYield: kysely asks for a generator, and nothing here streams
  async *streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error('libsql does not stream');
  }
}
