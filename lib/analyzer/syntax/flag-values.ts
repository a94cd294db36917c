import type { ReportProblem } from './flags';
import type { KnownKeyword } from './keywords';
import { checkMount, variableInFrom } from './mount-fields';
import type { Word } from './types';

const networks = new Set(['default', 'none', 'host']);
const securities = new Set(['insecure', 'sandbox']);
const largestMode = 0o7777;
const architectures = new Set(
  '386 amd64 arm arm64 loong64 mips mips64 mips64le mipsle ppc64 ppc64le riscv64 s390x wasm x86_64 x86-64 i386 aarch64 armhf armel'.split(
    ' ',
  ),
);
const systems = new Set(
  'aix android darwin dragonfly freebsd illumos ios js linux netbsd openbsd solaris wasip1 windows'.split(' '),
);

/**
 * Reports the value of a flag at which BuildKit stops. A value with a variable is left alone where BuildKit expands it:
 * it may be right.
 */
export function checkFlagValue(keyword: KnownKeyword, name: string, value: Word, report: ReportProblem): void {
  const refuse = (message: string) => report('invalid-flag-value', message, value.range);
  const { text } = value;
  if (keyword === 'RUN') {
    if (name === 'mount') checkMount(value, report);
    else if (name === 'network' && !networks.has(text)) refuse('--network is default, none or host.');
    else if (name === 'security' && !securities.has(text)) refuse('--security is sandbox or insecure.');
    return;
  }
  if (name === 'from' && /\$./.test(text)) {
    report('variable-in-from', variableInFrom(text), value.range);
    return;
  }
  if (text.includes('$')) return;
  if (name === 'chmod' && !isMode(text)) {
    refuse('--chmod is an octal number up to 7777, such as 755, or symbolic, such as u=rwX,go=rX.');
  } else if (name === 'checksum' && !isChecksum(text)) {
    refuse('--checksum is sha256: and 64 hexadecimal digits, or the commit of a git repository.');
  } else if (name === 'platform' && !isPlatform(text)) {
    refuse('A platform is a system, an architecture and perhaps a variant, such as linux/amd64 or linux/arm/v7.');
  }
}

function isMode(text: string): boolean {
  if (/^[0-7]+$/.test(text)) return Number.parseInt(text, 8) <= largestMode;
  return /^[ugoa]*(?:[-+=](?:[rwxXst]*|[ugo]))+(?:,[ugoa]*(?:[-+=](?:[rwxXst]*|[ugo]))+)*$/.test(text);
}

/** A digest as of a download, or the whole or short hash of a commit. */
function isChecksum(text: string): boolean {
  return /^(?:sha256:[0-9a-f]{64}|sha384:[0-9a-f]{96}|sha512:[0-9a-f]{128}|[0-9a-f]{7,64})$/.test(text);
}

function isPlatform(text: string): boolean {
  const parts = text.replace(/\([\w.]+\)/, '').split('/');
  if (parts.length > 3 || !parts.every((part) => /^[\w.-]+$/.test(part))) return false;
  const [only = ''] = parts;
  return parts.length > 1 || systems.has(only.toLowerCase()) || architectures.has(only.toLowerCase());
}
