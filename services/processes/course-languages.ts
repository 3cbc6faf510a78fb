import type { Language } from '../../graders/contract/localized.ts';
import type { Settings } from '../config/settings.ts';

/** The languages of the course; the schema of the setting makes sure that there is at least one. */
export function courseLanguages({
  languages: [first = 'ja', ...others],
}: Settings): [Language, ...Language[]] {
  return [first, ...others];
}
