import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { now, woman } from '../../../../test/fixtures/record.ts';
import { testTerminology } from '../../../../test/fixtures/test-terminology.ts';
import { sharedData } from '../../../../test/shared-data.ts';
import type { EvidenceAnswer } from '../../../clinical/evidence-answer.ts';
import { normalise } from '../../../clinical/normalise.ts';
import type { Question } from '../../../clinical/questionnaire/form.ts';
import { readResponse } from '../../../clinical/questionnaire/response.ts';
import { shippedForm } from '../../../clinical/questionnaire/shipped-form.ts';
import { readLines } from '../../../terminology/source-file.ts';

const patients = join(sharedData, 'ddxplus', 'patients.ndjson.gz');
/** Rows that are tried; each has some twenty evidences. */
const tried = 500;

const { form } = shippedForm();

/** `E_55_@_V_89` as the answer to its question. */
function answerOf(question: Question, value: string | undefined) {
  if (question.type === 'boolean') return { valueBoolean: true };
  if (question.type === 'integer') return { valueInteger: Number(value) };
  return { valueCoding: { system: question.optionSystem, code: value } };
}

/** Without lesions the source still says where they are: nowhere. The form does not ask. */
const isAsked = (token: string, evidences: readonly string[]) =>
  (form.questions.get(token.split('_@_')[0]!)?.enableWhen ?? []).every(({ question }) => evidences.includes(question));

/** A patient's evidences as the questionnaire would have taken them down. */
function responseOf(tokens: readonly string[]) {
  const items = new Map<string, object[]>();
  for (const token of tokens) {
    const [linkId = '', value] = token.split('_@_');
    items.set(linkId, [...(items.get(linkId) ?? []), answerOf(form.questions.get(linkId)!, value)]);
  }
  const item = Array.from(items, ([linkId, answer]) => ({ linkId, answer }));
  return { resourceType: 'QuestionnaireResponse', questionnaire: form.url, status: 'completed', item };
}

const tokensOf = ({ evidence, values }: EvidenceAnswer): readonly string[] =>
  values === undefined ? [evidence] : values.map((value) => `${evidence}_@_${value}`);

describe.skipIf(!existsSync(patients))('patients of DDXPlus through the questionnaire', () => {
  it('come out as they went in, with nothing to object to', async () => {
    let rows = 0;
    for await (const { text } of readLines(patients)) {
      const { evidences }: { evidences: readonly string[] } = JSON.parse(text);
      const asked = evidences.filter((token) => isAsked(token, evidences));
      for (const token of evidences) if (!asked.includes(token)) expect(token).toMatch(/_@_(V_10|V_11|V_123|0)$/);
      const response = responseOf(asked);
      expect(readResponse(response, form).problems).toEqual([]);
      const read = normalise({ patient: woman, questionnaireResponses: [response] }, testTerminology(), { now });
      expect((read.answers ?? []).flatMap(tokensOf).sort()).toEqual(asked.sort());
      rows += 1;
      if (rows === tried) break;
    }
    expect(rows).toBe(tried);
  }, 60_000);
});
