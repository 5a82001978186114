import { ask } from '../ask.js';
import { element } from '../dom.js';
import { answeredOf, bundleOf } from './answers.js';
import { differentialAnnouncement, differentialView } from './differential.js';
import { formIn } from './form.js';
import { formView } from './form-view.js';
import { personView } from './person.js';
import { found, indexOf, termsOf } from './search.js';

const part = (id) => document.getElementById(id);
/** The option codes of this question are other questions: what somebody comes for is there. */
const complaint = 'chief-complaint';

/**
 * The symptom questionnaire and what the service makes of its answers. Nothing leaves the page before the differential is
 * asked for, and nothing stays when it is closed.
 * @param {{say: (key: string, values?: object) => string, language: () => string, narrow: MediaQueryList}} page
 */
export function symptomsPage({ say, language, narrow }) {
  const state = { form: undefined, answers: new Map(), person: { unit: 'years' }, answer: { state: 'idle' } };
  let published;
  let terms = new Map();
  let view;
  let index;
  /** Which call is the latest: an earlier one that answers late is dropped. */
  let calls = 0;

  /** Fetches the questionnaire when the view is first opened, and words to find its questions by. */
  async function open() {
    if (published) return;
    part('symptom-form').replaceChildren(element('p', { class: 'placeholder busy' }, say('loading')));
    const [questionnaire, map] = await Promise.all(
      ['Questionnaire/symptoms', 'ConceptMap/symptoms-hpo'].map((path) => ask(`/fhir/${path}`).catch(() => undefined)),
    );
    if (!questionnaire?.ok)
      return part('symptom-form').replaceChildren(element('p', { class: 'problem' }, say('unreachable')));
    published = questionnaire.body;
    terms = termsOf(map?.body ?? {});
    show();
  }

  function show() {
    showAnswer();
    if (!published) return;
    state.form = formIn(published, language());
    index = indexOf(state.form, terms);
    view = formView(state, { opened: openGroups(), onAnswer, say });
    part('symptom-form').replaceChildren(
      personView(state.person, { onPerson, say }),
      ...view.first,
      searchView(part('symptom-search')?.value),
      ...view.groups,
      element('p', { class: 'muted', lang: 'en' }, published.copyright),
    );
    part('symptom-bar').hidden = false;
    refresh();
  }

  /** In another language the same groups are open. */
  const openGroups = () =>
    new Set([...part('symptom-form').querySelectorAll('.group[open]')].map(({ dataset }) => dataset.group));

  function searchView(value) {
    return element(
      'div',
      { class: 'search' },
      element('label', { for: 'symptom-search' }, say('findSymptom')),
      element('input', { type: 'search', id: 'symptom-search', value, autocomplete: 'off', oninput: refresh }),
      element('p', { id: 'symptom-found', class: 'muted', role: 'status' }),
    );
  }

  function refresh() {
    const { value } = part('symptom-search');
    const shown = found(value, index, state.form);
    const count = view.refresh(shown);
    part('symptom-found').textContent = shown ? say('foundQuestions', { count }) : '';
    const answered = answeredOf([...state.form.questions.values()], state).length;
    part('symptom-count').textContent = say('answeredOf', { count: answered });
  }

  function onAnswer(question, values) {
    if (question.linkId === complaint) answerComplaints(values);
    if (values.length > 0) state.answers.set(question.linkId, values);
    else state.answers.delete(question.linkId);
    changed();
  }

  /** A complaint says yes to its question, which its follow-ups need; taken back, it takes that yes with it. */
  function answerComplaints(values) {
    const codesOf = (list = []) => new Set(list.flatMap(({ valueCoding }) => valueCoding?.code ?? []));
    const [before, now] = [codesOf(state.answers.get(complaint)), codesOf(values)];
    for (const code of new Set([...before, ...now])) {
      const question = state.form.questions.get(code);
      if (!question || before.has(code) === now.has(code)) continue;
      if (now.has(code)) state.answers.set(code, [{ valueBoolean: true }]);
      else state.answers.delete(code);
      view.renew(question);
    }
  }

  function onPerson(person) {
    state.person = person;
    changed();
  }

  function changed() {
    refresh();
    if (state.answer.state !== 'answered' || state.answer.stale) return;
    state.answer = { ...state.answer, stale: true };
    showAnswer();
  }

  function showAnswer() {
    const { answer } = state;
    part('predictions').replaceChildren(...differentialView(answer, say));
    part('predictions').setAttribute('aria-busy', String(answer.state === 'loading'));
    part('differential-announcement').textContent =
      answer.state === 'idle' ? '' : differentialAnnouncement(answer, say);
  }

  async function assess(event) {
    event.preventDefault();
    calls += 1;
    const mine = calls;
    const request = bundleOf(state, new Date());
    state.answer = { state: 'loading' };
    showAnswer();
    const reply = await ask('/fhir/$differential', request).catch(() => undefined);
    if (mine !== calls) return;
    state.answer = reply ? { state: reply.ok ? 'answered' : 'refused', reply, request } : { state: 'unreachable' };
    showAnswer();
    // On a narrow screen the answer lies below two hundred questions.
    if (narrow.matches) part('differential').scrollIntoView({ block: 'start' });
  }

  function clear() {
    calls += 1;
    Object.assign(state, { answers: new Map(), person: { unit: 'years' }, answer: { state: 'idle' } });
    part('symptom-form').replaceChildren();
    show();
    part('age').focus();
  }

  part('symptom-questions').addEventListener('submit', assess);
  part('symptom-clear').addEventListener('click', clear);
  return { open, show };
}
