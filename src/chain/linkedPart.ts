import type { Block, BlockRef } from "./Block.ts";

/** The blocks, from the first on, of which each is the child of the one before it, beginning on top of `head`. */
export function linkedPart(head: BlockRef | undefined, blocks: readonly Block[]): Block[] {
  const linked: Block[] = [];
  let parent = head;
  for (const block of blocks) {
    if (parent !== undefined && (block.parentHash !== parent.hash || block.number !== parent.number + 1)) break;
    linked.push(block);
    parent = block;
  }
  return linked;
}
