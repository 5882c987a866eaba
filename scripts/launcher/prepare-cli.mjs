// For CI and images: everything between a fresh clone and a program that can be started.
import { main, prepareProgram } from './prepare.mjs';

await main(prepareProgram);
