import Link from 'next/link';
import type { ComponentProps } from 'react';

/** The look of a link inside a sentence or a table. */
export const textLinkClasses =
  'text-accent underline decoration-1 underline-offset-[3px] hover:decoration-2 break-words';

/** Fetched when it is pressed: a text has many links, and a reader follows few of them. */
export function TextLink({ className = '', prefetch = false, ...rest }: ComponentProps<typeof Link>) {
  return <Link className={`${textLinkClasses} ${className}`} prefetch={prefetch} {...rest} />;
}

/** A link to another site: it sends no referrer's path. */
export function ExternalLink({ className = '', ...rest }: ComponentProps<'a'>) {
  return <a className={`${textLinkClasses} ${className}`} rel="noreferrer" {...rest} />;
}
