import { posix } from 'node:path';
import { headingAnchors } from './heading-anchors.ts';

export interface BrokenLink {
  file: string;
  /** From 1. */
  line: number;
  link: string;
  reason: string;
}

/** Where the links lead; paths are relative to the repository. */
export interface LinkTargets {
  exists(path: string): boolean;
  read(path: string): string;
}

const MARKDOWN_LINK = /\]\(<?([^()\s<>]+)>?(?:\s+"[^"]*")?\)|^\[[^\]]+\]:\s*(\S+)/g;

const REPOSITORY_PATH =
  /(?<![\w/.-])((?:docs|services|graders|exercises|test|bench|scripts|deploy)\/[\w./-]*\.(?:md|ts|yaml|yml|json)(?:#[\w-]+)?)/g;

const ELSEWHERE = /^[a-z][a-z0-9+.-]*:|^\/\//i;

/** The links of one Markdown or TypeScript file that lead nowhere. Fenced and inline code is not looked at. */
export function brokenLinks(file: string, content: string, targets: LinkTargets): BrokenLink[] {
  const lines = file.endsWith('.md') ? withoutCode(content) : onlyComments(content);
  return lines.flatMap((text, index) => {
    const inMarkdown = file.endsWith('.md')
      ? [...text.matchAll(MARKDOWN_LINK)].map((match) => ({
          link: match[1] ?? match[2] ?? '',
          from: posix.dirname(file),
        }))
      : [...text.matchAll(REPOSITORY_PATH)].map((match) => ({ link: match[1] ?? '', from: '.' }));

    return inMarkdown.flatMap(({ link, from }) => {
      const reason = ELSEWHERE.test(link) ? undefined : whyBroken(file, link, from, targets);
      return reason === undefined ? [] : [{ file, line: index + 1, link, reason }];
    });
  });
}

function whyBroken(file: string, link: string, from: string, targets: LinkTargets): string | undefined {
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? file : posix.normalize(posix.join(from, decodeURIComponent(path)));
  if (target.startsWith('..')) return 'leads out of the repository';
  if (!targets.exists(target)) return `${target} does not exist`;
  if (anchor === undefined || !target.endsWith('.md')) return undefined;
  return headingAnchors(targets.read(target)).has(decodeURIComponent(anchor))
    ? undefined
    : `${target} has no heading for #${anchor}`;
}

/** The lines of Markdown with code blanked, so that line numbers stay. */
function withoutCode(markdown: string): string[] {
  let fence: string | undefined;
  return markdown.split('\n').map((line) => {
    const marks = /^\s*(`{3,}|~{3,})/.exec(line)?.[1];

    if (fence === undefined && marks !== undefined) {
      fence = marks;
      return '';
    }

    if (fence === undefined) return line.replaceAll(/(`+).*?\1/g, '');
    if (marks?.startsWith(fence) === true) fence = undefined;
    return '';
  });
}

/** The lines of TypeScript with everything blanked that is not in a comment. */
function onlyComments(source: string): string[] {
  return source
    .split('\n')
    .map((line) => (/^\s*(?:\/\*|\*|\/\/)/.test(line) ? line : (/\s\/\/\s.*$/.exec(line)?.[0] ?? '')));
}
