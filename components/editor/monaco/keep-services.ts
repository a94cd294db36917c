import { monaco } from './monaco';

let keeper: { dispose(): void } | null = null;

/**
 * To be called after an editor was disposed of. Monaco takes its hovers from the services of whichever editor was made
 * last, and every suggestion list fails once that one is gone; an empty editor that nobody sees keeps them at work.
 */
export function keepServices(): void {
  const next = monaco.editor.create(document.createElement('div'), { model: null });
  keeper?.dispose();
  keeper = next;
}
