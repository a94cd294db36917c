import { TextLink } from './text-link';

/** Links one under the other, each large enough to press. */
export function LinkList({ links }: { readonly links: readonly { readonly href: string; readonly name: string }[] }) {
  return (
    <ul className="text-sm">
      {links.map(({ href, name }) => (
        <li key={href}>
          <TextLink href={href} className="inline-block min-h-7">
            {name}
          </TextLink>
        </li>
      ))}
    </ul>
  );
}
