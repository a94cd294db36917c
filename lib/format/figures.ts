/** One decimal below ten, none above; no trailing zero. */
function round(value: number): string {
  const rounded = value < 9.95 ? Math.round(value * 10) / 10 : Math.round(value);
  return String(rounded);
}

/** Bytes as Docker prints them: 1 MB is 1,000,000 bytes. `590 MB`, `1.1 GB`, `6.7 kB`, `0 B`. Takes negative numbers. */
export function formatBytes(bytes: number): string {
  const size = Math.abs(bytes);
  const sign = bytes < 0 ? '−' : '';
  if (size < 1_000) return `${sign}${Math.round(size)} B`;
  if (size < 999_500) return `${sign}${round(size / 1e3)} kB`;
  if (size < 999_500_000) return `${sign}${round(size / 1e6)} MB`;
  return `${sign}${(Math.round(size / 1e7) / 100).toString()} GB`;
}

/** Seconds for people: `0.2 s`, `75 s`, `2 min 5 s`. Takes negative numbers. */
export function formatSeconds(seconds: number): string {
  const length = Math.abs(seconds);
  const sign = seconds < 0 ? '−' : '';
  if (length < 119.5) return `${sign}${round(length)} s`;
  const whole = Math.round(length);
  const rest = whole % 60;
  return `${sign}${Math.floor(whole / 60)} min${rest ? ` ${rest} s` : ''}`;
}

/** A signed difference: `+470 MB`, `−84 s`, `no change` where it rounds to nothing. */
export function formatChange(difference: number, format: (value: number) => string): string {
  const text = format(Math.abs(difference));
  if (/^0 /.test(text)) return 'no change';
  return `${difference < 0 ? '−' : '+'}${text}`;
}

/** A share of a whole in percent, whole numbers; `under 1 %` for what is there but small. */
export function formatShare(part: number, whole: number): string {
  if (whole <= 0 || part <= 0) return '0 %';
  const percent = (part / whole) * 100;
  return percent < 1 ? 'under 1 %' : `${Math.round(percent)} %`;
}
