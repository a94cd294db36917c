type Look = (this: string, ...given: unknown[]) => unknown;

/** What one call to each way of looking at a string costs: the characters that it may have looked at. */
const costs: Readonly<Record<string, (text: string, given: readonly unknown[], result: unknown) => number>> = {
  charCodeAt: () => 1,
  charAt: () => 1,
  startsWith: (_text, [sought]) => String(sought).length,
  endsWith: (_text, [sought]) => String(sought).length,
  slice: (_text, _given, result) => String(result).length,
  indexOf: (text, [, from], result) =>
    (typeof result === 'number' && result >= 0 ? result + 1 : text.length) - (typeof from === 'number' ? from : 0),
  includes: (text) => text.length,
  replace: (text) => text.length,
};

/** Number of characters that are looked at while `read` runs, those that are copied included. */
export function countLooks(read: () => void): number {
  let count = 0;
  const known = new Map<string, PropertyDescriptor>();
  for (const [name, cost] of Object.entries(costs)) {
    const descriptor = Object.getOwnPropertyDescriptor(String.prototype, name);
    if (descriptor === undefined) throw new Error(`strings have no ${name}`);
    const look: Look = descriptor.value;
    known.set(name, descriptor);
    let isCounting = false;
    Object.defineProperty(String.prototype, name, {
      ...descriptor,
      value: function counted(this: string, ...given: unknown[]): unknown {
        const result = look.apply(this, given);
        if (isCounting) return result;
        isCounting = true;
        count += cost(this, given, result);
        isCounting = false;
        return result;
      },
    });
  }
  try {
    read();
  } finally {
    for (const [name, descriptor] of known) Object.defineProperty(String.prototype, name, descriptor);
  }
  return count;
}
