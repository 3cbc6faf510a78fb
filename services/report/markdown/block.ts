import type { DropRank } from './drop-rank.ts';

/** Markdown that is complete in itself. */
export interface TextBlock {
  markdown: string;
  rank?: DropRank;
  /** What stands in its place when it is left out. */
  instead?: string;
}

/** Blocks that belong together; with a summary they are folded. The summary is ours, never a learner's. */
export interface GroupBlock {
  children: readonly Block[];
  summary?: string;
  rank?: DropRank;
}

export type Block = TextBlock | GroupBlock;

/** Joins blocks with blank lines. A fold without anything in it is left out. */
export function renderBlocks(blocks: readonly Block[], dropped: ReadonlySet<Block> = new Set()): string {
  return blocks
    .map((block) => renderBlock(block, dropped))
    .filter((text) => text !== '')
    .join('\n\n');
}

function renderBlock(block: Block, dropped: ReadonlySet<Block>): string {
  if ('markdown' in block) return dropped.has(block) ? (block.instead ?? '') : block.markdown;
  if (dropped.has(block)) return '';
  const inside = renderBlocks(block.children, dropped);
  if (inside === '' || block.summary === undefined) return inside;
  return `<details>\n<summary>${block.summary}</summary>\n\n${inside}\n\n</details>`;
}
