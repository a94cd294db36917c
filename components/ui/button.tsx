import Link from 'next/link';
import type { ComponentProps } from 'react';

export type ButtonVariant = 'primary' | 'secondary' | 'quiet';
export type ButtonSize = 'small' | 'medium' | 'large';

interface ButtonLook {
  /** `primary` once a view at most; `quiet` where many stand together. */
  readonly variant?: ButtonVariant;
  readonly size?: ButtonSize;
}

const frame =
  'inline-flex select-none items-center justify-center gap-2 whitespace-nowrap rounded-sm border font-medium font-sans ' +
  'transition-colors duration-100 disabled:cursor-not-allowed disabled:opacity-50 aria-disabled:cursor-not-allowed aria-disabled:opacity-50';

const looks: Readonly<Record<ButtonVariant, string>> = {
  primary:
    'border-accent bg-accent text-accent-ink hover:border-ink hover:bg-ink hover:text-paper active:bg-ink-soft disabled:hover:border-accent disabled:hover:bg-accent',
  secondary:
    'border-line-strong bg-surface text-ink hover:border-ink hover:bg-sunken active:bg-line disabled:hover:border-line-strong disabled:hover:bg-surface',
  quiet: 'border-transparent text-ink-soft hover:bg-sunken hover:text-ink active:bg-line',
};

/** Where a finger points, the main sizes are at least 44 px high. */
const sizes: Readonly<Record<ButtonSize, string>> = {
  small: 'h-8 px-2.5 text-sm pointer-coarse:min-h-10',
  medium: 'h-10 px-4 text-sm pointer-coarse:min-h-11',
  large: 'h-12 px-5 text-base',
};

/** The classes of a button, for elements that are not one of the components below. */
export function buttonClasses({ variant = 'secondary', size = 'medium' }: ButtonLook = {}): string {
  return `${frame} ${looks[variant]} ${sizes[size]}`;
}

export function Button({
  variant,
  size,
  className = '',
  type = 'button',
  ...rest
}: ComponentProps<'button'> & ButtonLook) {
  const look = { ...(variant && { variant }), ...(size && { size }) };
  return <button type={type} className={`${buttonClasses(look)} ${className}`} {...rest} />;
}

/** A link that is the way on, not a word in a sentence. */
export function ButtonLink({ variant, size, className = '', ...rest }: ComponentProps<typeof Link> & ButtonLook) {
  const look = { ...(variant && { variant }), ...(size && { size }) };
  return <Link className={`${buttonClasses(look)} ${className}`} {...rest} />;
}
