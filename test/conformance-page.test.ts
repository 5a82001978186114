import { describe, expect, it } from 'vitest';
import { citedBy, conformance, readRequirements } from '../scripts/conformance-rows.ts';
import { testTitles } from '../scripts/conformance-titles.ts';

const letters = ['T', 'D', 'C', 'R', 'F', 'J', 'CH'];
const paths = (source: string) => testTitles(source).map(({ path }) => path.join(' › '));

describe('titles of tests', () => {
  it.each([
    ['a test', "it('a', () => {})", ['a']],
    [
      'suites',
      "describe('a', () => { describe('b', () => { it('c', () => {}); test('d', () => {}); }); })",
      ['a › b › c', 'a › b › d'],
    ],
    ['a title with a template', `it(\`a \${b} c\`, () => {})`, ['a … c']],
    ['a table of lists', "it.each([['x', 1], ['y', 2]])('%s is %d', () => {})", ['x is 1', 'y is 2']],
    ['a table of values', "it.each(['x', f()])('is %s', () => {})", ['is x', 'is …']],
    ['a table of objects', "it.each([{ id: 'x' }])('$id of $other', () => {})", ['x of …']],
    ['a table with a name', "const rows = [['x']] as const; it.each(rows)('is %s', () => {})", ['is x']],
    ['a table from elsewhere', "it.each(rows)('is %s', () => {})", ['is …']],
    ['a table of suites', "describe.each(['x', 'y'])('%s', () => { it('a', () => {}); })", ['x › a', 'y › a']],
    ['types', "it.each<[string]>([['x']] satisfies A)('is %s', async (a: string): Promise<void> => {})", ['is x']],
    ['conditions', "describe.skipIf(!ready)('a', { timeout: 1 }, () => { it('b', () => {}); })", ['a › b']],
    ['loops', "for (const a of b) { it('c', () => {}); }", ['c']],
    ['no test', "exit('a'); const it2 = (a) => a; it2('b'); await it;", []],
  ])('are read from %s', (_, source, expected) => {
    expect(paths(source)).toEqual(expected);
  });

  it.each(['it.skip', 'it.todo', 'it.fails', 'describe.skip'])('prove nothing under %s', (call) => {
    const [title] = testTitles(`${call}('J3: a', () => { it('b', () => {}); })`);
    expect(title).toMatchObject({ runs: false });
  });
});

describe('rows that a title cites', () => {
  it.each([
    ['C7: a null value', ['C7']],
    ['J5, J6: two', ['J5', 'J6']],
    ['D12 D13 D14 of the service', ['D12', 'D13', 'D14']],
    ['CH83 R3: short', ['CH83', 'R3']],
    ['is refused (R13)', ['R13']],
    ['is refused (R13, R14)', ['R13', 'R14']],
    ['is valid FHIR R4', []],
    ['Patient.Read (R4)', []],
    ['C7x is none', []],
    ['T1000 neither', []],
  ])('%s', (text, ids) => {
    expect(citedBy({ texts: [text] }, letters)).toEqual(ids);
  });

  it('are also those that a cell of its table begins with', () => {
    const [title] = testTitles("it.each([['J3: none', 1]])('refuses %s', () => {})");
    expect(citedBy(title!, letters)).toEqual(['J3']);
  });
});

describe('verdicts', () => {
  const requirements = readRequirements(
    [
      'id\tlevel\trequirement\tbasis',
      'T1\tSHALL\tJSON',
      'T2\tSHALL\tHTTPS\tn/a: a proxy does it',
      'T3\tSHALL\tboth\tby T1 T4',
      'T4\tSHALL\tunproven',
      'T5\tMAY\tthe same\tby T1',
    ].join('\n'),
  );
  const test = (text: string, runs = true) => ({ file: 'a.test.ts', path: [text], texts: [text], runs });
  const verdicts = (...titles: readonly string[]) =>
    conformance(
      requirements,
      titles.map((title) => test(title)),
      letters,
    ).map(({ verdict }) => verdict);

  it('follow from the tests: all of those that a requirement names must be there', () => {
    expect(verdicts()).toEqual(['unmet', 'n/a: a proxy does it', 'unmet', 'unmet', 'unmet']);
    expect(verdicts('T1: a')).toEqual(['met', 'n/a: a proxy does it', 'unmet', 'unmet', 'met']);
    expect(verdicts('T1: a', 'T4: b')).toEqual(['met', 'n/a: a proxy does it', 'met', 'met', 'met']);
  });

  it('do not follow from tests that do not run', () => {
    expect(conformance(requirements, [test('T1: a', false)], letters)[0]).toMatchObject({
      verdict: 'unmet',
      tests: [],
    });
  });

  it('need a basis that is understood', () => {
    expect(() => readRequirements('id\nT1\tSHALL\tJSON\tprobably')).toThrow('T1');
  });
});
