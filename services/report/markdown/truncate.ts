import { renderBlocks, type Block } from './block.ts';
import { DROP_ORDER, type DropRank } from './drop-rank.ts';

export interface TruncateOptions {
  budget: number;
  /** Size of a text in the unit of the budget, such as characters or bytes. */
  measure: (text: string) => number;
  /** The sentence that says what was cut. */
  note: (cut: readonly DropRank[]) => string;
}

/**
 * Renders the blocks within the budget. Blocks are left out whole, in the order of `DROP_ORDER` and from the
 * end of the text, so that no fence, fold or character is ever split. Blocks without a rank always stay.
 */
export function truncate(blocks: readonly Block[], { budget, measure, note }: TruncateOptions): string {
  const full = renderBlocks(blocks);
  if (measure(full) <= budget) return full;

  const dropped = new Set<Block>();
  const cut: DropRank[] = [];
  let size = measure(full) + measure(`\n\n${note(DROP_ORDER)}`);

  for (const rank of DROP_ORDER) {
    const candidates = remaining(blocks, dropped).filter((block) => block.rank === rank);

    for (const block of candidates.reverse()) {
      if (size <= budget) break;
      const before = measure(renderBlocks([block], dropped));
      dropped.add(block);
      const saved = before - measure(renderBlocks([block], dropped));
      size -= saved;
      if (saved > 0 && !cut.includes(rank)) cut.push(rank);
    }
  }

  return `${renderBlocks(blocks, dropped)}\n\n${note(cut)}`;
}

/** Every block that is still shown, outer before inner. */
function remaining(blocks: readonly Block[], dropped: ReadonlySet<Block>): Block[] {
  return blocks
    .filter((block) => !dropped.has(block))
    .flatMap((block) => [block, ...('children' in block ? remaining(block.children, dropped) : [])]);
}
