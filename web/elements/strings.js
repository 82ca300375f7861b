// The words of what is plain DOM before the widgets module is loaded: pivot buttons and the ribbon.
import { isLanguageTag } from '../../shims/intl.js';
import { arabic, english, german, japanese } from './ribbon-strings.js';

/** @typedef {typeof english} RibbonStrings */
/** @typedef {RibbonStrings & {actionsFor: string, casebook: string, ribbon: string, noModule: string}} Strings */

/** @type {Record<string, Strings>} */
const languages = {
  en: {
    actionsFor: 'Actions for {0}',
    casebook: 'Casebook',
    ribbon: 'Threat Response',
    noModule: 'The casebook could not be loaded: check the network, then try again.',
    ...english,
  },
  de: {
    actionsFor: 'Aktionen für {0}',
    casebook: 'Casebook',
    ribbon: 'Threat Response',
    noModule: 'Das Casebook konnte nicht geladen werden: Prüfen Sie das Netz und versuchen Sie es erneut.',
    ...german,
  },
  ja: {
    actionsFor: '{0} に対するアクション',
    casebook: 'Casebook',
    ribbon: 'Threat Response',
    noModule: 'Casebook を読み込めませんでした。ネットワークを確認してから、もう一度お試しください。',
    ...japanese,
  },
  ar: {
    actionsFor: 'إجراءات {0}',
    casebook: 'Casebook',
    ribbon: 'Threat Response',
    noModule: 'تعذّر تحميل Casebook: تحقق من الشبكة ثم حاول مرة أخرى.',
    ...arabic,
  },
};

/** The scripts of the package have no variables in common. */
const ofPage = /** @type {{[key: symbol]: string | undefined}} */ (/** @type {unknown} */ (globalThis));
const override = Symbol.for('threat-response-widgets locale');

/** The widgets speak this language, whatever the page's is. @param {string | null} locale null or "" for the page's */
export function setLocale(locale) {
  ofPage[override] = locale || undefined;
}

/** What was set, or the page's own `lang`, when Intl takes it, else the browser's. */
export function pageLanguage() {
  const lang = ofPage[override] ?? document.documentElement.lang;
  return (isLanguageTag(lang) ? lang : navigator.language) || 'en';
}

export function strings() {
  return languages[pageLanguage().split('-')[0].toLowerCase()] ?? languages.en;
}
