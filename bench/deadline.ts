// A deadline night in simulated time: 1,000 pull requests within ten minutes, in one installation with GitHub's limits
// on creating content, shown as a table. What is real and what is not: test/support/deadline/simulate-deadline.ts.
// Usage: npx tsx bench/deadline.ts [PULL_REQUESTS]
import type { PullRequestStory } from '../test/support/deadline/read-story.ts';
import { simulateDeadline } from '../test/support/deadline/simulate-deadline.ts';
import { spread } from './spread.ts';

const pulls = Number(process.argv[2] ?? 1000);
/** A tenth of all pull requests come from learners who open ten at once. */
const busy = Math.floor(pulls / 100);
const options = { busy, single: pulls - 10 * busy, minutes: 10, clusters: 4, gradingSeconds: 10 };

const begun = performance.now();
const story = await simulateDeadline(options);
const all = story.pullRequests;
const count = (ofThem: (one: PullRequestStory) => boolean) => all.filter(ofThem).length;

const row = (name: string, text: string | number) =>
  process.stdout.write(`${name.padEnd(58)} ${String(text)}\n`);

row('pull requests opened within ten minutes', all.length);
row('  of learners with one, with ten', `${count(isSingle)}, ${count(({ learner }) => learner === 'busy')}`);
row('graded, at most so many at once', `${count(({ graded }) => graded !== undefined)}, ${options.clusters}`);

row(
  'shown: exactly one check run with a verdict',
  count((one) => one.checkRuns === 1 && one.conclusion === 'success'),
);

row(
  'shown: exactly one comment',
  count(({ comments }) => comments === 1),
);

row(
  'lost',
  count((one) => one.checkRuns === 0 || one.comments === 0 || one.conclusion !== 'success'),
);

row('writes to GitHub in all', story.writes);
row('most writes in 10 seconds (ours: 10)', story.most.writesIn10Seconds);
row('most creates in a minute (GitHub: 80)', story.most.createsInMinute);
row('most creates in an hour (GitHub: 500)', story.most.createsInHour);
row('requests that GitHub refused for a limit', story.refusedByGitHub);
row('answers that contradict GitHub’s description', story.violations);
row('minutes until everything was shown', story.minutes.toFixed(1));
const heads = ['graded', 'verdict', 'comment'].map((name) => name.padStart(16)).join('');
process.stdout.write(`\n${'minutes from opening to'.padEnd(38)}${heads}\n`);

for (const [name, ofThem] of [
  ['one pull request', isSingle],
  ['the first of ten', (one) => one.learner === 'busy' && one.place === 1],
  ['the tenth of ten', (one) => one.learner === 'busy' && one.place === 10],
] as [string, (one: PullRequestStory) => boolean][]) {
  const some = all.filter(ofThem);

  const cell = (pick: (one: PullRequestStory) => number | undefined) => {
    const known = some.map(pick).filter((value) => value !== undefined);
    if (known.length === 0) return '-'.padStart(16);
    const { median, most } = spread(known.map((seconds) => seconds / 60));
    return `${median.toFixed(1)} / ${most.toFixed(1)}`.padStart(16);
  };

  process.stdout.write(
    `${`${name} (median / longest)`.padEnd(38)}${cell(({ graded }) => graded)}${cell(({ verdictShown }) => verdictShown)}${cell(({ commentShown }) => commentShown)}\n`,
  );
}

process.stdout.write(`\nsimulated in ${((performance.now() - begun) / 1000).toFixed(0)} s\n`);

function isSingle({ learner }: PullRequestStory): boolean {
  return learner === 'single';
}
