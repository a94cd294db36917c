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
