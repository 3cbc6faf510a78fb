/**
 * A PEM text with real line breaks. Where one line is all that can be given, people write `\n`, and some tools write such
 * text into files as well.
 */
export function pemText(text: string): string {
  return text.replaceAll('\\r', '').replaceAll('\\n', '\n');
}
