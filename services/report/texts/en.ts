import type { DropRank } from '../markdown/drop-rank.ts';
import type { ReportTexts } from './report-texts.ts';

const CUT_PARTS: Record<DropRank, string> = {
  'passing-evidence': 'records of passed checks',
  'failing-evidence': 'records of failed checks',
  'secondary-details': 'the explanations in the other language',
  'passing-rows': 'the list of passed checks',
  history: 'earlier results',
  'failing-details': 'some explanations of failed checks',
  submission: 'some exercises',
};

const things = (count: number, thing: string) => `${count} ${thing}${count === 1 ? '' : 's'}`;

export const en: ReportTexts = {
  language: 'English',
  separator: ' · ',
  headline: {
    queued: '⏳ Waiting to be graded',
    grading: '🔄 Grading now',
    passed: '✅ Passed',
    failed: '❌ Not passed yet',
    refused: '❌ The submitted files need a fix',
    'timed-out': '⌛ Did not finish within the time limit',
    'not-graded': '⚠️ Could not be graded',
    cancelled: '⏹️ Grading was stopped',
    held: '📥 Graded; the results come later',
  },
  points: (earned, possible) => `${earned} / ${possible} points`,
  progress: (finished, total) => `${finished} of ${things(total, 'check')} done`,
  nextStep: 'What to do next',
  next: {
    queued: 'Nothing for now. This comment changes when the result is there.',
    queuedAt: (position) =>
      `Nothing for now: you are number ${position} in the queue. This comment changes when the result is there.`,
    grading: 'Nothing for now. This comment changes when the result is there.',
    passed: 'This exercise is done. Go on to the next one.',
    failed: (count) =>
      `Fix the ${count === 1 ? '❌ check below' : `${count} ❌ checks below from top to bottom`} and push to the same branch.`,
    refused: (count) =>
      `Fix the ${count === 1 ? 'problem' : `${count} problems`} below and push to the same branch.`,
    'timed-out': 'See below what was seen last, make the Pods start and become ready, and push.',
    'not-graded': 'You need not change anything. Wait a little, then comment `/regrade`.',
    cancelled:
      'If you pushed a newer commit, wait for its result. If the pull request is closed or a draft, reopen it or mark it as ready: it is then graded by itself.',
    held: 'Nothing for now. Your instructors publish the results of everybody at the same time; this comment then shows yours. You may go on pushing changes until the deadline.',
  },
  again: (handIn, exercise) =>
    ({
      push: ' It is graded again by itself.',
      command: ' Then comment `/submit`: only what you hand in is graded.',
      tag: ` Then hand that commit in with a new tag, such as \`submit/${exercise}/2\`: only what you hand in is graded.`,
    })[handIn],
  standing: {
    counts: (points, why) =>
      `What counts for your grade: **${points}**${why === undefined ? '' : ` (${why})`}`,
    overridden: 'set by your instructors',
    late: ({ days, hours, minutes }) =>
      `handed in ${[
        ...(days > 0 ? [things(days, 'day')] : []),
        ...(hours > 0 ? [things(hours, 'hour')] : []),
        ...(days === 0 && minutes > 0 ? [things(minutes, 'minute')] : []),
      ].join(' ')} after the deadline`,
  },
  uncredited: {
    staff:
      'This result counts for nobody: a member of the staff made it. It uses no attempt and gives no grade.',
    'others-commits':
      'This result gives no grade: every commit that changed this exercise was written by a bot, by an instructor or by somebody else in the course. Commit your own work, with your own account, and push. If you work together, ask your instructor to enter you as a team, then comment `/regrade`.',
    'others-work':
      'This result gives no grade: the work in this folder was handed in by somebody else before you changed it. Put your own answer into a folder of your own and push. If you work together, ask your instructor to enter you as a team, then comment `/regrade`.',
  },
  note: 'Note from your instructors',
  startHere: 'Look here first',
  notYourFault:
    'This is not your fault. The problem is on the side of the grading system, and this run does not count as an attempt.',
  notYourFaultButUsed:
    'This is not your fault as far as we can tell: the problem is on the side of the grading system. Your work was running by then, so this run counts where attempts are limited. Your instructor can give the attempt back.',
  cancelledButUsed: 'Your work was running by then, so this run counts where attempts are limited.',
  reference: (id) => `reference ${id}`,
  askInstructor: (id) => `If it happens again, give your instructor the reference ${id}.`,
  runningNow: 'Running',
  table: { number: '#', check: 'Check', result: 'Result', points: 'Points' },
  status: {
    pass: '✅ Passed',
    fail: '❌ Failed',
    blocked: '⏸️ Not run',
    error: '⚠️ Not graded',
    undecided: '❔ Undecided',
  },
  blockedBy: (check) => `Runs once check “${check}” passes`,
  blockedBySubmission: 'Runs once the submitted files are fixed',
  checkBroken: 'A problem of the grading system; costs no points',
  leftAsideFold: 'Show their names',
  remarks: 'Remarks on passed checks',
  underReview: '🔍 Under review: this check takes no points from anybody',
  needsRealCluster: 'Needs a real cluster to be decided',
  partialTable: 'Results so far (they give no points)',
  expected: 'Expected',
  found: 'Found',
  where: 'Where',
  hint: 'Show a hint',
  evidence: { events: 'events', logs: 'logs', object: 'object', requests: 'requests', output: 'output' },
  evidenceFold: (kinds) => `Show the cluster's records (${kinds})`,
  evidenceAbove: "The cluster's records are under the same check in the other language.",
  moreFindings: (count) => `Show ${count} more`,
  history: {
    fold: (count) => `Results so far (${things(count, 'attempt')})`,
    attempt: 'Attempt',
    commit: 'Commit',
    result: 'Result',
    points: 'Points',
    finished: (timeZone) => `Finished (${timeZone})`,
  },
  attempt: (number) => `attempt ${number}`,
  commit: (sha) => `commit ${sha}`,
  team: (name, members) => `team ${name} (${members})`,
  exerciseVersion: (version) => `exercise version ${version}`,
  fullReport: 'See the full report',
  receipt: 'Grade receipt',
  regrade: 'To have it graded again, comment `/regrade` on this pull request.',
  cut: (parts, url) =>
    `✂️ This was too long, so it leaves out: ${parts.map((part) => CUT_PARTS[part]).join(', ')}. ` +
    (url === undefined
      ? 'Run `saiten grade` on your machine to see everything.'
      : `Everything is in [the full report](${url}).`),
  gradingCheck: {
    passed: (passed, all) => `${passed} of ${things(all, 'exercise')} passed`,
    purpose: 'This check passes once every exercise in this change has passed.',
  },
  notice: {
    'no-exercise': {
      title: 'No exercise in this change',
      text: 'This change touches no file inside the folder of an exercise, so there is nothing to grade. Put your files into a folder that has the name of the exercise, for example `02-batch-jobs/job.yaml`, and push again.',
    },
    misplaced: {
      title: '📁 The work is not where an exercise is looked for',
      text: 'Nothing of it was graded. Mend this and push again.',
    },
    'change-too-large': {
      title: '📦 This change is too large to look through',
      text: 'It changes so many files that GitHub cannot list them, and so many folders that we stopped looking. An exercise in it may have been missed. Remove generated folders, such as `node_modules` or a cache (`git rm -r --cached FOLDER`), name them in `.gitignore`, and push again.',
    },
    'no-author': {
      title: '👻 The account that opened this was deleted',
      text: 'GitHub shows nobody as the author of this pull request, so there is nobody who could be given points, and it is not graded. If this is your work, open a new pull request from the account that is on the list of the course.',
    },
    'by-bot': {
      title: '🤖 Opened by a bot; nothing is graded',
      text: 'A bot opened this pull request, so it is nobody’s answer. This check passes and says nothing about any exercise.',
    },
    'not-enrolled': {
      title: '🔒 You are not on the list of this course yet',
      text: 'Your files are fine where they are; they were just not graded. Ask your instructor to add your GitHub account to the course, then comment `/regrade` here.',
    },
    'needs-approval': {
      title: '✋ Waiting for your instructor',
      text: 'This is your first pull request here, so an instructor has a short look before it is graded. You need not do anything. (Instructors: comment `/ok-to-grade`.)',
    },
    'attempts-used': {
      title: '⏰ No attempt is left for now',
      text: ({ exercises, perDay, when }) =>
        `${exercises} can be graded ${things(perDay, 'time')} within 24 hours, and none is left. Your commit is kept. Comment \`/regrade\` after ${when}; until then \`saiten grade\` on your own machine grades as often as you like.`,
    },
    'regrade-later': {
      title: '⏰ Please wait a little',
      text: ({ when }) => `It can be graded again from ${when}. Comment \`/regrade\` then, or push a change.`,
    },
    'not-accepted': {
      title: '✋ Not graded',
      text: 'Your commit is kept, and `saiten grade` on your own machine grades it as often as you like. If you need more time or attempts, ask your instructor.',
    },
    'not-handed-in': {
      title: '📤 Not handed in yet',
      text: ({ handIn }) =>
        handIn === 'tag'
          ? 'Nothing is graded until you hand it in. When you are ready, push a tag of `submit/` and the name of the exercise on your commit, such as `git tag submit/02-batch-jobs && git push origin submit/02-batch-jobs`. To hand in once more, add a number: `submit/02-batch-jobs/2`.'
          : 'Nothing is graded until you hand it in. When you are ready, comment `/submit`: your newest commit is handed in, at the time of the comment.',
    },
    'handed-in-already': {
      title: '📥 Handed in already',
      text: 'This commit was handed in before, and the first time counts. Push a change, then comment `/submit`. To have the same commit graded again, comment `/regrade`.',
    },
    'nothing-to-hand-in': {
      title: '📤 Nothing was handed in',
      text: 'This pull request changes no file in the folder of an exercise. Put your files into a folder named like the exercise, such as `02-batch-jobs/job.yaml`, push, and comment `/submit` again.',
    },
    'handed-in-otherwise': {
      title: '📤 Nothing was handed in',
      text: ({ handIn }) =>
        handIn === 'tag'
          ? '`/submit` does nothing in this course: work is handed in by a tag on the commit, such as `submit/02-batch-jobs`.'
          : '`/submit` is not needed in this course: every push is graded by itself.',
    },
  },
  refused: {
    'not-open': (exercise, when) => `${exercise} opens on ${when}. Comment \`/regrade\` then.`,
    closed: (exercise, when) => `${exercise} closed on ${when}; this commit came later.`,
    'no-attempt-left': (exercise, limit) =>
      `${exercise} can be graded ${things(limit, 'time')}, and none is left.`,
    'attempts-used': (exercise, perDay, when) =>
      `${exercise} can be graded ${things(perDay, 'time')} within 24 hours. Comment \`/regrade\` after ${when}.`,
  },
  misplaced: {
    misnamed: (path, expected) =>
      `${path} must be named ${expected}. Small letters, hyphens and plain digits count. Rename it with \`git mv\`.`,
    archive: (path, expected) =>
      `${path} is an archive, and archives are not opened. Unpack it, so that the files lie in the folder ${expected}, and commit these instead.`,
    'nested-repository': (path) =>
      `${path} is a Git repository inside this repository, so its files were not committed here: \`git init\` was run in it. Run \`git rm --cached\` with this path, remove the folder \`.git\` inside it, and \`git add\` it again.`,
  },
  onlyNotes:
    'This change touches only notes in the folder of an exercise: text for people, or hidden files. They are no part of the answer, so there is nothing to grade. To hand in your own work, change its manifests in your own folder and push again.',
  changedFiles: 'Some of the files that were changed:',
  changedFile: (path, meant) => (meant === undefined ? path : `${path} – did you mean ${meant}?`),
  knownFolders: 'These names are known:',
  attemptsLeft: (left, perDay) => `${left} of ${things(perDay, 'attempt')} left within 24 hours`,
  help: {
    title: 'What you can write here',
    handIn: {
      push: 'Push to this branch: your work is graded again by itself.',
      command: '`/submit` – hand in the newest commit. Nothing is graded before.',
      tag: 'Push a tag such as `submit/02-batch-jobs`: the commit it stands on is handed in. Nothing is graded before.',
    },
    lines: [
      '`/regrade` – grade the newest commit once more.',
      '`/hint` – show the hints for the checks that failed.',
      '`/help` – show this list.',
      '`/ok-to-grade` – for instructors: allow this pull request to be graded.',
      'Write a command alone on a line of a new comment. Stuck for long? Ask your instructor and give the reference below the result.',
    ],
  },
  actions: {
    regrade: { label: 'Regrade', description: 'Grade the newest commit once more' },
    hint: { label: 'Hint', description: 'Show hints for the failed checks' },
  },
};
