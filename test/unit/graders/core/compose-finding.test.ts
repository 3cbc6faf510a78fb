import { describe, expect, it } from 'vitest';
import { createFindingComposer } from '../../../../graders/core/compose-finding.ts';
import { createRandom } from '../../../../graders/core/random.ts';
import { hostileCharacters } from '../../../support/hostile-characters.ts';

const text = { en: '{name} has {count}', ja: '{name} は {count}' };

const compose = createFindingComposer([
  { own: { text } },
  { own: { text: { en: 'kit', ja: 'kit' } }, kit: { text } },
]);

describe('createFindingComposer', () => {
  it('asks the catalogues in order and keeps values apart from the text', () => {
    expect(compose('own', { name: 'web', count: 2 }).message).toEqual({
      id: 'own',
      text,
      params: { name: 'web', count: 2 },
    });

    expect(compose('kit', { name: 'web', count: 2 }).message.id).toBe('kit');
  });

  it.each([
    ['nothing', {}, 'Message id "nothing" stands in no messages.yaml'],
    ['constructor', {}, 'Message id "constructor" stands in no messages.yaml'],
    ['own', { name: 'web' }, 'lacks the parameter count'],
    ['own', { name: 'web', count: 1, extra: 1 }, 'no place for the parameter extra'],
  ])('refuses %s with %o', (id, params, message) => {
    expect(() => compose(id, params)).toThrow(message);
  });

  it('keeps nothing that no store can keep', () => {
    const hostile = `gree\0ting ${'😀'.repeat(600)}`;

    const { message, found, evidence } = compose(
      'own',
      { name: `${hostile}\ud83d`, count: 1 },
      { found: `x${hostile}`, evidence: [{ kind: 'logs', source: '\udc00', text: hostile.repeat(9) }] },
    );

    const all = JSON.stringify([message.params, found, evidence]);
    expect(all).not.toMatch(/(?<!\\)\\(?:u0000|ud[89a-f])/i);
    expect(found).toMatch(/^xgree␀ting 😀+…$/u);
  });

  it('keeps of 1,000 hostile texts in every place only what a store can keep', () => {
    const random = createRandom('composed');
    const text = () => hostileCharacters(random).repeat(Math.floor(random() * 100));

    for (let i = 0; i < 1_000; i++) {
      const finding = compose(
        'own',
        { name: text(), count: 1 },
        {
          ...{ expected: text(), found: text(), position: { file: text(), line: 1 } },
          evidence: [{ kind: 'logs', source: text(), text: text() }],
        },
      );

      expect(JSON.stringify(finding)).not.toMatch(/(?<!\\)\\(?:u0000|ud[89a-f])/i);
    }
  });

  it('cuts what a learner can make long', () => {
    const evidence = Array.from({ length: 20 }, () => ({
      kind: 'logs' as const,
      source: 's'.repeat(999),
      text: 't'.repeat(9999),
    }));

    const finding = compose(
      'own',
      { name: 'n'.repeat(9999), count: 1 },
      { found: 'f'.repeat(9999), evidence },
    );

    expect(String(finding.message.params['name'])).toHaveLength(2000);
    expect(finding.found).toHaveLength(1000);
    expect(finding.evidence).toHaveLength(8);
    expect(finding.evidence[0]?.text).toHaveLength(4000);
  });
});
