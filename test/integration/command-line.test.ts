import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commands } from '../../src/cli/commands.ts';
import { projectRoot } from '../../src/config/paths.ts';
import { temporaryFolder } from '../fixtures/temporary-file.ts';

function hoofbeats(...args: readonly string[]) {
  const entry = join(projectRoot, 'scripts', 'hoofbeats.mjs');
  const { status, stdout, stderr } = spawnSync(process.execPath, [entry, ...args], {
    cwd: projectRoot,
    encoding: 'utf8',
    env: { ...process.env, LOG_LEVEL: 'error' },
  });
  return { status, stdout, stderr };
}

const folder = temporaryFolder();
function file(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const example = 'fhir-profiles/examples/tall-boy-lens.json';
const phenopacket = {
  id: 'case-1',
  subject: { id: 'patient-1', sex: 'MALE' },
  phenotypicFeatures: [
    { type: { id: 'HP:0001083', label: 'Ectopia lentis' } },
    { type: { id: 'HP:0002616', label: 'Aortic root aneurysm' } },
    { type: { id: 'HP:0001166', label: 'Arachnodactyly' } },
    { type: { id: 'HP:0000098', label: 'Tall stature' } },
    { type: { id: 'HP:0001634', label: 'Mitral valve prolapse' } },
    { type: { id: 'HP:9999999', label: 'No such term' } },
  ],
};

describe('hoofbeats', () => {
  it('helps', () => {
    const { status, stdout } = hoofbeats('--help');
    expect(status).toBe(0);
    for (const { name } of commands) expect(stdout).toContain(`  ${name}`);
    expect(hoofbeats('assess', '--help').stdout).toContain('hoofbeats assess FILE');
  });

  it.each([
    [['fly'], /no command "fly"/],
    [['assess'], /Name one file/],
    [['assess', '/no/such/file'], /cannot be read/],
    [['assess', example, '--top', '99'], /--top is an integer/],
    [['assess', example, '--format', 'xml'], /--format is one of/],
    [['train', 'rare', '--data', '/nowhere'], /nowhere: the folder with the sources is missing/],
    [['models', 'verify', 'nothing'], /Not installed: nothing/],
    [['models', 'list', '--colour'], /--colour/],
  ])('says what is wrong with %j', (args, message) => {
    const { status, stdout, stderr } = hoofbeats(...args);
    expect(status).toBe(2);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(stdout).toBe('');
  });

  it('verifies and lists the shipped packages', () => {
    expect(JSON.parse(hoofbeats('models', 'verify', '--json').stdout)).toMatchObject({ ok: true });
    const { packages } = JSON.parse(hoofbeats('models', 'list', '--json').stdout);
    expect(packages.map(({ family }: { family: string }) => family)).toEqual(
      expect.arrayContaining(['guideline-criteria', 'rare-disease']),
    );
  });
});

describe('hoofbeats assess', () => {
  it('prints one JSON object and nothing else', () => {
    const assessment = JSON.parse(hoofbeats('assess', example, '--format', 'json').stdout);
    expect(assessment.differential.entries[0].label).toBe('Marfan syndrome');
    expect(assessment.versions.knowledge.hpo).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  });

  it('prints the card that an EHR would get', () => {
    const { cards } = JSON.parse(hoofbeats('assess', example, '--format', 'card').stdout);
    expect(cards[0].summary).toMatch(/^Consider: Marfan syndrome/);
  });

  it('reads a phenopacket, and reports a term that is none', () => {
    const { stdout } = hoofbeats('assess', file('phenopacket.json', phenopacket));
    expect(stdout).toMatch(/[12]\. Marfan syndrome \[OMIM:154700\]/);
    expect(stdout).toMatch(/HP:9999999 is unknown/);
  });

  it.each([
    ['what is not JSON', '{', /is not JSON/],
    ['another resource', { resourceType: 'Patient' }, /not a Bundle/],
    ['a Bundle without a Patient', { resourceType: 'Bundle', type: 'collection' }, /holds no Patient/],
    [
      'a phenopacket with a broken feature',
      { id: 'x', phenotypicFeatures: [{ type: 7 }] },
      /phenotypicFeatures\[0\]\.type/,
    ],
  ])('refuses %s', (_, content, message) => {
    const { status, stderr } = hoofbeats('assess', file('input.json', content));
    expect(status).toBe(1);
    expect(stderr).toMatch(message);
  });
});

describe('hoofbeats coverage', () => {
  it('counts what it reads', () => {
    file('Patient.ndjson', `${JSON.stringify({ resourceType: 'Patient', id: '1', birthDate: '1970-01-01' })}\n`);
    const condition = {
      resourceType: 'Condition',
      id: '2',
      subject: { reference: 'Patient/1' },
      code: { text: 'Tremor' },
    };
    file('Condition.ndjson', `${JSON.stringify(condition)}\n`);
    const report = JSON.parse(hoofbeats('coverage', folder, '--json').stdout);
    expect(report.byType).toMatchObject([{ name: 'Condition', rows: 1, mapped: 1, unmapped: 0 }]);
  });

  it('names the file and line that is not JSON', () => {
    const broken = temporaryFolder();
    writeFileSync(join(broken, 'Observation.ndjson'), '{"resourceType":"Observation"}\nnot json\n');
    const { status, stderr } = hoofbeats('coverage', broken);
    expect(status).toBe(1);
    expect(stderr).toMatch(/Observation\.ndjson:2:/);
  });
});
