import { describe, expect, it } from 'vitest';
import type { SearchAnswer } from '../../../src/guide/search/by-words.ts';
import { type Reading, readStory } from '../../../src/guide/search/story.ts';

/** A reading in which the sections have these likelihoods; what is missing to 1 is the likelihood of nothing. */
function reading(likelihoods: Record<string, number>, confidence: SearchAnswer['confidence'] = 'closest'): Reading {
  const ids = Object.keys(likelihoods).sort((a, b) => (likelihoods[b] ?? 0) - (likelihoods[a] ?? 0));
  const results = ids.map((id, place) => ({
    source: 'guide',
    document: { id, slug: id, title: id, keywords: [], questions: [], otherWords: [], body: '' },
    score: 1 / (place + 1),
    coverage: likelihoods[id] ?? 0,
  }));
  return {
    answer: { confidence, results: confidence === 'nothing' ? [] : results, matches: new Set(ids) },
    likelihoods: new Map(Object.entries(likelihoods)),
  };
}

const NOTHING = reading({ rude: 0.02 }, 'nothing');
const ids = ({ results }: SearchAnswer) => results.map(({ document }) => document.id);
const read = (said: Record<string, Reading>, sentences = Object.keys(said), limit = 5) =>
  readStory(sentences, 'whole', limit, (text) => said[text] ?? NOTHING);

describe('a story', () => {
  it('is about what one sentence surely tells, wherever it stands, rather than what several hint at', () => {
    const hint = reading({ calls: 0.3, hours: 0.3, scope: 0.2 });
    for (const order of [
      ['sure', 'first', 'second'],
      ['first', 'second', 'sure'],
    ]) {
      const answer = read({ sure: reading({ late: 0.9 }, 'confident'), first: hint, second: hint }, order);
      expect(ids(answer)[0]).toBe('late');
      expect(answer.confidence).toBe('confident');
      expect(answer.matches).toContain('calls');
    }
  });

  it('of two troubles names both', () => {
    const answer = read({ a: reading({ late: 0.9 }, 'confident'), b: NOTHING, c: reading({ rude: 0.8 }, 'confident') });
    expect(ids(answer)).toEqual(['late', 'rude']);
  });

  it('is about nothing if no sentence says enough, though a single one might be answered', () => {
    const faint = reading({
      late: 0.08,
      rude: 0.07,
      scope: 0.06,
      calls: 0.06,
      hours: 0.06,
      walk: 0.06,
      test: 0.06,
      soc: 0.06,
    });
    expect(read({ a: faint, b: faint, c: faint })).toMatchObject({ confidence: 'nothing', results: [] });
  });

  it('is sure only of what one of its texts is sure of', () => {
    const doubtful = reading({ late: 0.5, rude: 0.45 });
    expect(read({ a: doubtful, b: doubtful, c: doubtful }).confidence).toBe('closest');
  });

  it('goes by words where there is no model', () => {
    const { answer } = reading({ late: 0.7, rude: 0.2 }, 'confident');
    const byWords = read({ a: { answer, likelihoods: undefined } }, ['a', 'b']);
    expect(ids(byWords)[0]).toBe('late');
  });

  it('of any length is read in a bounded number of texts', () => {
    const count = (length: number) => {
      let texts = 0;
      readStory(
        Array.from({ length }, (_, at) => `${at}`),
        'whole',
        3,
        () => {
          texts += 1;
          return NOTHING;
        },
      );
      return texts;
    };
    expect(count(3)).toBe(6);
    expect(count(500)).toBeLessThanOrEqual(31);
  });
});
