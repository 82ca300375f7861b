// The entry `threat-response-widgets/cloud-service`: defines <tr-cloud-service-settings>.
import { define } from '../elements/define.js';
import { CloudServiceSettingsElement } from './cloud-service.js';

define({ 'tr-cloud-service-settings': CloudServiceSettingsElement });

export { CloudServiceSettingsElement };
