// Runs before the first paint: the reader's choice, or else the system's. Later it follows the switch, the other tabs
// and the system; it is the only place that sets the theme.
(() => {
  const root = document.documentElement;
  const system = matchMedia('(prefers-color-scheme: dark)');
  const colours = { light: '#f9f6f0', dark: '#12151b' };
  let choice = null;

  try {
    choice = localStorage.getItem('layerwise.theme');
  } catch {
    // Storage is blocked: the choice lasts as long as the page.
  }

  const apply = () => {
    const theme = choice === 'light' || choice === 'dark' ? choice : system.matches ? 'dark' : 'light';
    root.dataset.theme = theme;
    for (const meta of document.querySelectorAll('meta[name="theme-color"]'))
      meta.setAttribute('content', colours[theme]);
  };

  apply();
  document.addEventListener('DOMContentLoaded', apply);
  system.addEventListener('change', apply);
  // Paper is light.
  addEventListener('beforeprint', () => {
    root.dataset.theme = 'light';
  });
  addEventListener('afterprint', apply);
  addEventListener('layerwise:theme', (event) => {
    choice = event.detail;
    apply();
  });
  addEventListener('storage', (event) => {
    if (event.key !== 'layerwise.theme') return;
    choice = event.newValue;
    apply();
  });
})();
