import type { ComponentProps, ReactNode } from 'react';

function Icon({ children, ...rest }: ComponentProps<'svg'> & { readonly children: ReactNode }) {
  return (
    <svg
      viewBox="0 0 16 16"
      width="16"
      height="16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
      {...rest}
    >
      {children}
    </svg>
  );
}

export const SunIcon = () => (
  <Icon>
    <circle cx="8" cy="8" r="2.75" />
    <path d="M8 1.5v1.25M8 13.25v1.25M1.5 8h1.25M13.25 8h1.25M3.4 3.4l.9.9M11.7 11.7l.9.9M3.4 12.6l.9-.9M11.7 4.3l.9-.9" />
  </Icon>
);

export const MoonIcon = () => (
  <Icon>
    <path d="M13.25 9.6A5.6 5.6 0 0 1 6.4 2.75a5.6 5.6 0 1 0 6.85 6.85Z" />
  </Icon>
);

/** Half light, half dark: as the system says. */
export const SystemIcon = () => (
  <Icon>
    <circle cx="8" cy="8" r="5.75" />
    <path d="M8 2.25a5.75 5.75 0 0 1 0 11.5Z" fill="currentColor" stroke="none" />
  </Icon>
);

export const ArrowRightIcon = () => (
  <Icon>
    <path d="M2.75 8h10.5M9 3.75 13.25 8 9 12.25" />
  </Icon>
);

export const ArrowLeftIcon = () => (
  <Icon>
    <path d="M13.25 8H2.75M7 3.75 2.75 8 7 12.25" />
  </Icon>
);

export const CopyIcon = () => (
  <Icon>
    <path d="M5.5 5.5h8v8h-8zM10.5 3V2.5h-8v8H3" />
  </Icon>
);

export const CheckIcon = () => (
  <Icon>
    <path d="m3 8.5 3.25 3.25L13 4.5" />
  </Icon>
);

export const CrossIcon = () => (
  <Icon>
    <path d="m3.75 3.75 8.5 8.5M12.25 3.75l-8.5 8.5" />
  </Icon>
);
