import type { Evidence, Finding } from '../../../graders/contract/finding.ts';
import type { Language } from '../../../graders/contract/localized.ts';
import type { Block } from '../markdown/block.ts';
import { EVIDENCE_LIMIT, excerpt, VALUE_LIMIT } from '../markdown/excerpt.ts';
import { fence } from '../markdown/fence.ts';
import { inlineCode } from '../markdown/inline-code.ts';
import { markdownMessage } from '../markdown/message-template.ts';
import { sourceLocation } from '../markdown/source-location.ts';
import { textsFor } from '../texts/texts-for.ts';
import type { DropRank } from '../markdown/drop-rank.ts';
import { visibleText } from '../markdown/visible-text.ts';

export interface FindingOptions {
  language: Language;
  folder: string;
  /** Whether the records are shown here; they are the same in every language. */
  evidence: boolean;
  /** A folded hint is offered, an open one is part of the text. */
  hint: 'folded' | 'open';
  rank: Extract<DropRank, 'passing-evidence' | 'failing-details'>;
}

/** Values up to this length stay on the line of their label. */
const INLINE_LIMIT = 120;

/** One finding in one language: the sentence, expected and found, where, a hint and the records that show it. */
export function findingBlocks(finding: Finding, options: FindingOptions): Block[] {
  const texts = textsFor(options.language);
  const { message, expected, found, position } = finding;
  const hint = message.hint && markdownMessage(message.hint[options.language], message.params);

  const facts = [
    ...(expected === undefined ? [] : [labelled(texts.expected, expected)]),
    ...(found === undefined ? [] : [labelled(texts.found, found)]),
    ...(position === undefined ? [] : [labelled(texts.where, sourceLocation(options.folder, position))]),
    ...(hint === undefined || options.hint === 'folded' ? [] : [`- **${texts.nextStep}:** ${hint}`]),
  ];

  const sentence = markdownMessage(message.text[options.language], message.params);
  return [
    { markdown: [sentence, facts.join('\n')].filter((text) => text !== '').join('\n\n'), rank: options.rank },
    ...(hint === undefined || options.hint === 'open'
      ? []
      : [{ summary: `💡 ${texts.hint}`, children: [{ markdown: hint }], rank: options.rank }]),
    ...(options.evidence ? evidenceFold(finding.evidence, options) : []),
  ];
}

function labelled(label: string, value: string): string {
  const short = !value.includes('\n') && value.length <= INLINE_LIMIT;
  return short
    ? `- **${label}:** ${inlineCode(value)}`
    : `- **${label}:**\n${fence(excerpt(visibleText(value), VALUE_LIMIT), '  ')}`;
}

function evidenceFold(evidence: readonly Evidence[], { language, rank }: FindingOptions): Block[] {
  if (evidence.length === 0) return [];
  const texts = textsFor(language);
  const kinds = [...new Set(evidence.map(({ kind }) => texts.evidence[kind]))].join(', ');
  return [
    {
      summary: `🔍 ${texts.evidenceFold(kinds)}`,
      rank: rank === 'failing-details' ? 'failing-evidence' : rank,
      children: evidence.map(({ kind, source, text }) => {
        const keep = kind === 'logs' || kind === 'output' ? 'end' : 'start';
        const shown = fence(excerpt(visibleText(text), EVIDENCE_LIMIT, keep));
        return { markdown: `${texts.evidence[kind]} ${inlineCode(source)}\n\n${shown}` };
      }),
    },
  ];
}
