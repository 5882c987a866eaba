export { createSandbox, type Sandbox } from './app.js';
export { ConfigError, parseConfig, type SandboxConfig } from './config.js';
