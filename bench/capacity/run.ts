import { parseArgs } from 'node:util';
import { serveCommand } from '../serve-command.ts';
import { measure } from './measure.ts';
import { keepMeasured, readMeasured } from './measured.ts';
import { peakOf, planCalls, planScreening, usualAssumptions } from './plan.ts';
import {
  backTable,
  callHeadings,
  callRow,
  callsOf,
  callTable,
  comparison,
  oneProcess,
  plansOf,
  screeningHeadings,
  screeningRow,
  screeningTable,
  type Table,
} from './tables.ts';

/**
 * `npm run capacity`: what a load needs, from measured figures. `--calls-per-day N`, `--calls-per-second N` and `--patients N`
 * plan for one's own hospital, `--kb` says how much it sends along, the rest are assumptions; without any it prints what
 * docs/capacity.md shows. `--measure` measures this machine first, and keeps the figures.
 */
const { values } = parseArgs({
  options: {
    'calls-per-day': { type: 'string' },
    'calls-per-second': { type: 'string' },
    patients: { type: 'string' },
    kb: { type: 'string', default: '200' },
    'peak-share': { type: 'string', default: String(usualAssumptions.peakShare) },
    fill: { type: 'string', default: String(usualAssumptions.fill) },
    'night-hours': { type: 'string', default: String(usualAssumptions.nightHours) },
    'core-hour': { type: 'string', default: String(usualAssumptions.coreHour) },
    measure: { type: 'boolean', default: false },
  },
});

function number(name: keyof typeof values): number {
  const value = Number(values[name]);
  if (!(value > 0)) throw new Error(`--${name} is a number greater than 0.`);
  return value;
}

function show(title: string, { headings, rows }: Table): void {
  console.log(`\n${title}`);
  console.table(rows.map((row) => Object.fromEntries(headings.map((heading, at) => [heading, row[at]]))));
}

if (values.measure) keepMeasured(await measure(serveCommand()));
const measured = readMeasured();
const given = {
  peakShare: number('peak-share'),
  fill: number('fill'),
  nightHours: number('night-hours'),
  coreHour: number('core-hour'),
};
const kb = number('kb');
const asked = [
  ...(values['calls-per-day'] === undefined ? [] : [peakOf(number('calls-per-day'), given)]),
  ...(values['calls-per-second'] === undefined ? [] : [number('calls-per-second')]),
];
for (const perSecond of asked) {
  const plan = planCalls(perSecond, callsOf(kb, measured.calls), measured, given);
  show('Calls', { headings: callHeadings, rows: [callRow(`${Math.round(plan.perDay)} a day`, plan)] });
}
if (values.patients !== undefined) {
  const plan = planScreening(number('patients'), measured, given);
  show('Screening', { headings: screeningHeadings, rows: [screeningRow(plan)] });
}
if (asked.length === 0 && values.patients === undefined) {
  show('Simulated / measured', comparison(measured));
  show('One process', oneProcess(measured, given));
  const plans = plansOf(kb, measured, given);
  show(`Calls with ${kb} KB`, callTable(plans));
  show('Behind them', backTable(plans));
  show('Screening', screeningTable(measured, given));
}
