// @vitest-environment jsdom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { whenEditingIsNear } from './idle';

function pretendPointer(coarse: boolean): void {
  vi.stubGlobal('matchMedia', () => ({ matches: coarse }));
}

afterEach(() => vi.unstubAllGlobals());

describe('whenEditingIsNear', () => {
  it('waits for the first touch on a touch screen, and calls back once', () => {
    pretendPointer(true);
    const callback = vi.fn();
    whenEditingIsNear(callback);
    expect(callback).not.toHaveBeenCalled();
    window.dispatchEvent(new Event('pointerdown'));
    window.dispatchEvent(new Event('keydown'));
    expect(callback).toHaveBeenCalledTimes(1);
  });

  it('can be called off', () => {
    pretendPointer(true);
    const callback = vi.fn();
    whenEditingIsNear(callback)();
    window.dispatchEvent(new Event('focusin'));
    expect(callback).not.toHaveBeenCalled();
  });

  it('waits for an idle page where the pointer is fine', async () => {
    pretendPointer(false);
    const callback = vi.fn();
    vi.stubGlobal('requestIdleCallback', (run: () => void) => setTimeout(run, 0));
    whenEditingIsNear(callback);
    await vi.waitFor(() => expect(callback).toHaveBeenCalledTimes(1));
  });
});
