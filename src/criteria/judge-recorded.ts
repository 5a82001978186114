import { msPerDay } from '../fhir/date.ts';
import { said } from './bilingual-text.ts';
import type { Recorded } from './definition.ts';
import type { RecordedTest } from './expression.ts';
import type { Facts } from './facts.ts';
import { latestAmong } from './recorded.ts';
import { type Judged, judged } from './truth.ts';

const absent = judged(false);

/** What is not on the record is taken not to be there; what is only suspected does not count. */
export function judgeRecorded({ active, withinDays }: RecordedTest, { codes, label }: Recorded, facts: Facts): Judged {
  const earliest = withinDays === undefined ? Number.NEGATIVE_INFINITY : facts.at - withinDays * msPerDay;
  const found = latestAmong(
    facts.recorded,
    codes,
    ({ past, instant = Number.NEGATIVE_INFINITY }) => !(active && past) && instant >= earliest,
  );
  if (!found) return absent;
  const { display, reference, date } = found;
  const text = () => said(label, { en: ' on record: ', es: ' en la historia: ' }, display);
  return judged(true, () => [{ text: text(), reference, ...(date === undefined ? {} : { date }) }]);
}
