/**
 * The text as JSON and PostgreSQL can keep it: NUL becomes `␀` and half a surrogate pair `�`, so that both are seen. Takes
 * anything; a text without either comes back as it is.
 */
export function storableText(text: string): string {
  return text.replaceAll('\0', '\u2400').replaceAll(/\p{Surrogate}/gu, '\uFFFD');
}
