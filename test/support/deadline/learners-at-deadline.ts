import type { GitHubServer } from '../../github-server/control.ts';
import { fractionOf } from './fraction-of.ts';

const PULLS_OF_BUSY = 10;

/** The exercise that everybody answers. */
export const EXERCISE = '02-batch-jobs';

export interface Learner {
  kind: 'single' | 'busy';
  login: string;
  repository: { id: number };
  pulls: number;
}

export interface Arrival extends Learner {
  place: number;
  /** Milliseconds after the beginning. */
  at: number;
}

/** A repository for each learner, with a branch for each pull request to come. */
export function enrol(github: GitHubServer, { single, busy }: { single: number; busy: number }): Learner[] {
  github.addOrganization('school');
  return Array.from({ length: single + busy }, (_, index) => {
    const kind = index < busy ? 'busy' : 'single';
    const login = `learner-${index + 1}`;

    const repository = github.addRepository({
      owner: 'school',
      name: `answers-${login}`,
      files: { 'README.md': 'Answers\n' },
    });

    github.addUser(login);
    github.setPermission(repository, login, 'write');
    const pulls = kind === 'busy' ? PULLS_OF_BUSY : 1;
    for (let place = 1; place <= pulls; place++)
      github.commitFiles(repository, {
        branch: `work-${place}`,
        files: { [`${EXERCISE}/answer.yaml`]: `learner: ${index}\nplace: ${place}\n` },
        author: login,
      });
    return { kind, login, repository, pulls };
  });
}

/** Twice as many in the last third as in the first; the busy ones open theirs a second apart. */
export function arrivals(learners: readonly Learner[], duration: number): Arrival[] {
  return learners
    .flatMap((learner) => {
      const share = fractionOf(learner.login);
      const first = Math.sqrt(0.1 + 0.9 * share) * duration;
      return Array.from({ length: learner.pulls }, (_, index) => ({
        ...learner,
        place: index + 1,
        at: Math.round(first + index * 1000),
      }));
    })
    .sort((a, b) => a.at - b.at);
}
