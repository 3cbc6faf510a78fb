/** A Markdown link to an address of ours; `text` is Markdown. Nothing in the address can end the link. */
export function link(text: string, address: string): string {
  return `[${text}](${safeAddress(address)})`;
}

function safeAddress(address: string): string {
  return new URL(address).href.replaceAll(
    /[()<>[\]\\|]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
