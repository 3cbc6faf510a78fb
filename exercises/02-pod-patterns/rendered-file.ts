import type { Given } from './given.ts';
import type { MainSeen } from './main-server.ts';

/** Whether the file holds the two lines of the template with the pod's own name. */
export function isRendered(
  config: MainSeen['config'],
  given: Pick<Given, 'token' | 'greetingOf'>,
  pod: string,
): boolean {
  if (config.type !== 'file') return false;
  const lines = linesOf(config.content);
  return [`TOKEN=${given.token}`, `GREETING=${given.greetingOf(pod)}`].every((line) => lines.includes(line));
}

/** What stands in the file behind `NAME=`; undefined where it has no such line. */
export function valueIn(config: MainSeen['config'], name: string): string | undefined {
  if (config.type !== 'file') return undefined;
  const line = linesOf(config.content).findLast((text) => text.startsWith(`${name}=`));
  return line?.slice(name.length + 1);
}

/** The file in a few words, for a finding. */
export function describeConfig(config: MainSeen['config']): string {
  return config.type === 'file' ? `"${config.content.slice(0, 300)}"` : `no file (${config.type})`;
}

function linesOf(content: string): string[] {
  return content.split(/[\r\n]+/).map((line) => line.trim());
}
