import { stopChromium } from './chromium-server.mjs';

export default stopChromium;
