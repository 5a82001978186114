import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { projectRoot } from '../../src/config/paths.ts';

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}
interface Job {
  readonly uses?: string;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly 'timeout-minutes'?: number;
  readonly strategy?: { readonly matrix: { readonly node?: readonly string[] } };
  readonly steps?: readonly Step[];
}
interface Workflow {
  readonly permissions?: unknown;
  readonly concurrency?: unknown;
  readonly on: Readonly<Record<string, unknown>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

const folder = join(projectRoot, '.github', 'workflows');
const read = (...path: readonly string[]) => readFileSync(join(projectRoot, ...path), 'utf8');
const workflows = readdirSync(folder).map((name) => {
  const text = read('.github', 'workflows', name);
  return { name, text, workflow: parse(text) as Workflow };
});
const problemsOf = (dir: string): readonly string[] =>
  JSON.parse(
    execFileSync('npx', ['tsx', join(projectRoot, 'scripts/check-workflows.ts'), dir], {
      cwd: projectRoot,
      encoding: 'utf8',
    }),
  );

describe('the workflows', { timeout: 60_000 }, () => {
  it('are what GitHub’s own parser takes', () => {
    expect(problemsOf(folder)).toEqual([]);
  });

  it('would not be, with a member that does not exist or a name that nobody gave', () => {
    const dir = mkdtempSync(join(tmpdir(), 'hoofbeats-workflows-'));
    try {
      const job = ['runs-on: x', 'nonsense: 1', 'steps:', `  - run: echo ${'$'}{{ matrx.a }}`];
      writeFileSync(
        join(dir, 'wrong.yml'),
        ['on: push', 'jobs:', '  a:', ...job.map((line) => `    ${line}`)].join('\n'),
      );
      expect(problemsOf(dir)).toEqual([expect.stringContaining('nonsense'), expect.stringContaining('matrx')]);
    } finally {
      rmSync(dir, { recursive: true });
    }
  });
});

describe.each(workflows)('$name', ({ text, workflow }) => {
  const jobs = Object.entries(workflow.jobs);
  const steps = jobs.flatMap(([, { steps = [] }]) => steps);

  it('names every action of others by its commit, with the version beside it', () => {
    const used = text.split('\n').filter((line) => /\buses:/.test(line));
    expect(used.length).toBeGreaterThan(0);
    const foreign = used.filter((line) => !line.includes('uses: ./'));
    expect(foreign.filter((line) => !/uses: [\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([]);
  });

  it('gives a token nothing but what each job names, and no write that is not needed', () => {
    expect(workflow.permissions).toEqual({});
    for (const [name, { permissions }] of jobs) expect([name, permissions?.contents]).toEqual([name, 'read']);
  });

  it('ends: every job has its time, every run its place in a queue', () => {
    expect(workflow.concurrency).toBeDefined();
    const endless = jobs.filter(([, job]) => job.uses === undefined && job['timeout-minutes'] === undefined);
    expect(endless.map(([name]) => name)).toEqual([]);
  });

  it('leaves no credentials in a checkout', () => {
    const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'));
    expect(checkouts.every(({ with: given }) => given?.['persist-credentials'] === false)).toBe(true);
  });

  it('puts nothing into a script that others write: expressions go through the environment', () => {
    expect(steps.filter(({ run }) => run?.includes('{{'))).toEqual([]);
    expect(Object.keys(workflow.on)).not.toContain('pull_request_target');
  });
});

describe('what CI tests', () => {
  const ci = workflows.find(({ name }) => name === 'ci.yml')!.workflow;

  it('is what package.json and README promise: Node from the floor on', () => {
    const versions = ci.jobs.test?.strategy?.matrix.node ?? [];
    const floor = /^>=(\d+\.\d+)$/.exec(JSON.parse(read('package.json')).engines.node)?.[1];
    expect(versions[0]).toBe(floor);
    expect(read('README.md')).toContain(
      `Node ${floor} or newer (tested on ${versions.map((one) => Number.parseInt(one, 10)).join(', ')})`,
    );
  });

  it('is .ci/run and nothing of its own', () => {
    expect(ci.jobs.test?.steps?.flatMap(({ run }) => run ?? [])).toEqual(['.ci/run']);
  });

  it('is passed before an image is pushed, which happens for tags alone', () => {
    const { workflow } = workflows.find(({ name }) => name === 'release.yml')!;
    expect(workflow.on).toEqual({ push: { tags: ['v*'] } });
    expect(workflow.jobs.tests?.uses).toBe('./.github/workflows/ci.yml');
    const push = workflow.jobs.image?.steps?.find(({ uses }) => uses?.startsWith('docker/build-push-action@'));
    expect(push?.with).toMatchObject({ push: true, sbom: true, provenance: 'mode=max' });
  });
});
