/** A copy of a map. `new Map(map)` makes an array of every entry on its way. */
export function copyMap<Key, Value>(map: ReadonlyMap<Key, Value>): Map<Key, Value> {
  const copy = new Map<Key, Value>();
  map.forEach((value, key) => {
    copy.set(key, value);
  });
  return copy;
}
