import { digestion, gynaecology } from './abdomen.ts';
import { breathing, noseAndThroat } from './airways.ts';
import { habits, medicines, recentEvents } from './antecedents.ts';
import { general } from './general.ts';
import { eyes, heart, mind, nerves } from './heart-and-head.ts';
import { family, heartHistory, lungHistory, otherHistory } from './history.ts';
import { pain } from './pain.ts';
import type { QuestionGroup } from './question-text.ts';
import { skin } from './skin.ts';

/** The questions in the order in which they are asked: symptoms first, antecedents last. */
export const questionGroups: readonly QuestionGroup[] = [
  general,
  pain,
  breathing,
  noseAndThroat,
  heart,
  digestion,
  skin,
  nerves,
  eyes,
  mind,
  gynaecology,
  recentEvents,
  medicines,
  habits,
  heartHistory,
  lungHistory,
  otherHistory,
  family,
];
