// Runs before the first paint: panes have the sizes that the reader gave them, so that nothing moves afterwards.
(() => {
  const units = { instrument: 'vw', editor: 'dvh', dock: 'dvh' };
  try {
    const saved = JSON.parse(localStorage.getItem('layerwise.panes') ?? '{}');
    for (const [name, unit] of Object.entries(units)) {
      const size = saved?.[name];
      if (typeof size === 'number' && size >= 16 && size <= 80) {
        document.documentElement.style.setProperty(`--${name}`, `${size}${unit}`);
      }
    }
  } catch {
    // Nothing readable is saved: the panes keep their own sizes.
  }
})();
