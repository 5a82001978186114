import { type AlertCase, one } from './alert-case.ts';

const hook = (outcome: string) => `hoofbeats_assessments_total{${one}, entrance="hook", outcome="${outcome}"}`;
const model = (instance: string, version: string) =>
  `hoofbeats_model_info{instance="${instance}", job="hoofbeats", model="rare-disease", version="${version}"}`;
const updated = `hoofbeats_screening_updated_timestamp_seconds{${one}, screening="s"}`;
const phase = (name: string) => `hoofbeats_screening_phase{${one}, screening="s", phase="${name}"}`;
const stopped = (reason: string) => `hoofbeats_screening_stopped{${one}, screening="s", reason="${reason}"}`;

/** In half hours: a rule is not looked at ten thousand times. */
const halfHour = 30;
const week = 336;
const day = 48;

export const modelsCases: readonly AlertCase[] = [
  {
    alert: 'HoofbeatsModelNotServed',
    what: 'one package',
    series: { [`hoofbeats_model_problems{${one}}`]: '1x20' },
    at: '10m',
    firing: 1,
  },
  {
    alert: 'HoofbeatsModelNotServed',
    what: 'none',
    series: { [`hoofbeats_model_problems{${one}}`]: '0x20' },
    at: '10m',
    firing: 0,
  },
  {
    alert: 'HoofbeatsModelVersionsDiffer',
    what: 'two for two hours',
    series: { [model('a', '0.2.0')]: '1x200', [model('b', '0.3.0')]: '1x200' },
    at: '120m',
    firing: 1,
  },
  {
    alert: 'HoofbeatsModelVersionsDiffer',
    what: 'a rollout of half an hour',
    series: { [model('a', '0.2.0')]: '1x60 _x140', [model('b', '0.3.0')]: '_x30 1x170' },
    at: '120m',
    firing: 0,
  },
  {
    alert: 'HoofbeatsModelVersionsDiffer',
    what: 'the same twice',
    series: { [model('a', '0.2.0')]: '1x200', [model('b', '0.2.0')]: '1x200' },
    at: '120m',
    firing: 0,
  },
  ...againstLastWeek('HoofbeatsAbstentionsRise', hook('abstained'), hook('differential'), {
    'from 10 % to 50 %': { before: [1, 9], now: [5, 5], firing: 1 },
    'from 30 % to 50 %': { before: [3, 7], now: [5, 5], firing: 0 },
    'from 2 % to 10 %': { before: [1, 49], now: [5, 45], firing: 0 },
  }),
  ...againstLastWeek(
    'HoofbeatsUnmappedCodesRise',
    'hoofbeats_unmapped_codes_total{entrance="hook"}',
    hook('differential'),
    {
      'from one a record to six': { before: [5, 5], now: [30, 5], firing: 1 },
      'from four to six': { before: [20, 5], now: [30, 5], firing: 0 },
      'from one in ten records to one in two': { before: [1, 10], now: [5, 10], firing: 0 },
    },
  ),
  {
    alert: 'HoofbeatsScreeningFailed',
    what: 'it failed',
    series: { [stopped('failed')]: '1x20' },
    at: '10m',
    firing: 1,
  },
  {
    alert: 'HoofbeatsScreeningFailed',
    what: 'somebody interrupted it',
    series: { [stopped('interrupted')]: '1x20' },
    at: '10m',
    firing: 0,
  },
  {
    alert: 'HoofbeatsScreeningStuck',
    what: 'no word for two hours',
    series: { [updated]: '0x130', [phase('assessing')]: '1x130' },
    at: '2h',
    firing: 1,
  },
  {
    alert: 'HoofbeatsScreeningStuck',
    what: 'it goes on',
    series: { [updated]: '0+60x130', [phase('assessing')]: '1x130' },
    at: '2h',
    firing: 0,
  },
  {
    alert: 'HoofbeatsScreeningStuck',
    what: 'it has finished',
    series: { [updated]: '0x130', [phase('finished')]: '1x130' },
    at: '2h',
    firing: 0,
  },
  {
    alert: 'HoofbeatsScreeningStuck',
    what: 'it was stopped',
    series: { [updated]: '0x130', [phase('assessing')]: '1x130', [stopped('interrupted')]: '1x130' },
    at: '2h',
    firing: 0,
  },
];

type Rates = readonly [part: number, rest: number];
interface Weeks {
  readonly before: Rates;
  readonly now: Rates;
  readonly firing: number;
}

/** Two counters that rise at one pace for a week, and at another for a day. */
function againstLastWeek(
  alert: string,
  part: string,
  rest: string,
  weeks: Readonly<Record<string, Weeks>>,
): readonly AlertCase[] {
  const counter = (was: number, is: number) => `0+${was}x${week - 1} ${was * week}+${is}x${day}`;
  return Object.entries(weeks).map(([what, { before, now, firing }]) => ({
    alert,
    what,
    series: { [part]: counter(before[0], now[0]), [rest]: counter(before[1], now[1]) },
    interval: halfHour,
    at: `${(week + day / 2) * halfHour}m`,
    firing,
  }));
}
