// Runs before the first paint: the reader's choice, or else the system's.
(() => {
  let choice = null;
  try {
    choice = localStorage.getItem('layerwise.theme');
  } catch {
    // Storage is blocked: follow the system.
  }
  const dark = choice === 'dark' || (choice !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
})();
