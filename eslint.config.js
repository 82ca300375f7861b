// What tsc cannot see: ways from text to markup or code, and writing to the page's console.
//
// The strict CSP with Trusted Types refuses these at run time; here they are refused before that.
import js from '@eslint/js';
import globals from 'globals';

const sink = 'Text is shown as text: use textContent, or build nodes with createElement.';
const sinks = [
  'innerHTML', 'outerHTML', 'insertAdjacentHTML', 'setHTML', 'setHTMLUnsafe', 'parseHTMLUnsafe',
  'createContextualFragment', 'srcdoc',
];
const attribute = 'CallExpression[callee.property.name=/^(setAttribute|toggleAttribute)$/]' +
  ' > Literal:first-child';

export default [
  // Emscripten's JavaScript libraries hold macros ({{{ }}}) and are no JavaScript before it has run.
  { ignores: ['build/', 'dist/', '.toolchain/', '.state/', 'shims/library/', 'tests/browser/results/'] },
  js.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    languageOptions: { ecmaVersion: 2023, sourceType: 'module', globals: globals.browser },
    rules: {
      eqeqeq: ['error', 'always'],
      'no-var': 'error',
      'prefer-const': 'error',
      quotes: ['error', 'single', { avoidEscape: true }],
      semi: ['error', 'always'],
      'max-len': ['error', { code: 120, ignoreUrls: true, ignoreTemplateLiterals: true }],
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      'no-script-url': 'error',
      'no-restricted-globals': ['error', { name: 'DOMParser', message: sink }],
      'no-restricted-properties': [
        'error',
        ...sinks.map((property) => ({ property, message: sink })),
        { object: 'document', property: 'write', message: sink },
        { object: 'document', property: 'writeln', message: sink },
        { property: 'DOMParser', message: sink },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: `${attribute}[value=/^(on|srcdoc$)/i]`, message: sink },
        { selector: 'Literal[value=/^\\s*javascript:/i]', message: 'An address that runs code is refused.' },
        {
          selector: 'TemplateElement[value.raw=/^\\s*javascript:/i]',
          message: 'An address that runs code is refused.',
        },
      ],
    },
  },
  {
    files: ['web/elements/**', 'web/gallery/**', 'web/cloud-service/**', 'web/annotator/**', 'web/observables/**',
      'shims/**'],
    rules: { 'no-console': 'error' },
  },
  {
    files: ['tests/**', 'web/package/**', 'web/testing/**', '.setup/**', '*.config.js'],
    languageOptions: { globals: { ...globals.node, ...globals.browser } },
  },
];
