import type { MessageParams } from '../../../graders/contract/message.ts';
import { escapeMarkdown } from './escape.ts';
import { excerpt, VALUE_LIMIT } from './excerpt.ts';
import { inlineCode } from './inline-code.ts';
import { visibleText } from './visible-text.ts';

const PLACE = /\{([A-Za-z][A-Za-z0-9_-]*)\}/g;
/** The manuals an author may link to; any other address stays text. */
const MANUAL = /https:\/\/(?:kubernetes\.io|kind\.sigs\.k8s\.io)\/[A-Za-z0-9/_#.-]*[A-Za-z0-9/]/;
const SPECIAL = new RegExp(`\`([^\`]+)\`|${PLACE.source}|(${MANUAL.source})`, 'g');

/**
 * An author's sentence as one line of Markdown. Of Markdown it may use inline code, and addresses of the
 * Kubernetes manuals become links; each `{name}` becomes the parameter as inline code of its own, or a part of
 * the code around it. A place without a parameter stays.
 */
export function markdownMessage(template: string, params: MessageParams = {}): string {
  const parts: string[] = [];
  let end = 0;

  for (const match of template.matchAll(SPECIAL)) {
    parts.push(escapeInside(template.slice(end, match.index)));
    const [whole, code, name, address] = match;
    if (code !== undefined) parts.push(inlineCode(substitute(code, params)));
    else if (address !== undefined) parts.push(`<${address}>`);
    else if (name !== undefined && Object.hasOwn(params, name)) parts.push(inlineCode(String(params[name])));
    else parts.push(escapeInside(whole));
    end = match.index + whole.length;
  }

  parts.push(escapeInside(template.slice(end)));
  return joinApart(parts).trim();
}

/** The same sentence as one line for places without Markdown: terminals, annotations, titles. */
export function plainMessage(template: string, params: MessageParams = {}): string {
  return visibleText(substitute(template, params)).replaceAll(/\s+/g, ' ').trim();
}

function substitute(template: string, params: MessageParams): string {
  return template.replaceAll(PLACE, (place, name: string) =>
    Object.hasOwn(params, name) ? excerpt(String(params[name]), VALUE_LIMIT) : place,
  );
}

/** Escapes a piece of a line without losing the blanks at its ends. */
function escapeInside(text: string): string {
  const before = /^\s/.test(text) ? ' ' : '';
  const after = /\S\s+$/.test(text) ? ' ' : '';
  return before + escapeMarkdown(text) + after;
}

/** Two pieces of inline code that touch would become one, so a blank goes between them. */
function joinApart(parts: readonly string[]): string {
  return parts
    .filter((part) => part !== '')
    .reduce((line, part) => line + (line.endsWith('`') && part.startsWith('`') ? ' ' : '') + part, '');
}
