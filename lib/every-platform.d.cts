/**
 * What browsers, workers and Node have alike beyond the language, as far as the pure rooms use it. Only `tsconfig.pure.json`
 * reads this file, which is why it has an ending that `tsconfig.json` does not take in.
 */
declare class TextEncoder {
  encode(text?: string): Uint8Array<ArrayBuffer>;
}
