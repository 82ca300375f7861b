// Plurals, numbers and times as a language writes them: the browser's Intl, for widgets/messages/locale.h.

/** @typedef {(value: number) => string} Format */

const latest = 8.64e12; // seconds since 1970; Date ends here, before and after

/** @type {Record<string, (language: string) => Format>} */
const makers = {
  plural: (language) => {
    const rules = new Intl.PluralRules(language);
    return (count) => rules.select(count);
  },
  number: (language) => {
    const numbers = new Intl.NumberFormat(language);
    return (value) => numbers.format(value);
  },
  offset: () => (seconds) => (Math.abs(seconds) <= latest
    ? String(-60 * new Date(seconds * 1000).getTimezoneOffset()) : '0'),
  moment: (language) => {
    const times = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
    // Intl takes no time zone beside the two styles; its name stands last in each of our languages.
    const zones = new Intl.DateTimeFormat(language, { timeZoneName: 'short' });
    return (seconds) => {
      if (!(Math.abs(seconds) <= latest)) return '';
      const zone = zones.formatToParts(seconds * 1000).find(({ type }) => type === 'timeZoneName');
      return `${times.format(seconds * 1000)} ${zone?.value}`;
    };
  },
};

for (const [name, options] of /** @type {[string, Intl.DateTimeFormatOptions][]} */ ([
  ['time', { dateStyle: 'medium', timeStyle: 'short' }],
  ['date', { dateStyle: 'medium' }],
  ['day', { day: 'numeric', month: 'short' }],
  ['clock', { timeStyle: 'short' }],
])) {
  makers[name] = (language) => {
    const times = new Intl.DateTimeFormat(language, options);
    return (seconds) => (Math.abs(seconds) <= latest ? times.format(seconds * 1000) : '');
  };
}

/** Slow to make, so made once. @type {Map<string, Format>} */
const formats = new Map();

/**
 * @param {string} language a language tag
 * @param {string} what "plural", the name of the category; "number"; of seconds since 1970: "moment", and its
 *   parts "time" (without the time zone), "date", "day" (without a year) and "clock"; "offset", of the time zone
 *   then, in seconds
 * @param {number} value
 */
export function intl(language, what, value) {
  const key = `${what} ${language}`;
  let format = formats.get(key);
  if (!format) formats.set(key, format = makers[what](language));
  return format(value);
}

/** Whether Intl takes it: a page may say anything. @param {string} tag */
export function isLanguageTag(tag) {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

/**
 * `intl` for a page: the page's own tag stands for its language, so that its region decides about digits and
 * the order of a date.
 * @param {() => string} pageLanguage asked each time, for a page may change it
 * @returns {typeof intl}
 */
export function pageIntl(pageLanguage) {
  return (language, what, value) => {
    const page = pageLanguage();
    const same = page.split('-')[0].toLowerCase() === language && isLanguageTag(page);
    return intl(same ? page : language, what, value);
  };
}
