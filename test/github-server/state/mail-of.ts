/** The address by which GitHub knows an account's commits; brackets of a bot's login do not fit its own description. */
export function mailOf(login: string): string {
  return `${login.replaceAll(/[[\]\s]/g, '')}@users.noreply.github.com`;
}
