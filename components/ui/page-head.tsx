import Link from 'next/link';
import type { ReactNode } from 'react';

/** The head of a page of the book: where it stands, its name, what it is in a sentence. */
export function PageHead({
  parent,
  title,
  children,
}: {
  readonly parent?: { readonly href: string; readonly name: string };
  readonly title: ReactNode;
  readonly children?: ReactNode;
}) {
  return (
    <header className="max-w-[68ch] pt-8 pb-8 sm:pt-12">
      {parent && (
        <p className="text-sm">
          <Link
            href={parent.href}
            className="inline-flex min-h-8 items-center text-muted hover:text-ink hover:underline"
          >
            {parent.name}
          </Link>
        </p>
      )}
      <h1 className="font-serif text-2xl tracking-[-0.015em] sm:text-3xl">{title}</h1>
      {children && <div className="mt-3 space-y-3 font-serif text-ink-soft text-lg">{children}</div>}
    </header>
  );
}

/** The page's column. */
export function Page({ children }: { readonly children: ReactNode }) {
  return <div className="mx-auto w-full max-w-6xl px-4 pb-20 sm:px-6">{children}</div>;
}
