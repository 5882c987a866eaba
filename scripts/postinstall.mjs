import { rememberInstall } from './launcher/install.mjs';

rememberInstall();
