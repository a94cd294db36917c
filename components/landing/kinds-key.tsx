import { kinds } from '@/components/layers/kinds';
import type { ByteKind } from '@/lib/analyzer/build/types';

/** What each kind is, for those who meet the colours for the first time. */
const explanations: Readonly<Record<ByteKind, string>> = {
  base: 'What FROM brings',
  'os-packages': 'Installed by apt or apk',
  'build-tools': 'Compilers, headers, formatters',
  python: 'The interpreter and its library',
  'python-packages': 'What pip or uv installs',
  caches: 'Left by pip and apt',
  waste: 'Deleted later, or there twice',
  code: 'The program itself',
};

/** The one legend: after it the charts need none. */
export function KindsKey() {
  return (
    <ul className="grid grid-cols-2 gap-x-6 gap-y-8 sm:grid-cols-4">
      {kinds.map(({ kind, name }) => (
        <li key={kind} className="text-sm">
          <span className="band mb-2.5 block h-5 w-full" data-kind={kind} />
          <span className="block font-medium">{name}</span>
          <span className="block text-muted">{explanations[kind]}</span>
        </li>
      ))}
    </ul>
  );
}
