import { instantOf, type Ambiguity } from '../domain/instant-of.ts';
import { ApiProblem } from './api-problem.ts';

type Moment = string | { local: string; timeZone?: string };

const EARLIEST = Date.UTC(2000, 0);
const LATEST = Date.UTC(2200, 0);

/**
 * The instant that a body means. A local time without a zone is the course's; of one that clocks show twice, `prefer`
 * decides. Fails with 400 for what is no time, or none in this or the next century.
 */
export function readMoment(
  moment: Moment | undefined,
  { timeZone, where, prefer }: { timeZone: string; where: string; prefer: Ambiguity },
): Date | undefined {
  if (moment === undefined) return undefined;

  const instant =
    typeof moment === 'string'
      ? new Date(moment)
      : instantOf(moment.local, moment.timeZone ?? timeZone, prefer);

  const time = instant?.getTime() ?? Number.NaN;
  if (time >= EARLIEST && time < LATEST) return instant;
  const sentence = 'is no time after 1999 and before 2200, or no IANA time zone';
  throw new ApiProblem(400, 'invalid-time', `body.${where} ${sentence}.`, [
    { where: `body.${where}`, message: sentence },
  ]);
}
