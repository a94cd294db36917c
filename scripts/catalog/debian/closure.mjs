import { readAlternatives } from './read-packages.mjs';

/**
 * Every package that installing any of the roots can bring, onto whatever base: of each group of alternatives the first
 * that the release has, or the first provider of a virtual one. The browser decides between them, by what is there.
 */
export function findClosure(roots, packages, providers) {
  const closure = new Set();
  const visited = new Set();
  const visit = (start, recommends) => {
    const queue = [start];
    for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
      const real = packages.has(name) ? name : providers.get(name)?.[0];
      const key = `${real} ${recommends}`;
      if (real === undefined || visited.has(key) || visited.has(`${real} true`)) continue;
      visited.add(key);
      closure.add(real);
      const fields = packages.get(real);
      const texts = [fields['Pre-Depends'], fields.Depends, recommends ? fields.Recommends : ''];
      for (const group of texts.flatMap((text) => readAlternatives(text))) {
        const chosen = group.find((other) => packages.has(other) || providers.has(other));
        if (chosen !== undefined) queue.push(chosen);
      }
    }
  };
  for (const { name, recommends } of roots) visit(name, recommends);
  return closure;
}
