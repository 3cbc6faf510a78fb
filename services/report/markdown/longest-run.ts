/** The length of the longest unbroken run of `character` in `text`. */
export function longestRun(text: string, character: string): number {
  let longest = 0;
  let run = 0;

  for (const each of text) {
    run = each === character ? run + 1 : 0;
    longest = Math.max(longest, run);
  }

  return longest;
}
