import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { storableJson } from '../../../../services/store/database/storable-json.ts';
import { composedFinding, oddText } from '../../../support/hostile-findings.ts';

/** What jsonb refuses (https://www.postgresql.org/docs/current/datatype-json.html). */
const REFUSED = /\\u0000|\\ud[89a-f]/i;
const isRefused = (json: string) => REFUSED.test(json.replaceAll('\\\\', ''));

describe('JSON for the store', { timeout: 120_000 }, () => {
  it('is what the grader composed, in 10,000 findings', () => {
    fc.assert(
      fc.property(composedFinding, (finding) => {
        expect(JSON.parse(storableJson(finding))).toEqual(finding);
      }),
      { numRuns: 10_000 },
    );
  });

  it('holds nothing that jsonb refuses, in 10,000 values of any text', () => {
    fc.assert(
      fc.property(oddText, oddText, (key, text) => {
        const json = storableJson({ [key]: [text, { [text]: key }] });
        expect(isRefused(json)).toBe(false);
        expect(storableJson(JSON.parse(json))).toBe(json);
      }),
      { numRuns: 10_000 },
    );
  });

  it('would hold it if it were written as it is', () => {
    expect([isRefused(JSON.stringify('\0')), isRefused(JSON.stringify('\ud83d'))]).toEqual([true, true]);
  });
});
