// The vectors of other tools that are not met because observables.md decides otherwise: by its row, in its words
// (shortened by "..."). Vectors with `refang: false` or `strict: false` switch off what is always done here.

/** @typedef {'ioc-extractor' | 'ioc-fanger' | 'mitaka'} Suite */
/** @typedef {{row: string, vectors: {[suite in Suite]?: number[]}}} Decision */

/** @type {Decision[]} */
const decisions = [
  {
    row: '`hxxp`, `hXXp`, `h**p`, `h[tt]p`, `http[:]//`, `[.]` `(.)` `{.}` `[dot]` `(dot)` ... | refanged',
    vectors: {
      'ioc-extractor': [7, 10, 11, 14, 66],
      mitaka: [5],
    },
  },
  {
    row: 'any other disguise (`xxxx://`, `-dot-`, bare ` DOT ` or ` AT `, `^.`, `[,]`, `punkt`, `arroba`,' +
      ' blanks or missing characters in `://`) | left as it is',
    vectors: {
      'ioc-extractor': [26, 41, 42, 43, 46],
      'ioc-fanger': [
        5, 7, 8, 10, 13, 14, 15, 16, 26, 27, 28, 29, 35, 36, 43, 44, 45, 46, 47, 48, 49, 52, 53, 54, 55,
        60, 61, 62, 63, 64, 65, 66, 67, 68, 69, 70, 71, 72, 73, 74, 75, 76, 77, 79, 80, 81, 82, 83, 84,
        85, 86, 89, 90, 91, 92, 94, 96, 97, 98, 99, 100, 101, 102, 103, 104, 105, 106, 107, 108, 126,
        130, 131, 132, 133, 135, 136, 137, 138, 139, 140, 141, 142, 143, 145, 147, 148, 149, 150, 153,
        154, 156, 158, 164, 168, 171, 174, 176,
      ],
    },
  },
  {
    row: 'one-sided bracket `1[.1`, `example[.com` | refanged',
    vectors: {
      'ioc-fanger': [38, 39, 159, 162, 166, 170],
    },
  },
  {
    row: '` . ` (blanks round a bare dot), `198,51,100,7`, `punto` | not an observable',
    vectors: {
      'ioc-extractor': [18],
      'ioc-fanger': [17, 22, 23, 24, 25, 134, 181, 182, 183, 184, 188, 189, 190],
    },
  },
  {
    row: 'trailing `.` `,` ... and an unbalanced `)` `]` `}` | outside the URL',
    vectors: {
      'ioc-fanger': [50, 111, 113],
    },
  },
  {
    row: 'host inside a URL | not a second hit; offered as "host of this URL"',
    vectors: {
      'ioc-extractor': [63, 67, 68],
    },
  },
  {
    row: 'names whose last label is no delegated TLD | nothing, except `.onion`, and `.example` `.test` ' +
      '`.invalid` `.localhost`',
    vectors: {
      'ioc-extractor': [2, 65],
    },
  },
  {
    row: '`b\u00fccher.example.com`, ... | the whole name, both forms kept',
    vectors: {
      'ioc-extractor': [16, 55],
    },
  },
];

/** @type {Readonly<Record<string, string>>} the row that decides, by the id of a vector */
export const decided = Object.fromEntries(decisions.flatMap(({ row, vectors }) =>
  Object.entries(vectors).flatMap(([suite, numbers]) =>
    numbers.map((number) => [`${suite}-${String(number).padStart(4, '0')}`, row]))));
