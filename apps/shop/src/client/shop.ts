/** The shop's own script. Every page works without it: it saves a load when consent is given, and shows what Edgewise does. */
import { watchConsent } from './consent-forms.ts';
import { startPanel } from './developer-panel.ts';
import { watchForMissingShelves } from './missing-shelves.ts';

watchConsent();
watchForMissingShelves();
startPanel();
