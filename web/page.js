import { announcement, answerView } from './answer.js';
import { call, callFor, discover, loadExample, loadExamples, reasonsForSilence } from './cds-client.js';
import { ChartError, chartOf, readChart } from './chart.js';
import { element } from './dom.js';
import { markOpen, pickerView, sourceView } from './picker.js';
import { leftBehind } from './prefetch.js';
import { recordView } from './record.js';
import { symptomsPage } from './symptoms/symptoms.js';
import { startViews } from './views.js';
import { firstLanguage, wordsIn } from './words.js';

const serviceId = 'differential-diagnosis';
/** Below this width the three columns stand one under the other; page.css has the same number. */
const narrow = window.matchMedia('(max-width: 47.99rem)');
const part = (id) => document.getElementById(id);

/** All that the page shows; the views are functions of it. `open` is an example, or `{}` for a pasted Bundle. */
const state = {
  language: firstLanguage(),
  examples: [],
  open: undefined,
  chart: undefined,
  answer: { state: 'idle' },
  pasteProblem: undefined,
};
const say = (key, values) => wordsIn(state.language)(key, values);

/** Which opening of a chart is the latest: an answer that comes after the next one was opened is dropped. */
let opening = 0;

function showWords() {
  document.documentElement.lang = state.language;
  for (const node of document.querySelectorAll('[data-word]')) node.textContent = say(node.dataset.word);
  for (const button of document.querySelectorAll('[data-language]'))
    button.setAttribute('aria-pressed', String(button.dataset.language === state.language));
  part('examples').replaceChildren(
    ...pickerView(state.examples, { language: state.language, open: state.open?.id, onOpen: openExample }),
  );
}

function showChart() {
  const { chart, open } = state;
  markOpen(part('examples'), open?.id);
  part('chart').replaceChildren(
    ...(chart
      ? [
          ...recordView(chart, { say, folded: narrow.matches }),
          open?.citation && sourceView(open, state.language, say),
        ].filter(Boolean)
      : [element('p', { class: 'placeholder' }, say('recordEmpty'))]),
  );
}

function showAnswer() {
  const { answer, chart } = state;
  part('cards').replaceChildren(...answerView(answer, say));
  part('announcement').textContent = announcement(answer, say);
  part('cards').setAttribute('aria-busy', String(answer.state === 'loading'));
  part('again').hidden = !chart || answer.state === 'loading';
}

function showPasteProblem() {
  const { pasteProblem: problem } = state;
  part('bundle-problem').textContent = problem ? say(problem.word, problem.about) : '';
  part('bundle').setAttribute('aria-invalid', String(problem !== undefined));
}

function set(changes) {
  Object.assign(state, changes);
  if ('chart' in changes) showChart();
  if ('answer' in changes) showAnswer();
  if ('pasteProblem' in changes) showPasteProblem();
}

async function openExample(example) {
  opening += 1;
  const mine = opening;
  set({ open: example, answer: { state: 'loading' }, pasteProblem: undefined });
  markOpen(part('examples'), example.id);
  const reply = await loadExample(example.id).catch(() => undefined);
  if (mine !== opening) return;
  if (!reply?.ok)
    return set({ chart: undefined, answer: reply ? { state: 'refused', reply } : { state: 'unreachable' } });
  await openChart(chartOf(reply.body));
}

async function openChart(chart) {
  set({ chart, answer: { state: 'loading' } });
  bringIntoView();
  opening += 1;
  const mine = opening;
  const answer = await answerFor(chart).catch(() => ({ state: 'unreachable' }));
  if (mine === opening) set({ answer });
}

/** What an EHR does when a chart is opened: it looks the service up, gathers its prefetch, and calls it. */
async function answerFor(chart) {
  const { ok, service, ...discovery } = await discover(serviceId);
  if (!ok) return { state: 'refused', reply: discovery };
  if (!service) return { state: 'noService' };
  const request = callFor(service, chart);
  const reply = await call(service, request);
  const about = { request, reply, left: leftBehind(request.prefetch, chart), others: chart.others };
  if (!reply.ok) return { state: 'refused', ...about };
  const cards = Array.isArray(reply.body.cards) ? reply.body.cards : [];
  const reasons = cards.length > 0 ? [] : await reasonsForSilence(chart).catch(() => []);
  return { state: 'answered', cards, reasons, ...about };
}

/** On a narrow screen the record lies below the list. */
function bringIntoView() {
  const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  if (narrow.matches) part('record').scrollIntoView({ behavior: calm ? 'auto' : 'smooth', block: 'start' });
}

function openPasted(event) {
  event.preventDefault();
  try {
    const chart = readChart(part('bundle').value);
    set({ open: {}, pasteProblem: undefined });
    openChart(chart);
  } catch (error) {
    if (!(error instanceof ChartError)) throw error;
    set({ pasteProblem: error });
    part('bundle').focus();
  }
}

function speak(language) {
  state.language = language;
  showWords();
  set({ chart: state.chart, answer: state.answer, pasteProblem: state.pasteProblem });
  symptoms.show();
}

const symptoms = symptomsPage({ say, language: () => state.language, narrow });

part('paste').addEventListener('submit', openPasted);
part('again').addEventListener('click', () => openChart(state.chart));
narrow.addEventListener('change', showChart);
for (const button of document.querySelectorAll('[data-language]'))
  button.addEventListener('click', () => speak(button.dataset.language));

speak(state.language);
startViews((view) => view === 'symptoms' && symptoms.open());
loadExamples()
  .then(({ ok, body, ...reply }) => {
    if (!ok) return set({ answer: { state: 'refused', reply: { ...reply, body } } });
    state.examples = body.examples;
    showWords();
  })
  .catch(() => set({ answer: { state: 'unreachable' } }));
