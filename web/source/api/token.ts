/** The pasted token of this tab. It is gone when the tab closes and is never written anywhere else. */
const KEY = 'saiten-token';

export const token = {
  read: (): string | undefined => sessionStorage.getItem(KEY) ?? undefined,
  keep: (value: string) => sessionStorage.setItem(KEY, value),
  forget: () => sessionStorage.removeItem(KEY),
};
