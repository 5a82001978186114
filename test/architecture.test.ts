import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../src/config/paths.ts';

/** Layers of src/, lowest first. A room may import its own files, rooms below it, and what `alsoImports` names. */
const layers: readonly (readonly string[])[] = [
  ['errors', 'config', 'threads'],
  ['fhir', 'terminology'],
  ['clinical'],
  ['criteria'],
  ['features'],
  ['registry'],
  ['inference'],
  ['assessment'],
  ['queue', 'store', 'audit', 'monitoring', 'http'],
  ['risk-assessment'],
  ['cds-hooks', 'fhir-server', 'screening', 'severity', 'subscriptions', 'smart', 'operator', 'web'],
];
const alsoImports: Readonly<Record<string, readonly string[]>> = {
  errors: ['config'],
  config: ['errors'],
  http: ['monitoring'],
  audit: ['store', 'http'],
  queue: ['store'],
  smart: ['web'],
  operator: ['web'],
};
/** Offline work: knowledge in, model packages out. It sees layers 0 to 2 of the design. */
const trainingSees = [
  'errors',
  'config',
  'threads',
  'fhir',
  'terminology',
  'clinical',
  'features',
  'registry',
  'inference',
];
/** Wiring, which sees everything: files at the top of src/ and the commands. */
const wiring = ['', 'cli'];

const src = join(projectRoot, 'src');
const files = (dir: string): string[] =>
  readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|mts|mjs)$/.test(name) && !name.includes('node_modules'))
    .map((name) => join(dir, name))
    .filter((path) => statSync(path).isFile());
const isTest = (path: string) => path.endsWith('.test.ts');
const roomOf = (path: string) => {
  const parts = relative(src, path).split('/');
  return parts.length === 1 ? '' : parts[0]!;
};
const importsOf = (path: string): string[] =>
  [...readFileSync(path, 'utf8').matchAll(/(?:from|import)\s*\(?\s*'(\.{1,2}\/[^']+)'/g)].map((match) =>
    resolve(dirname(path), match[1]!),
  );

const sources = files(src).filter((path) => !isTest(path));

function mayImport(from: string, to: string): boolean {
  if (from === to || wiring.includes(from)) return true;
  if (from === 'training') return trainingSees.includes(to);
  const layer = layers.findIndex((rooms) => rooms.includes(from));
  return layers.slice(0, layer).flat().includes(to) || (alsoImports[from] ?? []).includes(to);
}

describe('architecture', () => {
  it('finds the sources', () => {
    expect(sources.length).toBeGreaterThan(5);
  });

  it('every room has a place in the layers', () => {
    const known = new Set([...layers.flat(), 'training', ...wiring]);
    expect([...new Set(sources.map(roomOf))].filter((room) => !known.has(room))).toEqual([]);
  });

  it('no room imports upwards', () => {
    const upward = sources.flatMap((path) =>
      importsOf(path)
        .filter((target) => target.startsWith(src) && !mayImport(roomOf(path), roomOf(target)))
        .map((target) => `${relative(src, path)} → ${relative(src, target)}`),
    );
    expect(upward).toEqual([]);
  });

  it('no file imports itself through others', () => {
    const graph = new Map(sources.map((path) => [path, importsOf(path)]));
    const state = new Map<string, 'open' | 'done'>();
    const cycles: string[] = [];
    const visit = (path: string, trail: readonly string[]): void => {
      if (state.get(path) === 'done') return;
      if (state.get(path) === 'open') {
        cycles.push([...trail.slice(trail.indexOf(path)), path].map((file) => relative(src, file)).join(' → '));
        return;
      }
      state.set(path, 'open');
      for (const target of graph.get(path) ?? []) visit(target, [...trail, path]);
      state.set(path, 'done');
    };
    for (const path of sources) visit(path, []);
    expect(cycles).toEqual([]);
  });

  it('every module of a thread is built as a file of its own', () => {
    const threads = sources
      .flatMap((path) => [...readFileSync(path, 'utf8').matchAll(/threadModule\('([^']+)'\)/g)])
      .map(([, name]) => `src/${name}.ts`);
    const built = readFileSync(join(projectRoot, 'scripts', 'build.mjs'), 'utf8');
    expect(threads.length).toBeGreaterThan(0);
    expect(threads.filter((path) => !built.includes(`'${path}'`))).toEqual([]);
  });

  it('files stay small: sources up to 300 lines, tests up to 400', () => {
    const all = [...files(src), ...files(join(projectRoot, 'test'))];
    const large = all
      .map((path) => ({ path, lines: readFileSync(path, 'utf8').trimEnd().split('\n').length }))
      .filter(({ path, lines }) => lines > (isTest(path) ? 400 : 300))
      .map(({ path, lines }) => `${relative(projectRoot, path)}: ${lines}`);
    expect(large).toEqual([]);
  });

  it('only the command line prints', () => {
    const printing = sources
      .filter((path) => roomOf(path) !== 'cli' && relative(src, path) !== 'cli.ts')
      .filter((path) => /\bconsole\./.test(readFileSync(path, 'utf8')))
      .map((path) => relative(src, path));
    expect(printing).toEqual([]);
  });

  it('no file is called utils', () => {
    expect(sources.filter((path) => /\/(utils?|helpers?|misc)\.ts$/.test(path))).toEqual([]);
  });

  it('every protocol room explains itself', () => {
    const protocolRooms = ['cds-hooks', 'fhir-server', 'subscriptions', 'terminology'].filter((room) =>
      roomExists(room),
    );
    expect(protocolRooms.filter((room) => !readdirSync(join(src, room)).includes('README.md'))).toEqual([]);
  });
});

function roomExists(room: string): boolean {
  return sources.some((path) => roomOf(path) === room);
}
