import { describe, expect, it } from 'vitest';
import { courseStarter } from '../../../services/course/course-starter.ts';
import { readCourse } from '../../../services/course/read-course.ts';
import { readFile } from '../../../services/course/read-file.ts';
import { RosterFile } from '../../../services/course/roster-file.ts';

const titles = new Map([
  ['01-pods', { en: 'Pods: the start', ja: 'Pod' }],
  ['02-jobs', { en: 'Jobs', ja: 'Job' }],
]);

const files = courseStarter(titles);
const text = (name: string) => files.get(`.saiten/${name}`) ?? '';

describe('courseStarter', () => {
  it('writes a course that can be used, with all exercises', () => {
    expect(readCourse(text('course.yaml'), new Set(titles.keys()))).toMatchObject({
      value: { exercises: [{ name: '01-pods' }, { name: '02-jobs' }] },
    });
  });

  it('writes a roster that nobody stands in', () => {
    expect(readFile(RosterFile, text('roster.yaml'))).toMatchObject({
      value: { learners: [], teams: [] },
    });
  });

  it.each(['course', 'roster'])('leads editors from %s.yaml to its schema', (name) => {
    const schema = /^# yaml-language-server: \$schema=(\S+)\n/.exec(text(`${name}.yaml`))?.[1] ?? '';

    expect(JSON.parse(text(schema))).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      type: 'object',
      additionalProperties: false,
    });
  });

  it('explains every key of the course where it is written', () => {
    const { properties } = JSON.parse(text('course.schema.json')) as {
      properties: Record<
        string,
        { description?: string; properties?: Record<string, { description?: string }> }
      >;
    };

    const unexplained = Object.entries(properties).filter(
      ([, { description, properties: inner }]) =>
        description === undefined &&
        (inner === undefined || Object.values(inner).some((each) => each.description === undefined)),
    );

    expect(unexplained).toEqual([]);
  });
});
