import type { Comment, Files, GitHubServer, PullRequest, Repository } from '../../github-server/control.ts';
import { waitUntil } from '../wait-until.ts';
import type { Classroom } from './classroom.ts';

/** Where one scenario plays: an organisation with one repository, a learner and a teacher, all its own. */
export interface Stage {
  room: Classroom;
  github: GitHubServer;
  owner: string;
  repo: Repository;
  learner: string;
  learnerId: number;
  /** Staff of the course, see `play.ts`. */
  teacher: string;
  teacherId: number;
  /** May write to the repository and is no staff. */
  fellow: string;
  fellowId: number;
  /** Commits that the learner made, oldest first; the table calls them c1, c2, … */
  commits: string[];
  /** The learner's comments, oldest first. */
  said: Comment[];
  /** The learner commits to a branch and opens a pull request. */
  opens(
    files: Files,
    options?: { draft?: boolean; base?: string; branch?: string; by?: string },
  ): PullRequest;
  /** The pull request opened last. */
  pull(): PullRequest;
  pushes(files: Files): string;
  forcePushes(files: Files): string;
  says(body: string, by?: string): Comment;
  /** Waits until a check run of an exercise is completed, as often as told; without any, the commit's one check. */
  verdicts(commit: string, count?: number): Promise<void>;
  until(condition: () => boolean | Promise<boolean>): Promise<void>;
}

/** Sets a stage of its own in a classroom. */
export function setStage(room: Classroom, name: string): Stage {
  const { github } = room;
  const owner = `school-${name}`;
  github.addOrganization(owner);
  const repo = github.addRepository({ owner, name: 'kubernetes-course' });
  const learner = `learner-${name}`;
  const teacher = `teacher-${name}`;
  const fellow = `fellow-${name}`;
  const learnerId = github.addUser(learner).id;
  const fellowId = github.addUser(fellow).id;
  const teacherId = github.addUser(teacher).id;
  github.setPermission(repo, learner, 'read');
  github.setPermission(repo, teacher, 'read');
  github.setPermission(repo, fellow, 'write');
  if (room.botLogin !== undefined) github.setPermission(repo, room.botLogin, 'write');
  const commits: string[] = [];
  const said: Comment[] = [];
  let branch = 'work';
  let number = 0;
  const until = waitUntil;

  const commit = (sha: string) => {
    commits.push(sha);
    return sha;
  };

  return {
    ...{
      room,
      github,
      owner,
      repo,
      learner,
      learnerId,
      teacher,
      teacherId,
      fellow,
      fellowId,
      commits,
      said,
      until,
    },
    opens(files, { by = learner, ...options } = {}) {
      branch = options.branch ?? 'work';
      commit(github.commitFiles(repo, { branch, files, author: by }));

      const pull = github.openPullRequest({
        repo,
        head: branch,
        title: 'My answer',
        author: by,
        ...(options.draft === undefined ? {} : { draft: options.draft }),
        ...(options.base === undefined ? {} : { base: options.base }),
      });

      number = pull.number;
      return pull;
    },
    pull: () => github.pullRequest(repo, number),
    pushes: (files) => commit(github.push(repo, { branch, files, author: learner })),
    forcePushes: (files) => commit(github.forcePush(repo, { branch, files, author: learner })),
    says(body, by = learner) {
      const comment = github.comment(repo, number, { author: by, body });
      said.push(comment);
      return comment;
    },
    verdicts: (sha, count = 1) =>
      until(() => {
        const all = github.checkRuns(repo, sha);
        const ofExercises = all.filter(({ name }) => name !== 'grading');
        const looked = ofExercises.length > 0 ? ofExercises : all;
        return looked.filter(({ status }) => status === 'completed').length >= count;
      }),
    until,
  };
}
