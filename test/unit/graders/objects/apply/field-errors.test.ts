import { describe, expect, it } from 'vitest';
import { fieldErrors } from '../../../../../graders/objects/apply/field-errors.ts';

const PREFACE = 'failed to create typed patch object (a/web; /v1, Kind=Pod): ';

describe('fieldErrors', () => {
  it.each<[string, string, [string, string][]]>([
    ['nothing of a sentence without fields', 'the server is away: try again', []],
    ['one', `${PREFACE}.spec: expected map, got &{1}`, [['.spec', 'expected map, got &{1}']]],
    [
      'each line of errors',
      `${PREFACE}errors:\n  .data.a: expected string, got &{1}\n  .data.b: expected string, got &{2}`,
      [
        ['.data.a', 'expected string, got &{1}'],
        ['.data.b', 'expected string, got &{2}'],
      ],
    ],
    [
      'a field whose key holds blanks and colons',
      `${PREFACE}.spec.containers[name="a: b"].env: duplicate entries for key [name="A"]`,
      [['.spec.containers[name="a: b"].env', 'duplicate entries for key [name="A"]']],
    ],
    [
      'strict decoding',
      'strict decoding error: unknown field "spec.replica", unknown field "spec.x"',
      [
        ['.spec.replica', 'field not declared in schema'],
        ['.spec.x', 'field not declared in schema'],
      ],
    ],
    [
      'decoding',
      'json: cannot unmarshal string into Go struct field DeploymentSpec.spec.replicas of type int32',
      [['.spec.replicas', 'of type int32']],
    ],
  ])('reads %s', (_name, text, expected) => {
    expect(fieldErrors(text).map(({ field, problem }) => [field, problem])).toEqual(expected);
  });

  it('says a thing once and stops at twenty', () => {
    const line = (index: number) => `  .data.k${index}: expected string, got &{1}`;
    const lines = Array.from({ length: 150 }, (_, index) => line(Math.floor(index / 2)));
    expect(fieldErrors(`${PREFACE}errors:\n${lines.join('\n')}`)).toHaveLength(20);
  });
});
