import type { Localized } from '../../graders/contract/localized.ts';
import { CourseFile } from './course-file.ts';
import { RosterFile } from './roster-file.ts';

const DIALECT = 'https://json-schema.org/draft/2020-12/schema';

/**
 * The files of a new course by path, with the schemas by which editors complete and check them
 * (https://github.com/redhat-developer/yaml-language-server#using-inlined-schema).
 *
 * @param exercises Slug to title, in the order in which they are listed.
 */
export function courseStarter(exercises: ReadonlyMap<string, Localized>): Map<string, string> {
  const listed = [...exercises].map(([slug, { en }]) => `  - name: ${slug} # ${en}`).join('\n');
  return new Map([
    [
      '.saiten/course.yaml',
      `# yaml-language-server: $schema=course.schema.json
version: 1
languages: [en, ja] # the first one is shown first
repositories: # of the same owner as this one; the first match counts
  - match: 'k8s-*'
exercises: # leave the list out for all there are
${listed}
notGraded: action_required # a required check stays open when Saiten could not grade; neutral lets it pass
drafts: ignore # or grade
handIn: push # or command: /submit on the pull request; or tag: submit/02-batch-jobs
attempts: { perDay: 20, coolDown: 30 } # coolDown in seconds
staff: # who may write /ok-to-grade, and /regrade without limits; members with a role of staff may anyway
  # - { id: 583230, login: sensei }
  []
roster: open # or enrolled: only who stands in roster.yaml
firstForks: ask # or grade: whether a teacher lets a stranger's first pull request in
`,
    ],
    [
      '.saiten/roster.yaml',
      `# yaml-language-server: $schema=roster.schema.json
# https://api.github.com/users/LOGIN shows the id of an account; a login can change, an id cannot.
learners:
  # - { id: 583231, login: octocat, name: Mona }
  []
teams: # who hands in together; leave exercises out for all there are
  # - { name: team-a, members: [583231, 583232], exercises: [02-batch-jobs] }
  []
`,
    ],
    ['.saiten/course.schema.json', schemaFile(CourseFile)],
    ['.saiten/roster.schema.json', schemaFile(RosterFile)],
  ]);
}

function schemaFile(schema: object): string {
  return `${JSON.stringify({ $schema: DIALECT, ...schema }, null, 2)}\n`;
}
