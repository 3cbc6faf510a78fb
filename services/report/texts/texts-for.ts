import type { Language } from '../../../graders/contract/localized.ts';
import { en } from './en.ts';
import { ja } from './ja.ts';
import type { ReportTexts } from './report-texts.ts';

/** The words of the report in a language. */
export function textsFor(language: Language): ReportTexts {
  return { ja, en }[language];
}
