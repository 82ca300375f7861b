// The words of what is plain DOM before the widgets module is loaded: pivot buttons and the ribbon.

/** @typedef {{actionsFor: string, casebook: string, ribbon: string, noModule: string}} Strings */

/** @type {Record<string, Strings>} */
const languages = {
  en: {
    actionsFor: 'Actions for {0}',
    casebook: 'Casebook',
    ribbon: 'Threat Response',
    noModule: 'The casebook could not be loaded: check the network, then try again.',
  },
  de: {
    actionsFor: 'Aktionen für {0}',
    casebook: 'Casebook',
    ribbon: 'Threat Response',
    noModule: 'Das Casebook konnte nicht geladen werden: Prüfen Sie das Netz und versuchen Sie es erneut.',
  },
};

/** The language of the page: its own `lang`, else the browser's. */
export function pageLanguage() {
  return document.documentElement.lang || navigator.language || 'en';
}

export function strings() {
  return languages[pageLanguage().split('-')[0].toLowerCase()] ?? languages.en;
}
