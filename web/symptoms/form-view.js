import { element } from '../dom.js';
import { answeredOf, isAsked, isFor } from './answers.js';
import { questionView } from './question.js';

/**
 * The questions in their groups, each group folded until it is opened or something in it is looked for. What is to be seen
 * changes with answers, sex and search: `refresh(found)` shows and hides, leaves every control where it is, and tells how
 * many questions the groups show. Questions outside of groups stand above the search, which leaves them alone.
 * @param {{form, answers, person}} state
 * @param {{opened: Set<string>}} options linkIds of the groups that are open from the start
 */
export function formView(state, { opened, onAnswer, say }) {
  const nodes = new Map();
  const viewOf = (question) => {
    const values = state.answers.get(question.linkId) ?? [];
    const node = questionView(question, { values, onAnswer: (given) => onAnswer(question, given), say });
    nodes.set(question.linkId, node);
    return node;
  };
  const first = state.form.first.map(viewOf);
  for (const node of first) node.classList.add('question-first');
  const groups = state.form.groups.map((group) => {
    const count = element('span', { class: 'count muted' });
    const details = element(
      'details',
      { class: 'group', 'data-group': group.linkId, open: opened.has(group.linkId) },
      element('summary', {}, element('span', { class: 'group-title' }, group.text), ' ', count),
      group.questions.map(viewOf),
    );
    return { ...group, details, count };
  });
  /** Groups that were opened by hand, while a search has others open. */
  let openBefore;

  function refresh(found) {
    const isShown = (question) => isAsked(question, state) && (found?.has(question.linkId) ?? true);
    for (const { questions } of groups)
      for (const question of questions) nodes.get(question.linkId).hidden = !isShown(question);
    for (const { linkId, questions, details, count } of groups) {
      details.hidden = !isFor(state.person, linkId) || !questions.some(isShown);
      const answered = answeredOf(questions, state).length;
      count.textContent = answered > 0 ? say('answeredOf', { count: answered }) : '';
    }
    if (found && !openBefore) openBefore = groups.filter(({ details }) => details.open);
    if (found) for (const { details } of groups) details.open = !details.hidden;
    else if (openBefore) {
      for (const group of groups) group.details.open = openBefore.includes(group);
      openBefore = undefined;
    }
    return groups.flatMap(({ questions }) => questions.filter(isShown)).length;
  }

  /** Puts a question's control anew, with the answer that the state now has. */
  function renew(question) {
    nodes.get(question.linkId).replaceWith(viewOf(question));
  }

  return { first, groups: groups.map(({ details }) => details), refresh, renew };
}
