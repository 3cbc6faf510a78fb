// Runs before the first paint, so that neither language nor colours change under the reader's eyes.
{
  const root = document.documentElement;
  const theme = localStorage.getItem('saiten-theme');
  if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
  const language = localStorage.getItem('saiten-language') ?? navigator.language.slice(0, 2);
  root.lang = language === 'ja' ? 'ja' : 'en';
}
