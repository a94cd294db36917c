import type { FailureText } from './types';

export function says(message: string, remedy: string): FailureText {
  return { message, remedy };
}
