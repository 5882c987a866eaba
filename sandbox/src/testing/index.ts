export type { SandboxConfig } from '../config.js';
export type { Kind, Trouble } from '../trouble/trouble-kinds.js';
export { eventually } from './eventually.js';
export { freePort } from './free-port.js';
export { type Program, spawnProgram, startProgram } from './program.js';
export { type RecordedDelivery, type RecordedRequest, SandboxControl } from './sandbox-control.js';
export { type RunningSandbox, startSandbox } from './start-sandbox.js';
export { Misfits } from './stripe-types/misfits.js';
export { catalogue } from './stripe-types/catalogue.js';
export {
  takeMisfits,
  watch,
  watchedFetch,
  watchedHttpClient,
} from './stripe-types/watched-answers.js';
export {
  type ReceivedWebhook,
  startWebhookListener,
  type WebhookListener,
} from './webhook-listener.js';
