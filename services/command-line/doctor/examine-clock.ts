import { ok, problem, warning, type Diagnosis } from './diagnosis.ts';

/** GitHub's `Date` header counts whole seconds, and the answer was on its way for a while. */
const UNCERTAIN_SECONDS = 5;
/** From here on GitHub refuses the App's tokens at first, and every start costs a request more. */
const REFUSED_SECONDS = 60;

/** Compares the clocks: the App's tokens are valid for minutes. */
export function examineClock(githubTime: Date, ourTime: Date): Diagnosis {
  const seconds = Math.round((githubTime.getTime() - ourTime.getTime()) / 1000);
  const found = `this clock is ${Math.abs(seconds)} seconds ${seconds > 0 ? 'behind' : 'ahead of'} GitHub's`;
  const fix = 'Synchronise the clock of this machine, for example with chrony or systemd-timesyncd.';
  if (Math.abs(seconds) <= UNCERTAIN_SECONDS) return ok('clock', "agrees with GitHub's");
  return Math.abs(seconds) < REFUSED_SECONDS ? warning('clock', found, fix) : problem('clock', found, fix);
}
