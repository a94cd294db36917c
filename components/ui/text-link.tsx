import Link from 'next/link';
import type { ComponentProps } from 'react';

/** A link inside a sentence or a table. Addresses of other sites get no `Link` and send no referrer's path. */
export const textLinkClasses =
  'text-accent underline decoration-1 underline-offset-[3px] hover:decoration-2 break-words';

export function TextLink({ className = '', ...rest }: ComponentProps<typeof Link>) {
  return <Link className={`${textLinkClasses} ${className}`} {...rest} />;
}

export function ExternalLink({ className = '', ...rest }: ComponentProps<'a'>) {
  return <a className={`${textLinkClasses} ${className}`} rel="noreferrer" {...rest} />;
}
