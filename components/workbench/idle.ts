/** Calls back once the page is loaded and idle. Browsers without an idle callback get a second after the load. */
export function whenLoadedAndIdle(callback: () => void): () => void {
  let cancel = () => {};
  const wait = () => {
    if (typeof window.requestIdleCallback === 'function') {
      const handle = window.requestIdleCallback(callback);
      cancel = () => window.cancelIdleCallback(handle);
    } else {
      const handle = setTimeout(callback, 1_000);
      cancel = () => clearTimeout(handle);
    }
  };
  if (document.readyState === 'complete') wait();
  else window.addEventListener('load', wait, { once: true });
  return () => {
    window.removeEventListener('load', wait);
    cancel();
  };
}

/**
 * Calls back when the reader may be about to edit: on a touch screen at the first touch, key or focus in a field, because
 * there most people read first and the processor is slow; elsewhere once the page is loaded and idle.
 */
export function whenEditingIsNear(callback: () => void): () => void {
  if (!window.matchMedia('(pointer: coarse)').matches) return whenLoadedAndIdle(callback);
  const signs = ['pointerdown', 'keydown', 'focusin'] as const;
  const stop = () => {
    for (const sign of signs) window.removeEventListener(sign, hear);
  };
  const hear = () => {
    stop();
    callback();
  };
  for (const sign of signs) window.addEventListener(sign, hear, { passive: true });
  return stop;
}
