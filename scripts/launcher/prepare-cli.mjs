// For CI and images: installs, generates and builds.
import { main, prepareProgram } from './prepare.mjs';

await main(prepareProgram);
