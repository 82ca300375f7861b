// Types of `threat-response-widgets` and `threat-response-widgets/elements`: what the comments of web/elements say.
import type { Observables, Type } from './observables.js';

export { loadObservables } from './observables.js';
export type { FindOptions, Hit, Observables, Style, Type } from './observables.js';

/** A server of Threat Response that the sign-in offers. */
export interface Server {
  id: string;
  name: string;
  /** Base address of the portal's host, perhaps with a path: of a proxy. */
  visibility: string;
  /** Base address of the private intelligence, of a self-hosted CTIA too. */
  private_intel: string;
  /** Where links lead, when `visibility` is a proxy's address. */
  portal?: string;
  /** Address of the page where API clients are made. */
  api_clients?: string;
  /** The reason why it cannot be chosen. */
  unavailable?: string;
  /** The appliance is registered there. */
  registered?: boolean;
}

/** A link of the page's own for the menus; `links` by kinds of observables, blanks between. */
export interface CustomPivot {
  title: string;
  category?: string;
  links: Record<string, string>;
}

export interface Observable {
  type: string;
  value: string;
}

export interface CurrentCase {
  id: string;
  title: string;
}

/** What <tr-ribbon> and <tr-casebook> have in common. */
declare class WidgetsElement extends HTMLElement {
  /** Servers that the sign-in offers, or the address of a list of them, as the attribute has it. */
  servers: readonly Server[] | string | undefined;
  /** Links besides those that the attribute `pivots` leads to, or the addresses that it has. */
  pivots: readonly CustomPivot[] | string;
  /** What calls of the service go through in place of `fetch`. It sees the tokens. */
  transport: typeof fetch | undefined;
  theme: string;
  user: string;
  appliance: string;
  locale: string;
  wasmUrl: string;
  readonly currentCase: CurrentCase | null;
  readonly signedIn: boolean;
  /** Opens the casebook; before somebody has signed in, the dialog for that. */
  openCasebook(): Promise<void>;
  closeCasebook(): Promise<void>;
  /** Opens Find on page, or closes it. */
  findOnPage(): Promise<void>;
  /** Opens the sign-in dialog. */
  signIn(): Promise<void>;
  /** Loads the module, so that the first use is quick. */
  preload(): Promise<void>;
  /** For tests: nothing is loading, being drawn, asked or sent, and nothing will be within a second. */
  whenIdle(): Promise<void>;
}

/** `<tr-ribbon>`: the bar at the page's foot or side. */
export class RibbonElement extends WidgetsElement {}

/** `<tr-casebook>`: the casebook in a place of the page's own. */
export class CasebookElement extends WidgetsElement {}

/** `<tr-pivot-menu>`: the button beside an observable. */
export class PivotMenuElement extends HTMLElement {
  type: Type | '';
  value: string;
}

/** An observable that was found in a page. */
export interface Mark {
  readonly type: Type;
  readonly value: string;
  /** Its button. */
  readonly element: PivotMenuElement;
  /** Where it stands, as it is now. */
  readonly range: Range;
}

/** What `annotate` returns: it goes on while the page changes. */
export interface Annotation extends EventTarget {
  /** The first time through. Rejects when the recogniser could not be loaded, or it was removed before. */
  readonly ready: Promise<unknown>;
  readonly root: Node;
  /** In the order of the page. */
  readonly marks: readonly Mark[];
  readonly counts: Readonly<Record<Type, number>>;
  /** Makes the page as it was. */
  remove(): void;
}

/** Puts a button beside every observable below `root`. */
export function annotate(root: Element | DocumentFragment, options?: { wasmUrl?: string | URL }): Annotation;

/** Defines elements by their names; does nothing on a server, and for names that are there already. */
export function define(classes: Record<string, CustomElementConstructor>): void;

declare global {
  interface HTMLElementTagNameMap {
    'tr-ribbon': RibbonElement;
    'tr-casebook': CasebookElement;
    'tr-pivot-menu': PivotMenuElement;
  }
  interface HTMLElementEventMap {
    'tr-load': CustomEvent<null>;
    'tr-error': CustomEvent<{ message: string; cause: string }>;
    'tr-signed-in': CustomEvent<{ server: string; scopes: string[] }>;
    'tr-signed-out': CustomEvent<null>;
    'tr-case-changed': CustomEvent<CurrentCase>;
    'tr-observable-added': CustomEvent<CurrentCase & { observables: Observable[] }>;
    'tr-pivot': CustomEvent<Observable>;
    'tr-session-ended': CustomEvent<null>;
  }
}
