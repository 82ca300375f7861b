// The ES module of npm `punycode`, by a name that Node does not take for its own module.
declare module 'punycode/punycode.es6.js' {
  export function toUnicode(domain: string): string;
}
