import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { renderEvaluation } from '../../scripts/evaluation-page.ts';
import { mainTheme, themes } from '../../scripts/evaluation-themes.ts';
import { generatedDocs } from '../../scripts/generate-docs.ts';
import { projectRoot } from '../../src/config/paths.ts';
import { type Evaluation, evaluationSchema } from '../../src/registry/reports.ts';
import { measuredGroup, measuredModel } from './measured-model.ts';

const render = (evaluation: Partial<Evaluation>) =>
  renderEvaluation({ ...measuredModel, evaluation: { ...measuredModel.evaluation, ...evaluation } });
const page = (evaluation: Partial<Evaluation> = {}) => render(evaluation)['docs/evaluation.md']!;
/** What stands under a heading of the second level. */
const section = (text: string, title: string) => text.split(`\n## ${title}\n`)[1]?.split('\n## ')[0];
/** Cells of the rows of a section's table. */
const rows = (text: string, title: string) =>
  section(text, title)!
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .slice(1)
    .map((line) => line.slice(2, -2).split(' | '));

describe('the evaluation page', () => {
  it('is tested with a report that a package could hold', () => {
    expect(evaluationSchema.safeParse(measuredModel.evaluation).error).toBeUndefined();
  });

  it('begins with both modes in a sentence each', () => {
    expect(page()).toMatch(
      /- With support cases.*\*\*43\.0 %\*\*.*\*\*60\.2 %\*\* of 7,980 cases, out of 10,641.*\n- With know/,
    );
  });

  it('shows values with their intervals, support before knowledge alone', () => {
    const main = rows(page(), mainTheme.title);
    expect(main.map(([name, mode]) => `${name}, ${mode}`)).toEqual(
      ['all', 'clean', 'seen'].flatMap((name) => [`${name}, with support`, `${name}, knowledge alone`]),
    );
    expect(main[0]!.slice(2)).toEqual([
      ...['7,980', '726', '43.0<br>(38.7–47.3)', '49.4<br>(44.5–54.4)', '60.2<br>(54.2–66.2)', '68.8<br>(61.9–75.7)'],
      ...['38.7<br>(34.8–42.6)', '51.6<br>(46.4–56.8)', '3.1<br>(2.8–3.4)', '90.2<br>(81.2–99.2)', '213<br>(190–241)'],
    ]);
  });

  it('puts each theme under its heading, and leaves out the themes that were not measured', () => {
    for (const { title } of themes) expect(section(page(), title), title).toBeDefined();
    const bare = page({ groups: [measuredGroup('support cases: 0', 'with support', 0.1)] });
    expect(section(bare, 'By number of support cases')).toContain('support cases: 0');
    expect(section(bare, 'Sparse and noisy records')).toBeUndefined();
  });

  it('says what of the top ten is kept in sparse records, over the same cases only', () => {
    const kept = () => rows(page(), 'Sparse and noisy records').map((cells) => [cells[0], cells.at(-1)]);
    expect(kept()).toContainEqual(['five findings', '81']);
    const fewer = page({
      groups: [measuredGroup('all', 'with support', 0.4), measuredGroup('five findings', 'with support', 0.3, 100)],
    });
    expect(rows(fewer, 'Sparse and noisy records').map((cells) => cells.at(-1)!.trim())).toEqual(['', '']);
  });

  it('loses no group and no metric that it does not know', () => {
    const odd: Evaluation['groups'][number] = {
      ...measuredGroup('odd', 'with support', 0.3),
      metrics: { triageAuroc: { value: 0.9712, low: 0.96, high: 0.98 } },
    };
    const text = page({ groups: [...measuredModel.evaluation.groups, odd] });
    expect(rows(text, 'Other groups').map(([name]) => name)).toEqual(['born on a Tuesday', 'odd']);
    expect(section(text, 'Every figure')).toContain('triageAuroc');
    expect(section(text, 'Every figure')).toContain('0.9712<br>(0.96–0.98)');
  });

  it('gives no figure for a group without cases', () => {
    const empty = measuredGroup('seen', 'with support', 0.5, 0);
    expect(rows(page({ groups: [empty] }), mainTheme.title)[0]!.slice(4)).toEqual(Array(9).fill('–'));
  });

  it('shows text of the report letter by letter', () => {
    expect(page()).toContain('- top\\*, macro\\*: all cases of the group \\| unreachable ones as misses.');
    expect(page()).toContain('\\<b\\>publications');
  });
});

describe('the curves of the evaluation page', () => {
  const files = render({});

  it('are plots, each with a hint, words in place of the picture, and the numbers', () => {
    const curves = section(page(), 'Curves')!;
    for (const { name } of measuredModel.evaluation.curves) {
      expect(curves).toContain(`](evaluation/${name}.svg)`);
      expect(files[`docs/evaluation/${name}.svg`]).toMatch(/^<svg /);
    }
    expect(curves).toContain('top 1: 24 % at 0 %, 43 % at 100 %.');
    expect(curves).toContain('On the dashed line a probability means what it says');
    expect(curves).toContain('| 25 % | 33.5 % | 7,980 | 55.5 % | 7,980 |');
    // Bins of the two modes have their own means, so their own tables.
    expect(curves.match(/^\| probability given to the first entry \|/gm)).toHaveLength(2);
  });

  it('have a logarithmic axis for ranks, and the diagonal for reliability only', () => {
    expect(files['docs/evaluation/rank.svg']).toContain('>1,000</text>');
    expect(files['docs/evaluation/rank.svg']).not.toContain('>250</text>');
    const dashed = Object.keys(files).filter((path) => files[path]!.includes('stroke-dasharray'));
    expect(dashed).toEqual(['docs/evaluation/reliability.svg']);
  });

  it('may be ones that the page does not know, with any name', () => {
    const points = [{ x: 0, y: 3, cases: 10 }];
    const curve = { name: 'Age/onset', title: 'By <age>', x: 'age', y: 'rank', series: [{ name: 'all', points }] };
    const { 'docs/evaluation/age-onset.svg': svg, 'docs/evaluation.md': text } = render({ curves: [curve] });
    expect(svg).toContain('<title id="title">By &lt;age&gt;</title>');
    expect(text).toContain('### By \\<age\\>');
  });
});

describe('the generated evaluation', () => {
  it('tells how well the triage score tells rare from common', () => {
    const text = section(page(), 'Is a rare disease likely at all?')!;
    expect(text).toContain('0.975 (0.970–0.980)');
    expect(text).toContain('Below 0.02 nothing');
  });

  it('has no plot left over from another package', () => {
    const folder = join(projectRoot, 'docs', 'evaluation');
    const present = existsSync(folder) ? readdirSync(folder).map((name) => `docs/evaluation/${name}`) : [];
    expect(present.filter((path) => !(path in generatedDocs))).toEqual([]);
  });
});
