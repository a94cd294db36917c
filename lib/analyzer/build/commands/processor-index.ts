import type { Options } from '../invocation';
import type { Running } from './running';

/** The index of PyTorch whose builds leave out what only graphics processors use, under its name or that of a mirror. */
const processorIndex = /\/whl\/(?:nightly\/|test\/)?cpu\b|\/pytorch-wheels\/cpu\b/;

const indexOptions = ['-i', '--index-url', '--extra-index-url', '-f', '--find-links', '--index', '--default-index'];
const indexVariables =
  'PIP_INDEX_URL PIP_EXTRA_INDEX_URL PIP_FIND_LINKS UV_INDEX_URL UV_EXTRA_INDEX_URL UV_INDEX UV_DEFAULT_INDEX'.split(
    ' ',
  );

/** Whether an install may take builds for processors alone: by its options, its variables, or lines of the files that it reads. */
export function namesProcessorIndex({ variables }: Running, options: Options, lines: readonly string[]): boolean {
  const isNamed = (text: string | undefined) => text !== undefined && processorIndex.test(text);
  if (indexOptions.some((name) => options.values.get(name)?.some((word) => isNamed(word?.text)) === true)) return true;
  if (indexVariables.some((name) => isNamed(variables(name))) || lines.some(isNamed)) return true;
  const backend = options.values.get('--torch-backend')?.at(-1)?.text ?? variables('UV_TORCH_BACKEND');
  return backend === 'cpu';
}
