import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { evaluateAnswers } from '../../scripts/answer-eval.ts';

it('answers what the guide covers, and declines what it does not, without a language model', async () => {
  const file = fileURLToPath(new URL('../assistant/questions.json', import.meta.url));
  const { covered, others } = await evaluateAnswers(file);
  expect([covered.questions, others.questions]).toEqual([20, 20]);
  expect(covered.firstRight).toBeGreaterThanOrEqual(17);
  expect(others.declined).toBeGreaterThanOrEqual(18);
});
