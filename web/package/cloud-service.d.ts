// Types of `threat-response-widgets/cloud-service`: what web/cloud-service/cloud-service.js says in its comments.

/** How the registration of the appliance stands. */
export type Situation = 'off' | 'not_committed' | 'ready' | 'registering' | 'registered' | 'deregistering' | 'failed' |
  'off_registered';

/** `<tr-cloud-service-settings>`; attributes `base`, `portal` and `theme`. */
export class CloudServiceSettingsElement extends HTMLElement {
  /** For tests: fulfilled when nothing is loading, being drawn or asked. */
  whenIdle(): Promise<void>;
}

declare global {
  interface HTMLElementTagNameMap {
    'tr-cloud-service-settings': CloudServiceSettingsElement;
  }
  interface HTMLElementEventMap {
    'tr-cloud-service-changed': CustomEvent<{ situation: Situation }>;
    'tr-session-ended': CustomEvent<null>;
    'tr-error': CustomEvent<{ message: string; cause: string }>;
  }
}
